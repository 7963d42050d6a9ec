"""Turns strokes into masks: filled outlines with bristle texture."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .box import Box
from .marks import Stroke

_SUBPIXEL_BITS = 4
_TILE = 256
_DIRECTIONS = 8


class Brush:
    """Rasterises strokes planned at study size onto a canvas of another size."""

    def __init__(self, study_size: tuple[int, int], canvas_size: tuple[int, int]) -> None:
        self._canvas_size = canvas_size
        self._scale = np.array(
            [canvas_size[0] / study_size[0], canvas_size[1] / study_size[1]], np.float32
        )
        self._mean_scale = float(self._scale.mean())
        self._bristles = _bristle_tiles()

    def mask(self, stroke: Stroke) -> tuple[Box, NDArray[np.uint8]] | None:
        """Box and opacity (0..255) of a stroke; None where it misses the canvas."""
        outline = stroke.outline * self._scale
        low, high = outline.min(axis=0), outline.max(axis=0)
        box = Box(
            int(np.floor(low[0])) - 1,
            int(np.floor(low[1])) - 1,
            int(np.ceil(high[0])) + 2,
            int(np.ceil(high[1])) + 2,
        ).clipped(*self._canvas_size)
        if box.empty:
            return None
        mask = np.zeros((box.height, box.width), np.uint8)
        # fillPoly measures from pixel centres
        shifted = (outline - (box.left + 0.5, box.top + 0.5)) * (1 << _SUBPIXEL_BITS)
        cv2.fillPoly(mask, [np.rint(shifted).astype(np.int32)], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
        return box, self._textured(mask, stroke)

    def _textured(self, mask: NDArray[np.uint8], stroke: Stroke) -> NDArray[np.uint8]:
        if stroke.dry <= 0.0:
            return cv2.convertScaleAbs(mask, alpha=stroke.opacity).astype(np.uint8, copy=False)
        tile = self._bristles[round(stroke.angle / np.pi * _DIRECTIONS) % _DIRECTIONS]
        # eight bristles to the radius, whatever the size of the brush
        unit = max(1.0, stroke.radius * self._mean_scale / 8.0)
        rows = min(_TILE, int(mask.shape[0] / unit) + 1)
        columns = min(_TILE, int(mask.shape[1] / unit) + 1)
        top = stroke.grain % (_TILE - rows + 1)
        left = (stroke.grain // _TILE) % (_TILE - columns + 1)
        bristles = cv2.resize(
            tile[top : top + rows, left : left + columns],
            (mask.shape[1], mask.shape[0]),
            interpolation=cv2.INTER_LINEAR,
        )
        opening = cv2.LUT(bristles, _bristle_table(stroke.dry))
        textured = cv2.multiply(mask, opening, scale=stroke.opacity / 255.0)
        return textured.astype(np.uint8, copy=False)


@cache
def _bristle_table(dry: float) -> NDArray[np.uint8]:
    """How much paint a bristle of rank 0..255 lays down."""
    return (255.0 - dry * np.clip(np.arange(256) * 2.0 - 180.0, 0.0, 255.0)).astype(np.uint8)


def _bristle_tiles() -> list[NDArray[np.uint8]]:
    """Streaked noise in eight directions, equalised to 0..255."""
    rng = np.random.default_rng(1998)
    tiles = []
    for index in range(_DIRECTIONS):
        angle = np.pi * index / _DIRECTIONS
        noise = rng.standard_normal((_TILE, _TILE)).astype(np.float32)
        kernel = np.zeros((41, 41), np.float32)
        across, down = round(20 * np.cos(angle)), round(20 * np.sin(angle))
        start, end = (20 - across, 20 - down), (20 + across, 20 + down)
        cv2.line(kernel, start, end, (1.0,), 1, cv2.LINE_4)
        streaks = cv2.filter2D(noise, cv2.CV_32F, kernel, borderType=cv2.BORDER_WRAP)
        streaks = cv2.GaussianBlur(streaks, (0, 0), 0.7)
        coarse = cv2.normalize(streaks, streaks, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
        tiles.append(cv2.equalizeHist(coarse).astype(np.uint8, copy=False))
    return tiles
