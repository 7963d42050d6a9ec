"""Where the canvas lies in a recording of a whole screen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.box import Box
from ...imaging.colour import Pixels, Plane
from .looks import difference

_COMPARED = 60
"""Pairs of looks that are compared; more tell no more."""
_EDGE = 14.0
"""Step between neighbouring pixels, 0..255, that a border of the canvas has at least."""
_STEADY = 0.75
"""Share of the border's length along which it has."""
_WHOLE = 0.97
"""Share of a side from which on the canvas takes all of it."""
_LARGE = 0.2
"""Share of the sides that what is painted takes at least, or it tells nothing of the canvas."""
_REACH = 0.04
"""Gaps between strokes, as a share of the long side, that do not part the painted area."""


def canvas_area(looks: Sequence[Pixels]) -> Box:
    """Return the rectangle of the looks that is the canvas; all of it where nothing is around it.

    What is painted on changes; the nearest long straight edge outside of it, on each side, is the
    border of the canvas. It is sought before the first stroke and after the last, because paint of
    the surround's colour may hide it.
    """
    height, width = looks[0].shape[:2]
    painted = _painted(looks)
    if painted.width < _LARGE * width or painted.height < _LARGE * height:
        return Box(0, 0, width, height)
    across = np.maximum(*(_steps(look, axis=1) for look in (looks[0], looks[-1])))
    down = np.maximum(*(_steps(look, axis=0) for look in (looks[0], looks[-1])))
    columns = (across[painted.rows] > _EDGE).mean(axis=0) > _STEADY
    rows = (down[:, painted.columns] > _EDGE).mean(axis=1) > _STEADY
    left, right = _borders(columns, painted.left, painted.right, width)
    top, bottom = _borders(rows, painted.top, painted.bottom, height)
    if right - left > _WHOLE * width:
        left, right = 0, width
    if bottom - top > _WHOLE * height:
        top, bottom = 0, height
    return Box(left, top, right, bottom)


def _painted(looks: Sequence[Pixels]) -> Box:
    """The box around the largest area in which the picture changes again and again."""
    picked = np.unique(np.linspace(0, len(looks) - 1, _COMPARED).astype(int))
    busy = np.zeros(looks[0].shape[:2], np.uint8)
    for before, after in itertools.pairwise(picked):
        busy |= (difference(looks[before], looks[after]) > 2 * _EDGE).astype(np.uint8)
    reach = max(3, round(_REACH * max(busy.shape)))
    closed = cv2.morphologyEx(busy, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    if count < 2:
        return Box(0, 0, 0, 0)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    left, top, width, height = (int(value) for value in stats[largest, :4])
    return Box(left, top, left + width, top + height)


def _steps(look: Pixels, axis: int) -> Plane:
    """How far each pixel differs from the one before it."""
    apart = np.abs(np.diff(look.astype(np.int16), axis=axis)).max(axis=2)
    before = ((0, 0), (1, 0)) if axis == 1 else ((1, 0), (0, 0))
    return np.pad(apart, before).astype(np.float32)


def _borders(edges: NDArray[np.bool_], first: int, last: int, length: int) -> tuple[int, int]:
    """The nearest edge before `first` and after `last`; a side without one reaches to the end."""
    before = np.flatnonzero(edges[: first + 2])
    after = np.flatnonzero(edges[max(0, last - 1) :])
    low = int(before[-1]) if len(before) else 0
    high = max(0, last - 1) + int(after[0]) if len(after) else length
    return low, high
