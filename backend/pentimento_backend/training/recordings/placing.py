"""A zoomed, moved or turned view of the canvas, laid back where it belongs.

So the canvas is put together, one frame after the other: what a view does not show stays as it was
seen last.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels

Movement = NDArray[np.float64]
"""A similarity (2, 3) from the view's pixels to the canvas's; (0, 0) is the middle of a pixel."""


def laid(canvas: Pixels, view: Pixels, movement: Movement) -> Pixels:
    """Return the canvas with what a view shows of it in its place."""
    height, width = canvas.shape[:2]
    finer, onto = _without_moire(view, movement)
    moved = cv2.warpAffine(finer, onto, (width, height), borderMode=cv2.BORDER_REPLICATE)
    part = shown_part(view.shape, movement, canvas.shape)
    return np.where(part[..., None], moved, canvas).astype(np.uint8)


def shown_part(
    view: tuple[int, ...], movement: Movement, canvas: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Return which pixels of the canvas lie wholly within a view, both named by their shapes."""
    everything = np.full(view[:2], 255, np.uint8)
    return cv2.warpAffine(everything, movement, (canvas[1], canvas[0])) == 255


def scaled_movement(movement: Movement, across: float, down: float) -> Movement:
    """Return a movement for views and canvases that are so many times as wide and high."""
    larger = _scaling(across, down)
    return (larger @ _square(movement) @ np.linalg.inv(larger))[:2]


def _without_moire(view: Pixels, movement: Movement) -> tuple[Pixels, Movement]:
    """The view at about the size that it has on the canvas, and its movement from there."""
    size = float(np.hypot(movement[0, 0], movement[1, 0]))
    if size >= 1.0:
        return view, movement
    height, width = (max(1, round(side * size)) for side in view.shape[:2])
    smaller = cv2.resize(view, (width, height), interpolation=cv2.INTER_AREA)
    shrinking = _scaling(width / view.shape[1], height / view.shape[0])
    return smaller.astype(np.uint8), (_square(movement) @ np.linalg.inv(shrinking))[:2]


def _scaling(across: float, down: float) -> NDArray[np.float64]:
    """Scale about the corner of the picture, which lies half a pixel before the first middle."""
    return np.array(
        [[across, 0.0, (across - 1.0) / 2], [0.0, down, (down - 1.0) / 2], [0.0, 0.0, 1.0]]
    )


def _square(movement: Movement) -> NDArray[np.float64]:
    return np.vstack([movement, [0.0, 0.0, 1.0]])
