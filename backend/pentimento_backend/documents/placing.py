"""Puts a layer's pixels in their place: clipped to the canvas, cropped to their content."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pentimento_protocol import limits

from ..engines.interface import Canvas
from .artwork import Flaw, check_size

LAYER_PIXEL_BUDGET = limits.MAX_SUBMIT_BYTES // 4
"""Largest sum of the layers' pixels, after cropping: what one submission to the backend holds."""

UNPACKED_PIXEL_BUDGET = 4 * LAYER_PIXEL_BUDGET
"""Largest sum of the layers' pixels, before cropping: a file of a few kB may hold any number."""


@dataclass(frozen=True)
class Placed:
    """Pixels with their top left corner on the canvas; None where nothing is to be seen."""

    x: int = 0
    y: int = 0
    image: Canvas | None = None


class Easel:
    """The canvas that layers are placed on; counts their pixels against the budgets."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._left = LAYER_PIXEL_BUDGET
        self._left_to_unpack = UNPACKED_PIXEL_BUDGET

    def check_layer(self, width: int, height: int) -> None:
        """Raise Flaw for a layer that is not to be unpacked; call before unpacking each of them."""
        check_size(width, height)
        self._left_to_unpack -= width * height
        if self._left_to_unpack < 0:
            raise Flaw(
                f"its layers unpack to more than {UNPACKED_PIXEL_BUDGET // 1_000_000} megapixels; "
                "merge some of them in a copy, or crop them to what is painted, and try again"
            )

    def place(self, image: Canvas, x: int, y: int) -> Placed:
        """Clip and crop RGBA pixels whose corner lies at (`x`, `y`), which may be off the canvas.

        Raises Flaw once the layers together hold more pixels than can be worked with.
        """
        left, top = max(0, -x), max(0, -y)
        right, bottom = max(0, self.width - x), max(0, self.height - y)
        seen = image[top:bottom, left:right]
        crop_x, crop_y, width, height = content_of(seen[..., 3])
        if not width:
            return Placed()
        self._left -= width * height
        if self._left < 0:
            raise Flaw(
                f"its layers together hold more than {LAYER_PIXEL_BUDGET // 1_000_000} megapixels; "
                "merge some of them in a copy and try again"
            )
        cropped = seen[crop_y : crop_y + height, crop_x : crop_x + width].copy()
        return Placed(x + left + crop_x, y + top + crop_y, cropped)


def content_of(alpha: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Return x, y, width and height of what is not 0 in a plane; zeros where all is."""
    if not alpha.size:
        return 0, 0, 0, 0
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(alpha))
    return x, y, width, height
