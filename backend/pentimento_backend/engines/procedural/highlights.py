"""Highlights: the small bright accents that a painter keeps for the very end."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from ...imaging.resize import reduced
from ...strokes.areas import Areas, Labels
from ...strokes.stroke import Clip, Paint, Stroke, stroke_along
from .hatching import hatching

_RISE = 22
"""How much lighter (0..255) an accent is than its surroundings."""
_MOST = 0.03
"""Largest share of the canvas that highlights may take; more is texture."""


@dataclass(frozen=True, eq=False)
class Highlights:
    """`spots` labels them (int32, plan size, 0 = none); `before` is the picture without them.

    `before` is premultiplied RGBA of canvas size; outside of the spots it is the picture itself.
    """

    spots: Labels
    before: Pixels


def find_highlights(
    picture: Pixels,
    plan_size: tuple[int, int],
    unit: float,
    unfinished: NDArray[np.uint8] | None = None,
) -> Highlights | None:
    """Find the accents of a canvas (premultiplied RGBA); None where it has none to speak of.

    Where `unfinished` (canvas size) is 0, the canvas has its accents already.
    """
    small = reduced(picture, plan_size)
    light = cv2.cvtColor(small, cv2.COLOR_RGBA2GRAY)
    side = 2 * round(3.5 * unit) + 1
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    peaks = cv2.morphologyEx(light, cv2.MORPH_TOPHAT, element)
    found = (peaks > _RISE) & (light > np.percentile(light, 75)) & (small[..., 3] == 255)
    if unfinished is not None:
        found &= reduced(unfinished, plan_size) > 127
    spots = _brightest(found, peaks.astype(np.uint8, copy=False))
    if spots is None:
        return None
    before = picture.copy()
    scale = picture.shape[1] / plan_size[0]
    reach = max(3, round(side * scale)) | 1
    opener = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    opened = cv2.morphologyEx(picture, cv2.MORPH_OPEN, opener)
    covered = Areas(spots, picture.shape[1], picture.shape[0]).whole_canvas() > 0
    if unfinished is not None:
        covered &= unfinished > 0
    before[covered] = opened[covered]
    return Highlights(spots, before)


def _brightest(found: NDArray[np.bool_], peaks: Pixels) -> Labels | None:
    grown = cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    if count < 4:
        return None
    labels = labels.astype(np.intp)
    peak = np.zeros(count, np.int64)
    np.maximum.at(peak, labels.ravel(), peaks.ravel().astype(np.int64))
    area = stats[:, cv2.CC_STAT_AREA]
    ranked = np.argsort(-peak[1:], kind="stable") + 1
    ranked = ranked[area[ranked] > 2]
    kept = ranked[np.cumsum(area[ranked]) < _MOST * labels.size]
    names = np.zeros(count, np.int32)
    names[kept] = np.arange(1, len(kept) + 1)
    return names[labels] if len(kept) > 2 else None


def plan_highlights(
    areas: Areas, picture: str, unit: float, rng: np.random.Generator
) -> list[Stroke]:
    """Dab each accent with the picture itself; together the dabs cover all of them exactly."""
    count = int(areas.labels.max()) + 1
    wanted = np.arange(count) > 0
    angle = rng.uniform(-1.1, -0.4, count).astype(np.float32)
    # so wide that whole pixels of the plan lie inside, anti-aliased edges aside
    radius = np.full(count, max(5.5, 2.2 * unit), np.float32)
    shapes, owner = hatching(areas.labels, wanted, angle, radius)
    paint = Paint(picture=picture)
    return [
        stroke_along(
            shapes,
            index,
            float(radius[0]),
            float(shapes.areas[index]),
            paint,
            dry=0.0,
            clip=Clip(areas, int(owner[index]), exact=True),
        )
        for index in range(len(owner))
    ]
