"""What kind of picture it is: this decides which stages appear and which medium suits it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane
from .medium import INK_AND_COLOUR, MEDIA, OIL, Medium
from .study import Study

_INKED = 0.34
"""How much more of the borders than of the whole picture lies by a dark line where it is inked."""
_PLAIN = 0.6
"""Share of pixels without any change of tone around them from which a picture counts as flat."""
_MARK = 8.0
"""Difference (Lab units) from the ground from which something is drawn there."""


def is_line_art(study: Study) -> bool:
    """Whether the picture is thin marks on a plain ground: ink on paper, chalk on a board."""
    drawn = contrast(study.lab) > _MARK
    return bool(0.0 < drawn.mean() < 0.5 and _is_thin(drawn))


def contrast(lab: Plane) -> Plane:
    """How far (in Lab units) each pixel is from the picture's median colour, which is the ground
    of line art."""
    ground = np.median(lab.reshape(-1, 3), axis=0)
    return np.linalg.norm(lab - ground, axis=2).astype(np.float32)


def is_grey(study: Study) -> bool:
    """Whether the picture has no colour to speak of."""
    chroma = np.linalg.norm(study.lab[..., 1:], axis=2)
    return bool(np.percentile(chroma[study.visible], 98) < 5.0) if study.visible.any() else True


def is_flat(study: Study) -> bool:
    """Whether most of the picture is plain colour: vector art, cel painting."""
    light = np.ascontiguousarray(study.lab[..., 0])
    change = cv2.morphologyEx(light, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return bool((change < 1.0)[study.visible].mean() > _PLAIN) if study.visible.any() else True


def is_inked(study: Study, borders: NDArray[np.bool_]) -> bool:
    """Whether thin lines darker than both their sides run along `borders`, more than elsewhere."""
    if not borders.any():
        return False
    side = 2 * max(2, round(study.long_side / 210)) + 1
    light = np.ascontiguousarray(study.lab[..., 0])
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    near = cv2.dilate(closed - light, np.ones((5, 5), np.uint8)) > 14.0
    return bool(near[borders].mean() - near.mean() > _INKED)


def medium_for(choice: str, inked: bool, flat: bool) -> Medium:
    """The medium a painter chose, or the one that suits: inked or flat pictures, or painterly."""
    if choice != "auto":
        return MEDIA[choice]
    return MEDIA[INK_AND_COLOUR if inked or flat else OIL]


def _is_thin(drawn: NDArray[np.bool_]) -> bool:
    """Whether little of what is drawn is broader than a line: silhouettes are masses."""
    # in a small picture soft edges make much of a line's breadth
    side = max(7, 2 * round(max(drawn.shape) / 90) + 1)
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    broad = cv2.morphologyEx(drawn.astype(np.uint8), cv2.MORPH_OPEN, element)
    return bool(cv2.countNonZero(broad) <= 0.25 * np.count_nonzero(drawn))
