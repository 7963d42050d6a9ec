"""Turns strokes into masks: filled outlines with the texture of pencil, bristles or a wash."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.box import Box
from .stroke import Stroke

SUBPIXEL_BITS = 4
SPREAD = 0.67
"""Canvas pixels by which an anti-aliased edge of OpenCV's polygons lies outside of its line."""
_TILE = 256
_DIRECTIONS = 8
_FINE = 2.5
"""Half width in canvas pixels below which no bristles can be told apart."""

Mask = NDArray[np.uint8]


class Mark(NamedTuple):
    """Where a stroke touches the canvas: its box and its opacity (0..255) inside it."""

    box: Box
    mask: Mask


class Shape(NamedTuple):
    """A stroke's outline on the canvas: `points` in sixteenths of its pixels, the box around."""

    points: NDArray[np.int32]
    box: Box


class Brush:
    """Rasterises strokes planned at one size onto a canvas of another size."""

    def __init__(self, plan_size: tuple[int, int], canvas_size: tuple[int, int]) -> None:
        self._canvas_size = canvas_size
        scale = np.array([canvas_size[0] / plan_size[0], canvas_size[1] / plan_size[1]])
        self._scale = (scale * (1 << SUBPIXEL_BITS)).astype(np.float32)
        self._mean_scale = float(scale.mean())

    def is_fine(self, stroke: Stroke) -> bool:
        """Whether the stroke is so thin that it leaves plain colour."""
        return stroke.radius * self._mean_scale < _FINE

    def shapes(self, strokes: Sequence[Stroke]) -> list[Shape]:
        """Where strokes lie on the canvas, reckoned for all of them at once."""
        ends = list(itertools.accumulate(len(stroke.outline) for stroke in strokes))
        starts = [0, *ends[:-1]]
        outlines = np.concatenate([stroke.outline for stroke in strokes])
        # fillPoly measures from pixel centres
        points = np.rint(outlines * self._scale - (1 << SUBPIXEL_BITS) / 2).astype(np.int32)
        low = (np.minimum.reduceat(points, starts) >> SUBPIXEL_BITS) - 1
        high = ((np.maximum.reduceat(points, starts) + 1) >> SUBPIXEL_BITS) + 3
        sides = np.concatenate([np.maximum(low, 0), np.minimum(high, self._canvas_size)], axis=1)
        return [
            Shape(points[start:end], Box._make(box))
            for start, end, box in zip(starts, ends, sides.tolist(), strict=True)
        ]

    def mark(self, stroke: Stroke) -> Mark | None:
        """Box and opacity of a stroke; None where it misses the canvas."""
        return self.mark_in(self.shapes([stroke])[0], stroke)

    def mark_in(self, shape: Shape, stroke: Stroke) -> Mark | None:
        """The mark of a stroke whose shape is known; None where it misses the canvas."""
        points, box = shape
        if box.empty:
            return None
        mask = np.zeros((box.height, box.width), np.uint8)
        offset = (-box.left << SUBPIXEL_BITS, -box.top << SUBPIXEL_BITS)
        cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, SUBPIXEL_BITS, offset)
        if stroke.brush == "wash":
            mask = self._washed(mask, box, stroke)
        elif stroke.dry > 0.0:
            mask = self._textured(mask, box, stroke)
        elif stroke.opacity < 1.0:
            mask = cv2.convertScaleAbs(mask, alpha=stroke.opacity)
        if stroke.clip is not None:
            areas, label, exact = stroke.clip
            limit = areas.exact_mask(label, box) if exact else areas.soft_mask(label, box)
            mask = cv2.multiply(mask, limit, scale=1 / 255)
        return Mark(box, mask.astype(np.uint8, copy=False))

    def _textured(self, mask: Mask, box: Box, stroke: Stroke) -> Mask:
        if stroke.brush == "pencil":
            opening = cv2.LUT(_paper(box), _tooth_table(stroke.dry))
        elif self.is_fine(stroke):
            return cv2.convertScaleAbs(mask, alpha=stroke.opacity).astype(np.uint8, copy=False)
        else:
            opening = cv2.LUT(self._bristles(mask, stroke), _bristle_table(stroke.dry))
        textured = cv2.multiply(mask, opening, scale=stroke.opacity / 255.0)
        return textured.astype(np.uint8, copy=False)

    def _bristles(self, mask: Mask, stroke: Stroke) -> Mask:
        tile = _bristle_tiles()[round(stroke.angle / np.pi * _DIRECTIONS) % _DIRECTIONS]
        # eight bristles to the radius, whatever the size of the brush
        unit = max(1.0, stroke.radius * self._mean_scale / 8.0)
        rows = min(_TILE, int(mask.shape[0] / unit) + 1)
        columns = min(_TILE, int(mask.shape[1] / unit) + 1)
        top = stroke.grain % (_TILE - rows + 1)
        left = (stroke.grain // _TILE) % (_TILE - columns + 1)
        piece = tile[top : top + rows, left : left + columns]
        size = (mask.shape[1], mask.shape[0])
        return cv2.resize(piece, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)

    def _washed(self, mask: Mask, box: Box, stroke: Stroke) -> Mask:
        reach = 2 * int(min(60.0, max(1.0, 0.3 * stroke.radius * self._mean_scale))) + 1
        soft = cv2.blur(mask, (reach, reach), borderType=cv2.BORDER_REPLICATE)
        # pigment gathers at the edge of a wash and settles in the paper's pits
        pooled = cv2.addWeighted(mask, 0.35, soft, 0.65, 0.0)
        pooled = cv2.min(pooled, cv2.LUT(mask, _inside_table()))
        granules = cv2.LUT(_paper(box), _tooth_table(stroke.dry))
        washed = cv2.multiply(pooled, granules, scale=stroke.opacity / 255.0)
        return washed.astype(np.uint8, copy=False)


@cache
def _inside_table() -> Mask:
    table = np.full(256, 255, np.uint8)
    table[0] = 0
    return table


@cache
def _bristle_table(dry: float) -> Mask:
    """How much paint a bristle of rank 0..255 lays down."""
    return (255.0 - dry * np.clip(np.arange(256) * 2.0 - 180.0, 0.0, 255.0)).astype(np.uint8)


@cache
def _tooth_table(dry: float) -> Mask:
    """How much the paper takes at a height of rank 0..255."""
    return (255.0 - dry * np.clip(np.arange(256) * 1.4 - 100.0, 0.0, 255.0)).astype(np.uint8)


def _paper(box: Box) -> Mask:
    """The paper's tooth under a box; it belongs to the canvas, not to the stroke."""
    tile = _paper_tile()
    top, left = box.top % _TILE, box.left % _TILE
    if top + box.height <= 2 * _TILE and left + box.width <= 2 * _TILE:
        return tile[top : top + box.height, left : left + box.width]
    rows = np.arange(top, top + box.height) % _TILE
    columns = np.arange(left, left + box.width) % _TILE
    return tile[np.ix_(rows, columns)]


@cache
def _paper_tile() -> Mask:
    rng = np.random.default_rng(1769)
    noise = rng.standard_normal((_TILE, _TILE)).astype(np.float32)
    wrapped = np.tile(noise, (2, 2))
    grain = cv2.GaussianBlur(wrapped, (0, 0), 1.1) + 0.8 * cv2.GaussianBlur(wrapped, (0, 0), 2.6)
    coarse = cv2.normalize(grain, grain, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
    inner = cv2.equalizeHist(coarse)[_TILE // 2 : _TILE // 2 + _TILE, _TILE // 2 :][:, :_TILE]
    return np.tile(inner, (2, 2)).astype(np.uint8, copy=False)


@cache
def _bristle_tiles() -> list[Mask]:
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
