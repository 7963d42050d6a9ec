"""What follows from an unfinished canvas by itself: flats inside its lines, and a second tone.

Regions between lines by trapped balls (Zhang et al., "Vectorizing cartoon animations", 2009).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import WHITE, Plane, lab_to_rgb, over, rgb_to_lab
from ...imaging.resize import fit, scaled
from ..interface import Canvas
from .character import is_line_art
from .study import Study

_SIDE = 1024
_BALLS = (12, 8, 5, 3, 1)
"""Radii of the balls in pixels of a 1024 px canvas: the big ones do not leak through gaps."""
_SPECK = 0.02
"""Share of the canvas below which a region is no shape of its own."""
_SHADE = 14.0
"""How much darker the second tone is, in L."""


def outcome_of(canvas: Canvas, study: Study, rng: np.random.Generator) -> Canvas:
    """The canvas as far as it goes without new content: RGBA uint8 of the same size.

    A line drawing gets flat colours and a shade; a coloured canvas gets the shade alone.
    """
    height, width = canvas.shape[:2]
    size = fit(width, height, _SIDE)
    reduced = scaled(canvas, *size)
    lab = rgb_to_lab(over(reduced, WHITE))
    if is_line_art(study):
        labels = _between_lines(lab[..., 0])
        factor = _palette(labels, rng)[labels]
    else:
        labels = _by_colour(lab)
        factor = np.full((*labels.shape, 3), (100.0, 0.0, 0.0), np.float32)
    factor[..., 0] -= _SHADE * _turned_away(labels)
    light = lab_to_rgb(factor)
    grown = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    # multiplied like a layer under the lines, so that the painter's own marks stay as they are
    painted = canvas.copy()
    painted[..., :3] = cv2.multiply(canvas[..., :3], grown, scale=1 / 255)
    return painted


def _between_lines(lightness: Plane) -> NDArray[np.int32]:
    unit = max(lightness.shape) / _SIDE
    free = (lightness > 75.0).astype(np.uint8)
    labels = np.zeros(lightness.shape, np.int32)
    used = 0
    for ball in _BALLS:
        side = 2 * max(1, round(ball * unit)) + 1
        element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        open_still = ((free > 0) & (labels == 0)).astype(np.uint8)
        count, cores, stats, _ = cv2.connectedComponentsWithStats(
            cv2.erode(open_still, element, borderValue=1), connectivity=4
        )
        large = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] > 3 * side)
        names = np.zeros(count, np.float32)
        names[large[large > 0]] = np.arange(1, (large > 0).sum() + 1) + used
        spread = cv2.dilate(names[cores.astype(np.intp)], element)
        labels = np.where(open_still > 0, spread, labels).astype(np.int32)
        used = max(used, int(labels.max()))
    return _filled(_without_specks(labels, free))


def _without_specks(labels: NDArray[np.int32], free: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Let small regions join the largest one that no line parts them from."""
    count, components = cv2.connectedComponents(free, connectivity=4)
    known = labels > 0
    area = np.bincount(labels[known], minlength=int(labels.max()) + 1)
    order = np.argsort(area, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    largest = np.zeros(count, np.int64)
    np.maximum.at(largest, components[known].astype(np.intp), rank[labels[known]])
    joined = order[largest][components.astype(np.intp)]
    small = known & (area[labels] < _SPECK * labels.size)
    return np.where(small, joined, labels).astype(np.int32)


def _filled(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give every pixel without a label, such as those of the lines, the nearest one."""
    if not labels.any():
        return np.zeros_like(labels)
    _, nearest = cv2.distanceTransformWithLabels(
        (labels == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    name_at = np.zeros(int(nearest.max()) + 1, np.int32)
    known = labels > 0
    name_at[nearest[known]] = labels[known]
    return name_at[nearest]


def _by_colour(lab: Plane) -> NDArray[np.int32]:
    quiet = cv2.bilateralFilter(lab, 0, 12.0, max(lab.shape) / 200)
    step = np.rint(quiet / np.array([14.0, 18.0, 18.0], np.float32)).astype(np.int32) + 64
    return (step[..., 0] * 128 + step[..., 1]) * 128 + step[..., 2]


def _palette(labels: NDArray[np.int32], rng: np.random.Generator) -> Plane:
    """A light colour a region, from three related hues; what touches the frame most stays pale."""
    count = int(labels.max()) + 1
    hue = rng.uniform(0, 2 * np.pi) + rng.choice([0.0, 0.5, 2.4], count)
    chroma = rng.uniform(10.0, 22.0, count)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    behind = np.bincount(rim, minlength=count) > 0.2 * len(rim)
    chroma[behind] = 6.0
    lightness = np.where(behind, 93.0, rng.uniform(70.0, 88.0, count))
    colours = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=1)
    return colours.astype(np.float32)


def _turned_away(labels: NDArray[np.int32]) -> Plane:
    """1 where a region turns from the light at the upper left, 0 elsewhere, with a soft edge."""
    _, compact = np.unique(labels, return_inverse=True)
    compact = compact.reshape(labels.shape)
    row, column = np.indices(labels.shape, dtype=np.float32)
    slope = row + 0.6 * column
    area = np.bincount(compact.ravel()).astype(np.float64)
    mean = np.bincount(compact.ravel(), slope.ravel()) / area
    spread = np.sqrt(
        np.maximum(np.bincount(compact.ravel(), slope.ravel() ** 2) / area - mean**2, 1)
    )
    away = (slope - mean[compact]) / spread[compact] > 0.6
    rim = np.concatenate([compact[0], compact[-1], compact[:, 0], compact[:, -1]])
    whole = np.bincount(rim, minlength=len(area)) == 0
    away &= (whole & (area > 0.0005 * labels.size))[compact]
    return blurred(away.astype(np.float32), max(0.8, max(labels.shape) / 500))
