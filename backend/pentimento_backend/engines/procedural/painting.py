"""The painting stages: flats, shading in tones and by modelling strokes, details."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane
from .areas import Areas, Labels
from .flow import Flow, streamlines
from .marks import FillIn, Ink, Mark, PicturePaint, SolidPaint, Stroke
from .pause import Pause
from .regions import VOID, Regions
from .ribbons import ribbons
from .seeding import pixel, scatter, sweep, uniform
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
    present = np.bincount(labels.ravel(), minlength=len(regions.area) * TONES) > 0
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
    radius = np.clip(0.55 * deepest, max(1.0, widest / 9.0), widest)
    wanted = np.zeros(count, bool)
    wanted[order] = True
    seeds, seed_radius = _seeds_by_radius(labels, wanted, radius, rng)
    owner = labels[pixel(seeds)]
    paths = streamlines(study.broad, seeds, seed_radius * uniform(rng, 5.0, 9.0, len(seeds)))
    thickness = seed_radius * uniform(rng, 0.85, 1.15, len(seeds))
    shapes = ribbons(paths, thickness)
    pause()
    bounds = areas.bounds()
    by_label = _grouped(owner)
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
        solid = SolidPaint(_rgba(colours[label]), ink, ink_strength)
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


def _grouped(owner: NDArray[np.int32]) -> dict[int, NDArray[np.intp]]:
    if not len(owner):
        return {}
    order = np.argsort(owner, kind="stable")
    names, starts = np.unique(owner[order], return_index=True)
    return {
        int(name): members for name, members in zip(names, np.split(order, starts[1:]), strict=True)
    }


def _mean_angle(paths: Plane) -> float:
    """Mean direction of strokes (count, points, 2), which have no sense of forward."""
    if not len(paths):
        return 0.0
    direction = paths[:, -1] - paths[:, 0]
    doubled = 2.0 * np.arctan2(direction[:, 1], direction[:, 0])
    return 0.5 * float(np.arctan2(np.sin(doubled).sum(), np.cos(doubled).sum()))


def _varied(colour: NDArray[np.uint8], rng: np.random.Generator) -> tuple[int, int, int, int]:
    """The colour as it comes off the brush: a touch lighter or darker, never above its alpha."""
    alpha = int(colour[3])
    shift = float(rng.normal(0.0, 3.5))
    red, green, blue = (int(np.clip(float(c) + shift, 0, alpha)) for c in colour[:3])
    return red, green, blue, alpha


def _rgba(colour: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    red, green, blue, alpha = (int(c) for c in colour)
    return red, green, blue, alpha


def plan_modelling(
    study: Study,
    regions: Regions,
    areas: Areas,
    toned: Pixels,
    ink: Ink,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """Painterly strokes in the local colour where the tones are still off (Hertzmann 1998).

    `areas` holds the regions; `toned` is what the tones left: premultiplied RGBA at study size.
    """
    lined = cv2.resize(ink.alpha, (study.width, study.height), interpolation=cv2.INTER_AREA)
    weight = np.maximum(1.0 - lined.astype(np.float32) / 128.0, 0.02)
    current = toned.astype(np.float32)
    coats = []
    for brush, spacing in ((11.0, 1.9), (5.5, 2.1)):
        radius = max(brush * unit, 0.8)
        sigma = max(0.6, 0.5 * radius)
        target = _line_free(study.premultiplied, weight, sigma)
        # both blurred alike: an edge that is already sharp is not off
        off = np.abs(target - _line_free(current, weight, sigma)).max(axis=2) > 7.0
        seeds = scatter(off & study.visible, spacing * radius, rng)
        paths = streamlines(study.fine, seeds, radius * uniform(rng, 4.0, 8.0, len(seeds)))
        paths = _stopped_at_colour_change(paths, target, limit=30.0)
        # a stroke cut short is a dab: made with the tip of the brush
        cut = np.linalg.norm(paths[:, -1] - paths[:, 0], axis=1) / (3.0 * radius)
        thickness = radius * uniform(rng, 0.8, 1.2, len(seeds)) * np.clip(cut, 0.35, 1.0)
        colours = np.rint(target[pixel(seeds)]).astype(np.uint8)
        by_region = _grouped(regions.labels[pixel(seeds)])
        coats.append((seeds, ribbons(paths, thickness), thickness, colours, by_region))
        # the finer brush sees what the broader one has settled
        current = np.where(off[..., None], target, current)
        pause()
    marks: list[Mark] = []
    for region in regions.order:
        pause()
        for seeds, shapes, thickness, colours, by_region in coats:
            members = by_region.get(region, np.empty(0, np.intp))
            for index in members[sweep(seeds[members], study.long_side / 9.0)]:
                marks.append(
                    Stroke(
                        shapes.outlines[index],
                        float(shapes.angles[index]),
                        float(thickness[index]),
                        float(shapes.areas[index]),
                        SolidPaint(_rgba(colours[index]), ink, 0.85),
                        opacity=0.9,
                        dry=0.45,
                        grain=int(rng.integers(1 << 16)),
                        areas=areas,
                        label=region,
                    )
                )
    return marks


def _line_free(picture: Plane, weight: Plane, sigma: float) -> Plane:
    """A picture blurred by `sigma` as if nothing stood where `weight` (0..1) is low."""
    return blurred(picture * weight[..., None], sigma) / blurred(weight, sigma)[..., None]


def _stopped_at_colour_change(paths: Plane, target: Plane, limit: float) -> Plane:
    """Hold every stroke, from its middle outwards, where the picture's colour departs from it."""
    count, points, _ = paths.shape
    middle = points // 2
    flat = np.clip(paths.reshape(-1, 2), 0, np.array(target.shape[1::-1]) - 1).astype(np.float32)
    seen = target[pixel(flat)].reshape(count, points, target.shape[2])
    departs = np.abs(seen - seen[:, middle : middle + 1]).max(axis=2) > limit
    stopped = paths.copy()
    for way in (1, -1):
        held = np.zeros(count, bool)
        for offset in range(1, middle + 1):
            index = middle + way * offset
            held |= departs[:, index]
            stopped[held, index] = stopped[held, index - way]
    return stopped


def detail_patches(
    regions: Regions, long_side: int, rng: np.random.Generator
) -> tuple[Labels, list[int]]:
    """Tile the picture with patches that a painter finishes one by one, and their order.

    Patches keep to one plane of depth; far planes come first, each in a sweep.
    """
    plane = regions.plane[regions.labels]
    plane[regions.labels == VOID] = 0
    labels = np.zeros(plane.shape, np.int32)
    order: list[int] = []
    used = 0
    for depth in np.unique(plane):
        member = plane == depth
        centres = scatter(member, long_side / (7.0 + 2.0 * float(depth)), rng)
        cells = np.ones(plane.shape, np.uint8)
        cells[pixel(centres)] = 0
        _, nearest = cv2.distanceTransformWithLabels(
            cells, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        labels[member] = nearest[member] + used
        names = nearest[pixel(centres)][sweep(centres, long_side / 5.0)] + used
        order += dict.fromkeys(int(name) for name in names)
        used += len(centres)
    return labels, order


def plan_details(
    study: Study,
    areas: Areas,
    order: list[int],
    picture: Pixels,
    flow: Flow,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """Finish patch by patch with the picture itself, ever smaller brushes where it is intricate.

    `picture` is the premultiplied canvas. Every patch ends exactly on the picture.
    """
    paint = PicturePaint(picture)
    lightness = study.lab[..., 0]
    busy = blurred(np.abs(lightness - blurred(lightness, 2.5)), 2.0)
    bounds = areas.bounds()
    brushes = []
    for brush, least in ((9.0, -1.0), (4.5, 1.6), (2.4, 4.0)):
        radius = max(brush * unit, 0.8)
        seeds = scatter(busy > least, 2.2 * radius, rng)
        paths = streamlines(flow, seeds, radius * uniform(rng, 4.0, 8.0, len(seeds)))
        thickness = radius * uniform(rng, 0.8, 1.2, len(seeds))
        by_label = _grouped(areas.labels[pixel(seeds)])
        brushes.append((seeds, ribbons(paths, thickness), thickness, by_label))
        pause()
    marks: list[Mark] = []
    for label in order:
        pause()
        for seeds, shapes, thickness, by_label in brushes:
            members = by_label.get(label, np.empty(0, np.intp))
            if not len(members):
                continue
            for index in members[sweep(seeds[members], 3.0 * float(thickness.max()))]:
                marks.append(
                    Stroke(
                        shapes.outlines[index],
                        float(shapes.angles[index]),
                        float(thickness[index]),
                        float(shapes.areas[index]),
                        paint,
                        dry=0.35,
                        grain=int(rng.integers(1 << 16)),
                    )
                )
        if label in bounds:
            marks.append(FillIn(areas, label, paint, bounds[label], exact=True))
    return marks
