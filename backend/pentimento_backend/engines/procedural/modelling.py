"""The second half of shading: painterly strokes in the local colour."""

from __future__ import annotations

import cv2
import numpy as np

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane
from .areas import Areas
from .flow import streamlines
from .marks import Ink, Mark, SolidPaint, Stroke
from .pause import Pause
from .regions import Regions
from .ribbons import ribbons
from .seeding import grouped, pixel, scatter, sweep, uniform
from .study import Study


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
        radius = max(brush * unit, 1.4)
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
        by_region = grouped(regions.labels[pixel(seeds)])
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
                        SolidPaint(colours[index], ink, 0.85),
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
