"""Edge tangent flow of a picture, and streamlines along it.

Smoothed structure tensor as in Kang, Lee & Chui, "Coherent line drawing", NPAR 2007.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...imaging.blur import blurred
from ...imaging.colour import Plane


@dataclass(frozen=True, eq=False)
class Flow:
    """Unit tangents (x, y) along the edges: two float32 planes of the study's size."""

    x: Plane
    y: Plane


def tangent_flow(lightness: Plane, sigma: float, hand_angle: float, hand_strength: float) -> Flow:
    """Tangent of the locally dominant edge; `sigma` in pixels of `lightness` (0..100).

    Where no edge says anything, strokes follow the painter's hand: `hand_angle` in radians,
    `hand_strength` as squared gradient per pixel.
    """
    dx = cv2.Scharr(lightness, cv2.CV_32F, 1, 0, scale=1 / 32).astype(np.float32, copy=False)
    dy = cv2.Scharr(lightness, cv2.CV_32F, 0, 1, scale=1 / 32).astype(np.float32, copy=False)
    xx = blurred(dx * dx, sigma)
    xy = blurred(dx * dy, sigma)
    yy = blurred(dy * dy, sigma)
    normal_x, normal_y = -np.sin(hand_angle), np.cos(hand_angle)
    xx += hand_strength * normal_x * normal_x
    xy += hand_strength * normal_x * normal_y
    yy += hand_strength * normal_y * normal_y
    across = 0.5 * np.arctan2(2.0 * xy, xx - yy)
    return Flow(-np.sin(across).astype(np.float32), np.cos(across).astype(np.float32))


def streamlines(
    flow: Flow, seeds: Plane, lengths: Plane, points_each_way: int = 6, turn_cosine: float = 0.5
) -> Plane:
    """Trace all seeds at once, both ways; returns float32 (seeds, 2 n + 1, 2) as x, y.

    `seeds` is (count, 2), `lengths` (count,) in pixels. A line that leaves the picture or has
    turned by more than the angle of `turn_cosine` stays where it is: its last points repeat.
    """
    step = (lengths / (2 * points_each_way)).astype(np.float32)
    start = _direction(flow, seeds)
    forward = _trace(flow, seeds, start, step, points_each_way, turn_cosine)
    backward = _trace(flow, seeds, -start, step, points_each_way, turn_cosine)
    return np.concatenate([backward[:, ::-1], seeds[:, None], forward], axis=1).astype(np.float32)


def _direction(flow: Flow, at: Plane) -> Plane:
    height, width = flow.x.shape
    column = np.clip(np.rint(at[:, 0]), 0, width - 1).astype(np.intp)
    row = np.clip(np.rint(at[:, 1]), 0, height - 1).astype(np.intp)
    return np.stack([flow.x[row, column], flow.y[row, column]], axis=1)


def _trace(
    flow: Flow, seeds: Plane, start: Plane, step: Plane, count: int, turn_cosine: float
) -> Plane:
    height, width = flow.x.shape
    at, heading = seeds.copy(), start.copy()
    moving = np.ones(len(seeds), bool)
    path = np.empty((len(seeds), count, 2), np.float32)
    for index in range(count):
        following = _direction(flow, at)
        following *= np.where((following * heading).sum(axis=1) < 0, -1.0, 1.0)[:, None]
        moving &= (following * start).sum(axis=1) > turn_cosine
        ahead = at + following * step[:, None]
        moving &= (ahead >= 0).all(axis=1) & (ahead[:, 0] < width) & (ahead[:, 1] < height)
        at = np.where(moving[:, None], ahead, at)
        heading = following
        path[:, index] = at
    return path
