"""The engine's study of the canvas: a reduced copy and what can be read from it quickly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane, over, rgb_to_lab
from ...imaging.resize import fit, scaled
from ..interface import Canvas
from .flow import Flow, tangent_flow

STUDY_SIDE = 640
"""Longest side of the study in pixels: strokes and regions are planned at this size."""
_SHORTEST_SIDE = 24
_NEUTRAL = (160, 160, 160)
"""Ground under transparent parts while a canvas is being analysed."""


@dataclass(frozen=True, eq=False)
class Study:
    """Reduced canvas and its maps, all of one size (study pixels).

    `rgba` straight alpha; `rgb` on a neutral ground; `lab` of it (float32); `visible` where alpha
    is at least half; `fine` and `broad` are tangent flows for small and large brushes.
    """

    rgba: Pixels
    rgb: Pixels
    lab: Plane
    visible: NDArray[np.bool_]
    fine: Flow
    broad: Flow

    @property
    def premultiplied(self) -> Plane:
        """The reduced canvas as float32 premultiplied RGBA, 0..255."""
        rgba = self.rgba.astype(np.float32)
        rgba[..., :3] *= rgba[..., 3:] / 255.0
        return rgba

    @property
    def width(self) -> int:
        return self.rgba.shape[1]

    @property
    def height(self) -> int:
        return self.rgba.shape[0]

    @property
    def long_side(self) -> int:
        return max(self.width, self.height)


def study_canvas(canvas: Canvas, hand_angle: float) -> Study:
    """Look at a canvas (RGBA uint8, any size from 1 x 1); `hand_angle` in radians."""
    width, height = fit(canvas.shape[1], canvas.shape[0], STUDY_SIDE, _SHORTEST_SIDE)
    rgba = scaled(canvas, width, height)
    rgb = over(rgba, _NEUTRAL)
    lab = rgb_to_lab(rgb)
    lightness = np.ascontiguousarray(lab[..., 0])
    return Study(
        rgba=rgba,
        rgb=rgb,
        lab=lab,
        visible=rgba[..., 3] >= 128,
        fine=tangent_flow(blurred(lightness, 1.0), 2.0, hand_angle, 0.05),
        broad=tangent_flow(blurred(lightness, 2.5), 9.0, hand_angle, 0.3),
    )
