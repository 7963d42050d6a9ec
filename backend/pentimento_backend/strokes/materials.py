"""What lies ready beside the easel: the line drawing, and the pictures that strokes bring out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.box import Box
from ..imaging.colour import Pixels
from ..imaging.resize import crop_grown

FINISH = "finish"
"""Name of the finished picture among an easel's pictures."""
INK = "ink"
"""Name of the line drawing: a stroke that brings it out lays ink along the lines, no more."""


@dataclass(frozen=True, eq=False)
class Ink:
    """The line drawing: `alpha` (uint8) and premultiplied RGBA `colour`, at reduced sizes.

    They are enlarged once: nearly every stroke of colour lies under some line.
    """

    alpha: NDArray[np.uint8]
    colour: Pixels
    canvas_size: tuple[int, int]

    def alpha_in(self, box: Box) -> NDArray[np.uint8]:
        """How much of each canvas pixel of `box` the lines take, 0..255."""
        return self._whole_alpha[box.rows, box.columns]

    def colour_in(self, box: Box) -> Pixels:
        """The colour of the lines inside `box`, premultiplied RGBA."""
        return self._whole_colour[box.rows, box.columns]

    @cached_property
    def _whole_alpha(self) -> NDArray[np.uint8]:
        return self._grown(self.alpha)

    @cached_property
    def _whole_colour(self) -> Pixels:
        return self._grown(self.colour)

    def _grown(self, reduced: NDArray[np.uint8]) -> NDArray[np.uint8]:
        width, height = self.canvas_size
        scale = (reduced.shape[1] / width, reduced.shape[0] / height)
        return crop_grown(reduced, scale, Box(0, 0, width, height))

    def over(self, under: Pixels, box: Box, strength: float) -> Pixels:
        """Draw the line, at `strength` 0..1, over premultiplied RGBA pixels of `box`."""
        share = self.alpha_in(box)
        if not cv2.countNonZero(share):
            return under
        weight = share.astype(np.float32)
        weight *= strength / 255.0
        return cv2.blendLinear(self.colour_in(box), under, weight, 1.0 - weight).astype(
            np.uint8, copy=False
        )


@dataclass(eq=False)
class Materials:
    """What strokes refer to: `pictures` by name (premultiplied RGBA, canvas size) and the `ink`.

    They are laid out as the work goes on, each before the first stroke that needs it.
    """

    canvas_size: tuple[int, int]
    plan_size: tuple[int, int]
    pictures: dict[str, Pixels] = field(default_factory=dict)
    ink: Ink | None = None
    kept: NDArray[np.uint8] | None = None
    """Canvas size; where it is 0, colours and ink leave the canvas alone, other pictures do not."""
