"""What a painter does to the canvas: strokes, and the filling-in that closes an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane
from .areas import Areas
from .box import Box, crop_grown


class Paint(Protocol):
    """Something a brush can lay down."""

    def crop(self, box: Box) -> Pixels:
        """Premultiplied RGBA uint8 of this paint inside a box of the canvas."""
        ...


@dataclass(frozen=True, eq=False)
class Ink:
    """The line drawing: `alpha` (uint8) and premultiplied RGBA `colour`, at reduced sizes."""

    alpha: NDArray[np.uint8]
    colour: Pixels
    canvas_size: tuple[int, int]

    def over(self, under: Pixels, box: Box, strength: float) -> Pixels:
        """Draw the line, at `strength` 0..1, over premultiplied RGBA pixels of `box`."""
        share = crop_grown(self.alpha, self.canvas_size, box).astype(np.float32)
        share *= strength / 255.0
        if not share.any():
            return under
        line = crop_grown(self.colour, self.canvas_size, box)
        return cv2.blendLinear(line, under, share, 1.0 - share).astype(np.uint8, copy=False)


@dataclass(frozen=True, eq=False)
class SolidPaint:
    """One premultiplied RGBA colour, laid under the line drawing where there is one."""

    colour: NDArray[np.uint8] | tuple[int, int, int, int]
    ink: Ink | None = None
    ink_strength: float = 1.0

    def crop(self, box: Box) -> Pixels:
        plain = np.empty((box.height, box.width, 4), np.uint8)
        plain[:] = self.colour
        return plain if self.ink is None else self.ink.over(plain, box, self.ink_strength)


@dataclass(frozen=True, eq=False)
class PicturePaint:
    """The finished picture itself (premultiplied RGBA, canvas size)."""

    picture: Pixels

    def crop(self, box: Box) -> Pixels:
        return self.picture[box.rows, box.columns]


@dataclass(frozen=True, eq=False)
class Stroke:
    """One brush stroke: `outline` (points, 2) as x, y in study pixels.

    `angle` is its main direction in radians, `radius` half its greatest width in study pixels;
    `opacity` 0..1; `dry` 0..1 is how much the bristles leave open, `grain` chooses which; `effort`
    is its share of the stage's time, in any unit; with `areas` it stays inside `label`.
    """

    outline: Plane
    angle: float
    radius: float
    effort: float
    paint: Paint
    opacity: float = 1.0
    dry: float = 0.4
    grain: int = 0
    areas: Areas | None = None
    label: int = 0


@dataclass(frozen=True, eq=False)
class FillIn:
    """Close what the strokes of this stage left open in one area of `areas`.

    With `exact` the area becomes the paint, pixel by pixel; without, only gaps are closed.
    """

    areas: Areas
    label: int
    paint: Paint
    box: Box
    exact: bool = False

    @property
    def effort(self) -> float:
        return 0.0


Mark = Stroke | FillIn
