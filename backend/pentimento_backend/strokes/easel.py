"""The canvas being painted: strokes are composited in their own boxes only."""

from __future__ import annotations

from collections.abc import Sequence
from sys import byteorder

import cv2
import numpy as np

from ..imaging.box import Box
from ..imaging.colour import Pixels, straight
from .brush import SUBPIXEL_BITS, Brush, Shape
from .materials import INK, Materials
from .stroke import Paint, PremultipliedColour, Stroke


class Easel:
    """Holds the painting: premultiplied RGBA of canvas size."""

    def __init__(self, materials: Materials, ground: PremultipliedColour | Pixels) -> None:
        """Start on a plain `ground` or on a picture of canvas size (premultiplied RGBA)."""
        width, height = materials.canvas_size
        self.painting: Pixels = np.empty((height, width, 4), np.uint8)
        self.painting[:] = ground
        self._materials = materials
        self._kept = materials.kept
        self._brush = Brush(materials.plan_size, materials.canvas_size)

    def picture(self) -> Pixels:
        """A copy of the painting as it stands: RGBA uint8, straight alpha."""
        return straight(self.painting)

    def lay(self, stroke: Stroke) -> None:
        """Put one stroke on the canvas."""
        self.lay_all([stroke])

    def lay_all(self, strokes: Sequence[Stroke]) -> None:
        """Put strokes on the canvas, one after the other; quicker than each by itself."""
        if strokes:
            for stroke, shape in zip(strokes, self._brush.shapes(strokes), strict=True):
                self._lay(stroke, shape)

    def _lay(self, stroke: Stroke, shape: Shape) -> None:
        if self._is_plain(stroke):
            if not shape.box.empty:
                colour = stroke.paint.colour
                cv2.fillPoly(self.painting, [shape.points], colour, cv2.LINE_AA, SUBPIXEL_BITS)
            return
        mark = self._brush.mark_in(shape, stroke)
        if mark is None or not cv2.countNonZero(mark.mask):
            return
        box, mask = mark
        ink = self._materials.ink
        if stroke.paint.picture == INK and ink is not None:
            mask = cv2.multiply(mask, ink.alpha_in(box), scale=1 / 255)
        if self._kept is not None and stroke.paint.picture in ("", INK):
            mask = cv2.multiply(mask, self._kept[box.rows, box.columns], scale=1 / 255)
        painting = self.painting[box.rows, box.columns]
        share = mask.astype(np.float32)
        share *= np.float32(1 / 255)
        cv2.blendLinear(self._laid(stroke.paint, box), painting, share, 1.0 - share, painting)

    def _is_plain(self, stroke: Stroke) -> bool:
        """Whether nothing but an anti-aliased shape in one opaque colour is to be drawn."""
        paint = stroke.paint
        return (
            stroke.opacity >= 1.0
            and stroke.clip is None
            and self._kept is None
            and not paint.picture
            and paint.under_ink == 0.0
            and (stroke.dry == 0.0 or (stroke.brush == "bristle" and self._brush.is_fine(stroke)))
        )

    def _laid(self, paint: Paint, box: Box) -> Pixels:
        ink = self._materials.ink
        if paint.picture == INK and ink is not None:
            return ink.colour_in(box)
        if paint.picture:
            return self._materials.pictures[paint.picture][box.rows, box.columns]
        whole = np.empty((box.height, box.width), np.uint32)
        whole.fill(int.from_bytes(bytes(paint.colour), byteorder))
        plain = whole.view(np.uint8).reshape(box.height, box.width, 4)
        return (
            plain if ink is None or not paint.under_ink else ink.over(plain, box, paint.under_ink)
        )
