"""Small copies of the frames, by which all decisions are made, and how they are compared."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane
from ...imaging.resize import fit

LOOK_SIDE = 320
"""Longest side of a look in pixels."""

_VISIBLE = 20
"""Difference of a channel, 0..255 after a little blur, that is more than compression's noise."""


def look_size(width: int, height: int) -> tuple[int, int]:
    """Return width and height of the look of a frame."""
    return fit(width, height, LOOK_SIDE)


def look_at(frame: Pixels, size: tuple[int, int]) -> Pixels:
    """Return the frame in few pixels: RGB uint8."""
    return cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def mirrored(picture: Pixels) -> Pixels:
    """Return the picture with left and right exchanged."""
    return np.ascontiguousarray(picture[:, ::-1])


def difference(one: Pixels, other: Pixels) -> Plane:
    """Largest difference of the channels, 0..255, at each pixel, without the finest noise."""
    apart = cv2.absdiff(cv2.blur(one, (3, 3)), cv2.blur(other, (3, 3)))
    return apart.max(axis=2).astype(np.float32)


def visible_change(one: Pixels, other: Pixels) -> NDArray[np.bool_]:
    """Return at which pixels two pictures visibly differ."""
    return difference(one, other) > _VISIBLE


def changed(one: Pixels, other: Pixels) -> float:
    """Return the share of pixels, 0..1, that visibly differ."""
    return float(visible_change(one, other).mean())


def is_blank(look: Pixels) -> bool:
    """Whether nothing is painted yet: one even colour."""
    calm = cv2.blur(look, (3, 3)).reshape(-1, 3).astype(np.int16)
    return int((calm.max(axis=0) - calm.min(axis=0)).max()) <= _VISIBLE
