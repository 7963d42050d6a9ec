"""The painter's wish for what comes first, from a picture that shows it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ..documents.artwork import Artwork
from ..engines.interface import Canvas
from .failure import BAD_INPUT, Failure
from .pictures import check_same_size, read_picture
from .submission import scaled_canvas

WHITE = 128
"""Luminance and alpha, 0..255, from which a pixel of a --start-here picture counts as white."""


def read_order_wish(
    start_here: Path | None, order: Path | None, artwork: Artwork, side: int | None
) -> Canvas | None:
    """Return the picture that says what comes first, in the size of the frames.

    `side` is the long side of the frames, None for the canvas's own. Raises Failure for a picture
    of another size than the artwork, for one that wishes nothing, and for two wishes at a time.
    """
    if start_here is not None and order is not None:
        raise Failure("Give --start-here or --order, not both.", BAD_INPUT)
    path = start_here or order
    if path is None:
        return None
    wish = read_picture(path)
    check_same_size(wish, artwork)
    canvas = scaled_canvas(wish.canvas, side)
    if start_here is not None:
        canvas = _white_alone(canvas)
    if not (canvas[..., :3].any(axis=2) & (canvas[..., 3] > 0)).any():
        raise Failure(
            f"{path} has no white in it: paint white where the painting shall begin.", BAD_INPUT
        )
    return canvas


def _white_alone(canvas: Canvas) -> Canvas:
    luminance = cv2.cvtColor(canvas, cv2.COLOR_RGBA2GRAY)
    white = (luminance >= WHITE) & (canvas[..., 3] >= WHITE)
    return np.repeat(white[..., None], 4, axis=2).astype(np.uint8) * 255
