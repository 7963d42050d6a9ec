"""Where strokes begin, and in which order a hand sweeps over an area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane


def scatter(where: NDArray[np.bool_], spacing: float, rng: np.random.Generator) -> Plane:
    """Jittered grid points (count, 2) as x, y that fall into `where`; `spacing` in pixels.

    An area that is not empty gets at least one point.
    """
    height, width = where.shape
    spacing = max(1.0, spacing)
    row, column = np.meshgrid(
        np.arange(spacing / 2, max(height, spacing), spacing),
        np.arange(spacing / 2, max(width, spacing), spacing),
        indexing="ij",
    )
    points = np.stack([column.ravel(), row.ravel()], axis=1)
    points += rng.uniform(-0.35, 0.35, points.shape) * spacing
    points = np.clip(points, 0, [width - 1, height - 1]).astype(np.float32)
    found = points[where[pixel(points)]]
    if len(found) or not where.any():
        return found
    rows, columns = np.nonzero(where)
    middle = len(rows) // 2
    return np.array([[columns[middle], rows[middle]]], np.float32)


def uniform(rng: np.random.Generator, low: float, high: float, count: int) -> Plane:
    """`count` random numbers between `low` and `high` as float32."""
    return rng.uniform(low, high, count).astype(np.float32)


def pixel(points: Plane) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column index of points given as x, y."""
    rounded = np.rint(points).astype(np.intp)
    return rounded[:, 1], rounded[:, 0]


def sweep(points: Plane, band: float, angle: float = 0.0) -> NDArray[np.intp]:
    """Order of points in bands of this width across `angle` (radians), there and back again."""
    along = points[:, 0] * np.cos(angle) + points[:, 1] * np.sin(angle)
    across = -points[:, 0] * np.sin(angle) + points[:, 1] * np.cos(angle)
    row = np.floor(across / max(band, 1e-3)).astype(np.int64)
    return np.lexsort((np.where(row % 2 == 0, along, -along), row))


def grouped(owner: NDArray[np.int32]) -> dict[int, NDArray[np.intp]]:
    """Indices of all members of each owner, in their own order."""
    if not len(owner):
        return {}
    order = np.argsort(owner, kind="stable")
    names, starts = np.unique(owner[order], return_index=True)
    return {
        int(name): members for name, members in zip(names, np.split(order, starts[1:]), strict=True)
    }
