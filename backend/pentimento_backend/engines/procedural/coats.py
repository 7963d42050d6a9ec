"""Coats of plain colour, area by area: the flats, and the tones of the shading."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane
from .areas import Areas, Labels
from .flow import streamlines
from .marks import FillIn, Ink, Mark, SolidPaint, Stroke
from .pause import Pause
from .regions import Regions
from .ribbons import ribbons
from .seeding import grouped, pixel, scatter, sweep, uniform
from .study import Study
from .tones import DARK, LIGHT, MIDDLE, TONES, colours_of

_VISIBLE = 6
"""Smallest channel difference (0..255) that is worth a stroke."""


def differing(colours: Pixels, other: Pixels) -> NDArray[np.bool_]:
    """Where two sets of premultiplied colours (..., 4) differ enough to be worth paint."""
    return np.abs(colours.astype(np.int16) - other.astype(np.int16)).max(axis=-1) > _VISIBLE


def plan_flats(
    study: Study,
    regions: Regions,
    areas: Areas,
    ground: tuple[int, int, int, int],
    ink: Ink,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """One flat colour a region, laid with broad strokes, back to front."""
    colours = colours_of(study, regions.labels)
    worth = differing(colours, np.array(ground, np.uint8))
    order = [label for label in regions.order if worth[label]]
    return _plan_coat(
        study, regions.labels, areas, order, colours, ink, 1.0, 26.0 * unit, rng, pause
    )


def plan_tones(
    study: Study,
    regions: Regions,
    areas: Areas,
    ink: Ink,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """Darker and lighter tones inside every region; `areas` holds the tone labels."""
    labels = areas.labels
    colours = colours_of(study, labels)
    flat = colours_of(study, regions.labels)
    pause()
    area = np.bincount(labels.ravel(), minlength=len(regions.area) * TONES)
    # specks are left to the modelling brush
    present = area > max(4.0, 25.0 * unit**2)
    order = []
    for region in regions.order:
        for tone in (DARK, LIGHT, MIDDLE):
            label = region * TONES + tone
            if present[label] and differing(colours[label], flat[region]):
                order.append(label)
    return _plan_coat(study, labels, areas, order, colours, ink, 0.8, 12.0 * unit, rng, pause)


def _plan_coat(
    study: Study,
    labels: Labels,
    areas: Areas,
    order: list[int],
    colours: Pixels,
    ink: Ink,
    ink_strength: float,
    widest: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """Strokes that cover each listed area in its own colour, one area after the other."""
    depth = _depth(labels)
    count = int(labels.max()) + 1
    pause()
    deepest = np.zeros(count, np.float32)
    np.maximum.at(deepest, labels.ravel(), depth.ravel())
    radius = np.clip(0.55 * deepest, max(1.2, widest / 8.0), widest)
    wanted = np.zeros(count, bool)
    wanted[order] = True
    seeds, seed_radius = _seeds_by_radius(labels, wanted, radius, rng)
    owner = labels[pixel(seeds)]
    paths = streamlines(study.broad, seeds, seed_radius * uniform(rng, 5.0, 9.0, len(seeds)))
    thickness = seed_radius * uniform(rng, 0.85, 1.15, len(seeds))
    shapes = ribbons(paths, thickness)
    pause()
    bounds = areas.bounds()
    by_label = grouped(owner)
    marks: list[Mark] = []
    for label in order:
        pause()
        members = by_label.get(label, np.empty(0, np.intp))
        angle = _mean_angle(paths[members])
        for index in members[sweep(seeds[members], 2.2 * radius[label], angle)]:
            colour = _varied(colours[label], rng)
            marks.append(
                Stroke(
                    shapes.outlines[index],
                    float(shapes.angles[index]),
                    float(thickness[index]),
                    float(shapes.areas[index]),
                    SolidPaint(colour, ink, ink_strength),
                    opacity=float(rng.uniform(0.85, 1.0)),
                    dry=0.55,
                    grain=int(rng.integers(1 << 16)),
                    areas=areas,
                    label=label,
                )
            )
        solid = SolidPaint(colours[label], ink, ink_strength)
        marks.append(FillIn(areas, label, solid, bounds[label]))
    return marks


def _depth(labels: Labels) -> Plane:
    """Distance of every pixel from the border of its area, in pixels."""
    values = labels.astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    inner = (cv2.dilate(values, kernel) == cv2.erode(values, kernel)).astype(np.uint8)
    padded = cv2.copyMakeBorder(inner, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    return cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1].astype(np.float32)


def _seeds_by_radius(
    labels: Labels, wanted: NDArray[np.bool_], radius: Plane, rng: np.random.Generator
) -> tuple[Plane, Plane]:
    """Seeds for all wanted areas, spaced by the brush that each area is painted with."""
    level = np.floor(np.log2(np.maximum(radius, 1e-3)) * 2.0).astype(np.int64)
    seeds, radii = [np.empty((0, 2), np.float32)], [np.empty(0, np.float32)]
    for step in np.unique(level[wanted]):
        member = wanted & (level == step)
        size = float(2.0 ** (step / 2.0))
        found = scatter(member[labels], 2.1 * size, rng)
        seeds.append(found)
        radii.append(np.full(len(found), size, np.float32))
    return np.concatenate(seeds), np.concatenate(radii)


def _mean_angle(paths: Plane) -> float:
    """Mean direction of strokes (count, points, 2), which have no sense of forward."""
    if not len(paths):
        return 0.0
    direction = paths[:, -1] - paths[:, 0]
    doubled = 2.0 * np.arctan2(direction[:, 1], direction[:, 0])
    return 0.5 * float(np.arctan2(np.sin(doubled).sum(), np.cos(doubled).sum()))


def _varied(colour: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """The colour as it comes off the brush: a touch lighter or darker, never above its alpha."""
    shift = float(rng.normal(0.0, 3.5))
    varied = np.clip(colour.astype(np.float32) + shift, 0.0, float(colour[3])).astype(np.uint8)
    varied[3] = colour[3]
    return varied
