"""The masses: a thin lay-in of the picture's broad colours, before any area is painted for good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, lab_to_rgb, largest_difference
from ...strokes.ribbons import ribbons
from ...strokes.stroke import Paint, Stroke, stroke_along
from .flow import streamlines
from .medium import Handling
from .regions import Regions
from .seeding import pixel, scatter, sweep, uniform
from .study import Study

_OFF = (50, 130)
"""Differences (0..255) from the canvas: above the first, colour is laid once, above both twice."""
_BREADTH = 6.0
"""How much of the form is left out: blur in 1/640 of the long side."""
_OVERLAP = 2.0
"""How often strokes pass over a place in one go, about."""


@dataclass(frozen=True, eq=False)
class Masses:
    """Broad `colours` (premultiplied RGBA, study size) and `where` they are laid, once and again.

    `expected` is about how the canvas looks afterwards.
    """

    colours: Pixels
    where: tuple[NDArray[np.bool_], ...]
    expected: Pixels


def find_masses(study: Study, now: Pixels, handling: Handling) -> Masses:
    """The masses that a canvas (`now`: premultiplied RGBA, study size) lacks."""
    broad = lab_to_rgb(blurred(study.lab, _BREADTH * study.long_side / 640.0))
    alpha = study.visible[..., None] * np.uint8(255)
    colours = np.concatenate([np.where(study.visible[..., None], broad, 0), alpha], axis=2)
    colours = colours.astype(np.uint8)
    off = largest_difference(now, colours)
    where = tuple((off > least) & study.visible for least in _OFF)
    layers = _OVERLAP * np.sum(where, axis=0, dtype=np.float32)
    share = (1.0 - (1.0 - handling.opacity) ** layers)[..., None]
    expected = now + share * (colours.astype(np.float32) - now)
    return Masses(colours, where, np.rint(expected).astype(np.uint8))


def plan_massing(
    masses: Masses,
    study: Study,
    regions: Regions,
    handling: Handling,
    unit: float,
    rng: np.random.Generator,
) -> list[Stroke]:
    """Broad thin strokes wherever the canvas lacks its masses, in the order of the regions."""
    radius = handling.widest * unit
    turn = np.zeros(len(regions.area), np.intp)
    turn[list(regions.order)] = np.arange(len(regions.order))
    strokes: list[Stroke] = []
    for where in masses.where:
        seeds = scatter(where, handling.spacing * radius, rng)
        lengths = radius * uniform(rng, *handling.length, len(seeds))
        thickness = radius * uniform(rng, 0.8, 1.2, len(seeds))
        shapes = ribbons(streamlines(study.broad, seeds, lengths), thickness)
        colours = masses.colours[pixel(seeds)].tolist()
        grains = rng.integers(1 << 16, size=len(seeds)).tolist()
        swept = sweep(seeds, study.long_side / 6)
        turns = turn[regions.labels[pixel(seeds)]]
        for index in swept[np.argsort(turns[swept], kind="stable")].tolist():
            red, green, blue, alpha = colours[index]
            strokes.append(
                stroke_along(
                    shapes,
                    index,
                    radius,
                    float(shapes.areas[index]),
                    Paint((red, green, blue, alpha)),
                    handling.brush,
                    handling.opacity,
                    handling.dry,
                    grains[index],
                )
            )
    return strokes
