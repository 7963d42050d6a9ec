"""A rectangle of canvas pixels, and crops of small maps brought to canvas size."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray


class Box(NamedTuple):
    """Half-open rectangle in canvas pixels: `left` <= x < `right`, `top` <= y < `bottom`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top

    @property
    def rows(self) -> slice:
        return slice(self.top, self.bottom)

    @property
    def columns(self) -> slice:
        return slice(self.left, self.right)

    def grown(self, by: int) -> Box:
        """The box with a margin all around."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def clipped(self, width: int, height: int) -> Box:
        """The part of the box that lies on a canvas of this size."""
        return Box(
            max(0, self.left), max(0, self.top), min(width, self.right), min(height, self.bottom)
        )

    def common(self, other: Box) -> Box:
        """The part that lies in both; empty where they are apart."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def within(self, outer: Box) -> tuple[slice, slice]:
        """Rows and columns of this box in an array that holds the pixels of `outer`."""
        return (
            slice(self.top - outer.top, self.bottom - outer.top),
            slice(self.left - outer.left, self.right - outer.left),
        )


def crop_grown(
    small: NDArray[np.uint8], scale: tuple[float, float], box: Box, origin: tuple[int, int] = (0, 0)
) -> NDArray[np.uint8]:
    """The part of a reduced map that lies under `box`, enlarged to canvas pixels (bilinear).

    `small` is uint8 with any number of channels: the map, or the part of it whose corner lies at
    `origin` (x, y). `scale` (x, y) is how many of its pixels a canvas pixel measures. Only the box
    is computed.
    """
    scale_x, scale_y = scale
    left, top = origin
    # centres of the canvas pixels, in pixels of the small map
    to_small = np.array(
        [
            [scale_x, 0, (box.left + 0.5) * scale_x - 0.5 - left],
            [0, scale_y, (box.top + 0.5) * scale_y - 0.5 - top],
        ]
    )
    grown = cv2.warpAffine(
        small,
        to_small,
        (box.width, box.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return grown.astype(np.uint8, copy=False)
