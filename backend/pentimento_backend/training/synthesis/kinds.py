"""The ways to paint a finished picture once more, by name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from .procedural_kind import procedural
from .region_kind import regions
from .stroke_kinds import textured, transparent

PaintAgain = Callable[[Pixels, int, np.random.Generator], NDArray[np.uint8]]
"""From a picture (RGB, height x width x 3), how many frames and where chance comes from, to the
frames (count, height, width, 3), first marks first."""

KINDS: dict[str, PaintAgain] = {
    "transparent": transparent,
    "textured": textured,
    "regions": regions,
    "procedural": procedural,
}
"""The first three are those that ProcessPainter's motion modules were taught on."""
