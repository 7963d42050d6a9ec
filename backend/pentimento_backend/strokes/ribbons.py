"""Ribbons: the outlines that strokes leave along their paths, swelling and thinning."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..imaging.colour import Plane

_TIP = 0.6
"""How far the brush's tip reaches beyond the ends of the path, in half widths."""


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

    `lead` and `tail` are the shares of the length over which pressure grows and falls. Points at
    the ends may repeat; a path without length becomes a short tap of the brush.
    """
    travelled = np.zeros(paths.shape[:2], np.float32)
    np.cumsum(np.linalg.norm(np.diff(paths, axis=1), axis=2), axis=1, out=travelled[:, 1:])
    length = travelled[:, -1]
    along = travelled / np.maximum(length, 1e-6)[:, None]
    grown = np.sqrt(np.clip(along / lead, 0.0, 1.0))
    left = np.sqrt(np.clip((1.0 - along) / tail, 0.0, 1.0))
    half = radii[:, None] * (0.35 + 0.65 * grown) * (0.25 + 0.75 * left)
    half[length < 1e-3] = radii[length < 1e-3, None]
    chord = paths[:, -1] - paths[:, 0]
    return Ribbons(
        outlines(paths, half.astype(np.float32), radii * _TIP),
        np.arctan2(chord[:, 1], chord[:, 0]),
        (2.0 * radii * (length + radii)).astype(np.float32),
    )


def outlines(paths: Plane, half_widths: Plane, tips: Plane) -> Plane:
    """Outlines (count, 2 points + 2, 2) of ribbons: start tip, left side, end tip, right side back.

    `paths` (count, points, 2), `half_widths` (count, points), `tips` (count,): how far the ends
    reach beyond the path.
    """
    chord = paths[:, -1] - paths[:, 0]
    angles = np.arctan2(chord[:, 1], chord[:, 0])
    main = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    tangent = np.gradient(paths, axis=1)
    size = np.sqrt(tangent[..., :1] ** 2 + tangent[..., 1:] ** 2)
    tangent = np.where(size > 1e-3, tangent / np.maximum(size, 1e-6), main[:, None])
    side = np.stack([-tangent[..., 1], tangent[..., 0]], axis=2) * half_widths[..., None]
    reach = tips[:, None, None]
    start = paths[:, :1] - tangent[:, :1] * reach
    end = paths[:, -1:] + tangent[:, -1:] * reach
    joined = np.concatenate([start, paths + side, end, (paths - side)[:, ::-1]], axis=1)
    return joined.astype(np.float32)


def path_of(outline: Plane) -> tuple[Plane, Plane, float]:
    """The path (points, 2), half widths (points,) and tip reach that made an outline."""
    points = (len(outline) - 2) // 2
    left, right = outline[1 : points + 1], outline[points + 2 :][::-1]
    path = ((left + right) / 2).astype(np.float32)
    half = np.linalg.norm(left - right, axis=1) / 2
    tip = float(np.linalg.norm(outline[0] - path[0]))
    return path, half.astype(np.float32), tip
