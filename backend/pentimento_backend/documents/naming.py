"""How files that are numbered by their names follow one another."""

from __future__ import annotations

import re
from pathlib import Path


def natural_order(path: Path) -> list[tuple[int, int, str]]:
    """Sort key by which frame_2.png comes before frame_10.png."""
    parts = re.findall(r"\d+|\D+", path.name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
