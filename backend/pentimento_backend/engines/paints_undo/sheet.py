"""The sheet for in-betweens: of the sizes that the multi-frame model was taught."""

from __future__ import annotations

from ..model_work.sheet import SIDE_UNIT, Sheet, sheet_of_size, to_unit
from .pictures import bucket

BUCKET_SIZE = 512
"""Longest side of the sizes that the multi-frame model was taught."""


def bucket_sheet(width: int, height: int, size: int = BUCKET_SIZE) -> Sheet:
    """Return the sheet for in-betweens of a canvas: the nearest of those that the model was taught.

    Another `size` than theirs scales it, to multiples of 64.
    """
    scale = size / BUCKET_SIZE
    sheet_height, sheet_width = (to_unit(side * scale, SIDE_UNIT) for side in bucket(height, width))
    return sheet_of_size(width, height, sheet_height, sheet_width)
