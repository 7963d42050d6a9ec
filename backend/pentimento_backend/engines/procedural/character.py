"""What kind of picture it is: this decides which stages appear and which medium suits it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .medium import INK_AND_COLOUR, MEDIA, OIL, Medium
from .study import Study

_INKED = 0.34
"""How much more of the borders than of the whole picture lies by a dark line where it is inked."""
_PLAIN = 0.6
"""Share of pixels without any change of tone around them from which a picture counts as flat."""


def is_line_art(study: Study) -> bool:
    """Whether the picture is dark lines on white paper and nothing else."""
    lightness = study.lab[..., 0]
    paper = lightness > 92.0
    chroma = np.linalg.norm(study.lab[..., 1:], axis=2)
    grey = (lightness > 45.0) & (lightness < 92.0) & ~_beside(paper & (lightness > 97.0))
    return bool(
        study.visible.all() and paper.mean() > 0.5 and chroma.mean() < 3.0 and grey.mean() < 0.06
    )


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


def _beside(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
