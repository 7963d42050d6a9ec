"""How a canvas lies on the sheet of white paper, of a fixed size, that a model looks at."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...imaging.colour import WHITE, over
from ...imaging.project import project
from ..interface import Canvas, UnpaintableRequest
from .picture import Picture

SIDE_UNIT = 64
"""Sides of sheets are multiples of this: three halvings of a latent, itself an eighth in size."""

SHORTEST_SIDE = 256
THINNEST = 32
"""Pixels of the sheet that even the short side of a canvas must cover."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of `height` × `width` pixels with the canvas in its middle, as large as it fits.

    The canvas covers `inner_height` × `inner_width` from (`top`, `left`); the rest stays paper.
    """

    height: int
    width: int
    inner_height: int
    inner_width: int

    @property
    def top(self) -> int:
        """Rows of paper above the canvas."""
        return (self.height - self.inner_height) // 2

    @property
    def left(self) -> int:
        """Columns of paper left of the canvas."""
        return (self.width - self.inner_width) // 2

    def lay(self, canvas: Canvas) -> Picture:
        """Return the sheet with the canvas on it; what is transparent shows the paper."""
        return self.lay_opaque(over(canvas, WHITE))

    def lay_opaque(self, picture: Picture) -> Picture:
        """Return the sheet with an opaque picture of the canvas, of any size, on it."""
        size = (self.inner_width, self.inner_height)
        sheet = self.blank()
        self.inside(sheet)[:] = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return sheet

    def blank(self) -> Picture:
        """Return the empty sheet."""
        return np.full((self.height, self.width, 3), 255, np.uint8)

    def take(self, picture: Picture, finish: Canvas) -> Canvas:
        """Return what a model painted, at the size of `finish`, whose pixels it takes where alike.

        The paper becomes transparent where the finish is not opaque everywhere.
        """
        inside = np.ascontiguousarray(self.inside(picture))
        opaque = int(finish[..., 3].min()) == 255
        frame = np.dstack([inside, np.full(inside.shape[:2], 255, np.uint8)])
        return project(frame if opaque else self._off_paper(inside, finish), finish)

    def _off_paper(self, inside: Picture, finish: Canvas) -> Canvas:
        """Take the paper away outside the finish's silhouette: colour stays, white goes."""
        size = (self.inner_width, self.inner_height)
        silhouette = cv2.resize(finish[..., 3], size, interpolation=cv2.INTER_AREA)
        alpha = np.maximum(silhouette, 255 - inside.min(axis=2))
        share = np.maximum(alpha, 1)[..., None].astype(np.float32) / 255.0
        colour = np.clip((inside - 255.0 * (1.0 - share)) / share, 0, 255)
        return np.dstack([colour.round().astype(np.uint8), alpha])

    def inside(self, picture: Picture) -> Picture:
        """Return the part of a sheet, as a view, that the canvas covers."""
        rows = slice(self.top, self.top + self.inner_height)
        return picture[rows, self.left : self.left + self.inner_width]


def fitted_sheet(width: int, height: int, long_side: int) -> Sheet:
    """Return the sheet of this long side for a canvas; its sides are multiples of 64.

    The short side has 256 pixels or more, unless the long side has fewer.

    Raises UnpaintableRequest for a canvas that would be next to nothing on it.
    """
    scale = long_side / max(width, height)
    sides = (_side(height * scale, long_side), _side(width * scale, long_side))
    return sheet_of_size(width, height, *sides)


def sheet_of_size(width: int, height: int, sheet_height: int, sheet_width: int) -> Sheet:
    """Return the sheet of this size for a canvas. Raises UnpaintableRequest likewise."""
    scale = min(sheet_width / width, sheet_height / height)
    inner = (min(round(height * scale), sheet_height), min(round(width * scale), sheet_width))
    if min(inner) < THINNEST:
        raise UnpaintableRequest(
            f"This canvas, {width} x {height}, is too thin for the models of this engine: take a "
            "part of it, or the procedural engine."
        )
    return Sheet(sheet_height, sheet_width, *inner)


def to_unit(length: float, least: int) -> int:
    """Return the side nearest to `length` that a sheet may have, from `least` on."""
    return max(round(length / SIDE_UNIT) * SIDE_UNIT, least)


def _side(length: float, long_side: int) -> int:
    largest = long_side // SIDE_UNIT * SIDE_UNIT
    return min(to_unit(length, min(SHORTEST_SIDE, largest)), largest)
