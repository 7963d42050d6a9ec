"""Names of painters' files: their endings, and how numbered ones follow one another."""

from __future__ import annotations

import re
from pathlib import Path

PICTURE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp"})
DOCUMENT_ENDINGS = frozenset({".kra", ".ora", ".psd"})
"""Of documents with layers."""


def natural_order(path: Path) -> list[tuple[int, int, str]]:
    """Sort key by which frame_2.png comes before frame_10.png."""
    parts = re.findall(r"\d+|\D+", path.name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
