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

_OFF = (130, 50)
"""Differences (0..255) from the canvas: first what lacks most is laid in, then all that lacks."""
_BREADTH = 6.0
"""How much of the form is left out: blur in 1/640 of the long side."""
_OVERLAP = 2.0
"""How often strokes pass over a place in one go, about."""


@dataclass(frozen=True, eq=False)
class Masses:
    """Broad `colours` (premultiplied RGBA, study size) and `where` they are laid, in two goes.

    `expected` is about how the canvas looks after each of them.
    """

    colours: Pixels
    where: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    expected: tuple[Pixels, Pixels]


def find_masses(study: Study, now: Pixels, handling: Handling) -> Masses:
    """The masses that a canvas (`now`: premultiplied RGBA, study size) lacks."""
    broad = lab_to_rgb(blurred(study.lab, _BREADTH * study.long_side / 640.0))
    alpha = study.visible[..., None] * np.uint8(255)
    colours = np.concatenate([np.where(study.visible[..., None], broad, 0), alpha], axis=2)
    colours = colours.astype(np.uint8)
    off = largest_difference(now, colours)
    first, second = ((off > least) & study.visible for least in _OFF)
    share = 1.0 - (1.0 - handling.opacity) ** _OVERLAP
    once = _glazed(now, colours, first * share)
    return Masses(colours, (first, second), (once, _glazed(once, colours, second * share)))


def _glazed(under: Pixels, colours: Pixels, share: NDArray[np.floating]) -> Pixels:
    """Colours laid over a picture so thinly that they count for `share` (0..1) of it."""
    return np.rint(under + share[..., None] * (colours.astype(np.float32) - under)).astype(np.uint8)


def plan_massing(
    masses: Masses,
    go: int,
    study: Study,
    regions: Regions,
    handling: Handling,
    unit: float,
    rng: np.random.Generator,
) -> list[Stroke]:
    """Broad thin strokes of one go (0 or 1) over the masses, in the order of the regions."""
    radius = handling.widest * unit
    turn = np.zeros(len(regions.area), np.intp)
    turn[list(regions.order)] = np.arange(len(regions.order))
    seeds = scatter(masses.where[go], handling.spacing * radius, rng)
    lengths = radius * uniform(rng, *handling.length, len(seeds))
    thickness = radius * uniform(rng, 0.8, 1.2, len(seeds))
    shapes = ribbons(streamlines(study.broad, seeds, lengths), thickness)
    colours = masses.colours[pixel(seeds)].tolist()
    grains = rng.integers(1 << 16, size=len(seeds)).tolist()
    swept = sweep(seeds, study.long_side / 6)
    turns = turn[regions.labels[pixel(seeds)]]
    return [
        stroke_along(
            shapes,
            index,
            radius,
            float(shapes.areas[index]),
            Paint((colours[index][0], colours[index][1], colours[index][2], colours[index][3])),
            handling.brush,
            handling.opacity,
            handling.dry,
            grains[index],
        )
        for index in swept[np.argsort(turns[swept], kind="stable")].tolist()
    ]
