"""The canvas being painted: marks are composited in their own rectangles only."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, straight
from .box import Box
from .brush import Brush
from .marks import FillIn, Mark, Paint, Stroke

_CLOSING = np.clip((np.arange(256) - 24) * 2.5, 0, 255).astype(np.uint8)
"""Paint put over what strokes left open (0..255): thin places stay alive, gaps close."""


class Easel:
    """Holds the painting (premultiplied RGBA, canvas size) and what this stage has covered."""

    def __init__(
        self,
        study_size: tuple[int, int],
        canvas_size: tuple[int, int],
        ground: tuple[int, int, int, int],
    ) -> None:
        width, height = canvas_size
        self._painting = np.empty((height, width, 4), np.uint8)
        self._painting[:] = ground
        self._covered = np.zeros((height, width), np.uint8)
        self._brush = Brush(study_size, canvas_size)

    def start_stage(self) -> None:
        """Forget what is covered: gaps are those of the present stage."""
        self._covered[:] = 0

    def apply(self, mark: Mark) -> None:
        """Put one mark on the canvas."""
        if isinstance(mark, Stroke):
            self._lay(mark)
        else:
            self._fill(mark)

    def picture(self) -> Pixels:
        """A copy of the painting as it stands: RGBA uint8, straight alpha."""
        return straight(self._painting)

    def _lay(self, stroke: Stroke) -> None:
        found = self._brush.mask(stroke)
        if found is None:
            return
        box, mask = found
        if stroke.areas is not None:
            inside = stroke.areas.soft_mask(stroke.label, box)
            mask = cv2.multiply(mask, inside, scale=1 / 255).astype(np.uint8, copy=False)
        covered = self._covered[box.rows, box.columns]
        np.maximum(covered, mask, out=covered)
        self._blend(stroke.paint, box, mask)

    def _fill(self, fill: FillIn) -> None:
        if fill.exact:
            inside = fill.areas.exact_mask(fill.label, fill.box)
            target = self._painting[fill.box.rows, fill.box.columns]
            np.copyto(target, fill.paint.crop(fill.box), where=(inside > 0)[..., None])
            return
        open_still = cv2.subtract(
            fill.areas.soft_mask(fill.label, fill.box),
            self._covered[fill.box.rows, fill.box.columns],
        )
        self._blend(
            fill.paint, fill.box, cv2.LUT(open_still, _CLOSING).astype(np.uint8, copy=False)
        )

    def _blend(self, paint: Paint, box: Box, mask: NDArray[np.uint8]) -> None:
        if not mask.any():
            return
        share = mask.astype(np.float32) * np.float32(1 / 255)
        painting = self._painting[box.rows, box.columns]
        painting[:] = cv2.blendLinear(paint.crop(box), painting, share, 1.0 - share)
