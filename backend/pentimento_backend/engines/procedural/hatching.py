"""Parallel strokes that cover an area without a gap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane
from ...strokes.areas import Labels
from ...strokes.ribbons import Ribbons, ribbons

Reals = NDArray[np.floating]

_OVERLAP = 1.3
"""Width of a hatching stroke in distances between strokes."""


def hatching(
    labels: Labels, wanted: NDArray[np.bool_], angle: Plane, radius: Plane
) -> tuple[Ribbons, NDArray[np.intp]]:
    """Straight strokes over every wanted label: their shapes, and the label of each.

    `wanted`, `angle` (radians) and `radius` (plan pixels) are indexed by label. Strokes of one
    label are in order, side by side. Together they cover each label's pixels wholly.
    """
    row, column = np.nonzero(wanted[labels])
    owner = labels[row, column].astype(np.int64)
    if not len(owner):
        empty = np.empty((0, 6, 2), np.float32)
        return ribbons(empty, np.empty(0, np.float32)), np.empty(0, np.intp)
    cos, sin = np.cos(angle[owner]), np.sin(angle[owner])
    # the middles of the pixels
    x, y = column + 0.5, row + 0.5
    along = x * cos + y * sin
    across = y * cos - x * sin
    spacing = 2.0 * radius[owner] / _OVERLAP
    band = np.floor(across / spacing).astype(np.int64)
    key = (owner << 20) + band - band.min()
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=key[order[0]] - 1))
    low = np.minimum.reduceat(along[order], starts)
    high = np.maximum.reduceat(along[order], starts)
    first = order[starts]
    lines = _lines(
        low,
        high,
        (band[first] + 0.5) * spacing[first],
        cos[first],
        sin[first],
        radius[owner[first]],
    )
    # there and back again
    turned = band[first] % 2 == 1
    lines[turned] = lines[turned, ::-1]
    shapes = ribbons(lines, radius[owner[first]].astype(np.float32), lead=0.01, tail=0.01)
    return shapes, owner[first].astype(np.intp)


def _lines(low: Reals, high: Reals, across: Reals, cos: Reals, sin: Reals, radius: Reals) -> Plane:
    """Six points a line; the taper of the ends lies outside of `low` .. `high`."""
    third = (high - low) / 3.0
    places = np.stack(
        [
            low - 2.2 * radius,
            low - radius,
            low + third,
            high - third,
            high + radius,
            high + 2.2 * radius,
        ],
        axis=1,
    )
    x = places * cos[:, None] - across[:, None] * sin[:, None]
    y = places * sin[:, None] + across[:, None] * cos[:, None]
    return np.stack([x, y], axis=2).astype(np.float32)
