"""Coats of plain colour, area by area: the flats, and the tones of the shading."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane, largest_difference
from ...strokes.areas import Areas, Labels
from ...strokes.ribbons import ribbons
from ...strokes.stroke import Clip, Paint, PremultipliedColour, Stroke, stroke_along
from .flow import Flow, streamlines
from .hatching import hatching
from .medium import Handling
from .pause import Pause
from .seeding import grouped, pixel, scatter, sweep, uniform

_VISIBLE = 6
"""Smallest channel difference (0..255) that is worth a stroke."""
_LEAST_GAIN = 0.02
"""How much nearer to the finish (0..1, on average) a coat must bring an area to be worth laying."""


@dataclass(frozen=True, eq=False)
class Coat:
    """One coat to be laid: the `order` of its labels and the premultiplied `colours` by label.

    `gain` (by label, 0..1) is how much nearer the coat brings each area to its finish;
    `under_ink` 0..1 how strongly the line drawing stays on top; `closes` whether gaps are closed.
    """

    areas: Areas
    order: list[int]
    colours: Pixels
    gain: Plane
    handling: Handling
    under_ink: float
    closes: bool


def differing(colours: Pixels, other: Pixels) -> NDArray[np.bool_]:
    """Where two premultiplied pictures of one size differ enough to be worth paint."""
    return largest_difference(colours, other) > _VISIBLE


def worth_laying(
    labels: Labels, colours: Pixels, now: Pixels, finish: Pixels
) -> tuple[NDArray[np.bool_], Plane]:
    """Which labels are worth a coat in their colour over what is there, and what each gains.

    `now` and `finish` are premultiplied RGBA of the labels' size; gains as in `Coat`.
    """
    count = len(colours)
    off = differing(colours[labels], now).ravel()
    area = np.maximum(np.bincount(labels.ravel(), minlength=count), 1)
    gain = _gain_of(labels, colours, now, finish)
    return (np.bincount(labels.ravel(), off, count) / area > 0.3) & (gain > _LEAST_GAIN), gain


def _gain_of(labels: Labels, colours: Pixels, now: Pixels, finish: Pixels) -> Plane:
    """How much nearer to `finish` each label comes by its colour: mean difference, -1..1."""
    before = largest_difference(now, finish).astype(np.float32)
    after = largest_difference(colours[labels], finish).astype(np.float32)
    flat = labels.ravel()
    count = len(colours)
    area = np.maximum(np.bincount(flat, minlength=count), 1)
    gained = np.bincount(flat, (before - after).ravel(), count) / area
    return (gained / 255.0).astype(np.float32)


def plan_coat(
    coat: Coat, flow: Flow, unit: float, rng: np.random.Generator, pause: Pause
) -> list[Stroke]:
    """Strokes that cover each area of the coat in its own colour, one area after the other."""
    labels, handling = coat.areas.labels, coat.handling
    depth = _depth(labels)
    count = len(coat.colours)
    pause()
    deepest = np.zeros(count, np.float32)
    np.maximum.at(deepest, labels.ravel(), depth.ravel())
    widest = handling.widest * unit
    radius = np.clip(0.55 * deepest, max(1.2, min(1.6 * unit, widest)), max(1.2, widest))
    wanted = np.zeros(count, bool)
    wanted[coat.order] = True
    seeds, seed_radius = _seeds_by_radius(labels, wanted, radius, handling.spacing, rng)
    owner = labels[pixel(seeds)]
    lengths = seed_radius * uniform(rng, *handling.length, len(seeds))
    paths = streamlines(flow, seeds, lengths)
    thickness = seed_radius * uniform(rng, 0.85, 1.15, len(seeds))
    shapes = ribbons(paths, thickness)
    pause()
    angle = _main_angles(paths, owner, count)
    colours = _varied(coat.colours[owner], rng)
    opacity = (handling.opacity * uniform(rng, 0.92, 1.0, len(seeds))).tolist()
    grains = rng.integers(1 << 16, size=len(seeds)).tolist()
    closing, closed = hatching(labels, wanted & coat.closes, angle, 0.9 * radius)
    closing_grains = rng.integers(1 << 16, size=len(closed)).tolist()
    by_label, closed_by_label = grouped(owner), grouped(closed.astype(np.int32))
    strokes: list[Stroke] = []
    for label in coat.order:
        pause()
        worth = 0.1 + max(0.0, float(coat.gain[label]))
        clip = Clip(coat.areas, label)
        none = np.empty(0, np.intp)
        members = by_label.get(label, none)
        swept = sweep(seeds[members], 2.2 * radius[label], float(angle[label]))
        for index in members[swept].tolist():
            paint = Paint(colours[index], coat.under_ink)
            strokes.append(
                stroke_along(
                    shapes,
                    index,
                    radius=float(thickness[index]),
                    effort=float(shapes.areas[index]) * worth,
                    paint=paint,
                    brush=handling.brush,
                    opacity=opacity[index],
                    dry=handling.dry,
                    grain=grains[index],
                    clip=clip,
                )
            )
        red, green, blue, alpha = coat.colours[label].tolist()
        solid = Paint((red, green, blue, alpha), coat.under_ink)
        for index in closed_by_label.get(label, none).tolist():
            strokes.append(
                stroke_along(
                    closing,
                    index,
                    radius=0.9 * float(radius[label]),
                    effort=0.1 * float(closing.areas[index]) * worth,
                    paint=solid,
                    brush=handling.brush,
                    opacity=handling.opacity,
                    dry=0.5 * handling.dry,
                    grain=closing_grains[index],
                    clip=clip,
                )
            )
    return strokes


def _depth(labels: Labels) -> Plane:
    """Distance of every pixel from the border of its area, in pixels."""
    values = labels.astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    inner = (cv2.dilate(values, kernel) == cv2.erode(values, kernel)).astype(np.uint8)
    padded = cv2.copyMakeBorder(inner, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    return cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1].astype(np.float32)


def _seeds_by_radius(
    labels: Labels,
    wanted: NDArray[np.bool_],
    radius: Plane,
    spacing: float,
    rng: np.random.Generator,
) -> tuple[Plane, Plane]:
    """Seeds for all wanted areas, spaced by the brush that each area is painted with."""
    level = np.floor(np.log2(np.maximum(radius, 1e-3)) * 2.0).astype(np.int64)
    seeds, radii = [np.empty((0, 2), np.float32)], [np.empty(0, np.float32)]
    for step in np.unique(level[wanted]):
        member = wanted & (level == step)
        size = float(2.0 ** (step / 2.0))
        found = scatter(member[labels], spacing * size, rng)
        seeds.append(found)
        radii.append(np.full(len(found), size, np.float32))
    return np.concatenate(seeds), np.concatenate(radii)


def _main_angles(paths: Plane, owner: NDArray[np.int32], count: int) -> Plane:
    """Mean direction of each label's strokes (count, points, 2), which have no sense of forward."""
    chord = paths[:, -1] - paths[:, 0]
    doubled = 2.0 * np.arctan2(chord[:, 1], chord[:, 0])
    sine = np.bincount(owner, np.sin(doubled), count)
    cosine = np.bincount(owner, np.cos(doubled), count)
    return (0.5 * np.arctan2(sine, cosine)).astype(np.float32)


def _varied(colours: Pixels, rng: np.random.Generator) -> list[PremultipliedColour]:
    """Colours as they come off the brush: a touch lighter or darker, never above their alpha."""
    alpha = colours[:, 3:].astype(np.int32)
    shift = rng.normal(0.0, 3.5, (len(colours), 1))
    shifted = np.clip((colours[:, :3] + shift).astype(np.int32), 0, alpha)
    return [
        (red, green, blue, alpha)
        for red, green, blue, alpha in np.concatenate([shifted, alpha], axis=1).tolist()
    ]
