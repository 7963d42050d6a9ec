"""Ribbons: the outlines that strokes leave along their paths, swelling and thinning."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...imaging.colour import Plane


class Ribbons(NamedTuple):
    """Shapes of a number of strokes.

    `outlines` (count, 2 points + 2, 2) in the paths' unit, `angles` (count,) radians, `areas`
    (count,) roughly, in square units.
    """

    outlines: Plane
    angles: Plane
    areas: Plane


def ribbons(paths: Plane, radii: Plane, lead: float = 0.15, tail: float = 0.35) -> Ribbons:
    """Tapered ribbons along paths (count, points, 2) with half widths `radii` (count,).

    `lead` and `tail` are the shares of the length over which a stroke swells and thins. Points at
    the ends may repeat; a path without length becomes a short tap of the brush.
    """
    chord = paths[:, -1] - paths[:, 0]
    angles = np.arctan2(chord[:, 1], chord[:, 0])
    main = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    tangent = np.gradient(paths, axis=1)
    size = np.linalg.norm(tangent, axis=2, keepdims=True)
    tangent = np.where(size > 1e-3, tangent / np.maximum(size, 1e-6), main[:, None])
    travelled = np.zeros(paths.shape[:2], np.float32)
    np.cumsum(np.linalg.norm(np.diff(paths, axis=1), axis=2), axis=1, out=travelled[:, 1:])
    length = travelled[:, -1]
    along = travelled / np.maximum(length, 1e-6)[:, None]
    swell = np.sqrt(np.clip(along / lead, 0.0, 1.0))
    thin = np.sqrt(np.clip((1.0 - along) / tail, 0.0, 1.0))
    half = radii[:, None] * (0.35 + 0.65 * swell) * (0.25 + 0.75 * thin)
    half[length < 1e-3] = radii[length < 1e-3, None]
    side = np.stack([-tangent[..., 1], tangent[..., 0]], axis=2) * half[..., None]
    reach = 0.6 * radii[:, None, None]
    start = paths[:, :1] - tangent[:, :1] * reach
    end = paths[:, -1:] + tangent[:, -1:] * reach
    outlines = np.concatenate([start, paths + side, end, (paths - side)[:, ::-1]], axis=1)
    return Ribbons(
        outlines.astype(np.float32), angles, (2.0 * radii * (length + radii)).astype(np.float32)
    )
