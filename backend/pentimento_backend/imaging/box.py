"""A rectangle of canvas pixels."""

from __future__ import annotations

from typing import NamedTuple


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
