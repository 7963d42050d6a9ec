"""How much there is to do in a picture, from which its stages get their shares of the time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from ...imaging.colour import Pixels, Plane, largest_difference
from ...imaging.resize import reduced
from ...strokes.materials import Ink
from .coats import differing
from .study import Study

_COMPARED = (96, 96)
"""Size at which two states are compared as a whole."""


@dataclass(frozen=True)
class Workload:
    """Work of the stages, each 0..1 where 1 is a full stage.

    `way_of_masses` (of their two goes), `way_of_flats` and `way_of_rest` (0..1) are how much of the
    whole difference between canvas and finish the masses remove, the flats, and the stages after.
    """

    lines: float
    flats: float
    shading: float
    details: float
    way_of_masses: tuple[float, float]
    way_of_flats: float
    way_of_rest: float


def workload(
    study: Study,
    paths: list[Plane],
    begun: Pixels,
    masses: tuple[Pixels, Pixels],
    flats: Pixels,
    finish: Pixels,
    plain: bool,
) -> Workload:
    """Measure what leads from `begun` over `masses` and `flats` to `finish`.

    All are premultiplied RGBA of plan size. `paths` are the lines to be drawn; `plain` says that no
    flats are laid.
    """
    visible = max(float(study.visible.mean()), 1e-3)
    off = largest_difference(finish, flats)
    first_way, second_way, way_of_flats, way_of_rest = _ways(
        [begun, *masses, masses[-1] if plain else flats, finish]
    )
    return Workload(
        lines=_worth(sum(len(path) for path in paths) / (4.0 * study.long_side)),
        flats=_worth(float(differing(flats, begun).mean()) / visible / 0.4),
        shading=_worth(float((off > 8).mean()) / visible / 0.4),
        details=max(0.1, _worth(float((off > 2).mean()) / visible / 0.5)),
        way_of_masses=(first_way, second_way),
        way_of_flats=way_of_flats,
        way_of_rest=way_of_rest,
    )


def way_of_lines(ink: Ink | None, begun: Pixels, finish: Pixels) -> float:
    """How much of the difference between `begun` and `finish` the line drawing removes, 0..0.4."""
    if ink is None:
        return 0.0
    whole = float(largest_difference(begun, finish).mean())
    return min(0.4, 0.75 * float(ink.alpha.mean()) / max(whole, 1.0))


def _worth(work: float) -> float:
    """Share of its usual time that a stage gets for this amount of work (1 = a full stage)."""
    if work <= 0.002:
        return 0.0
    return min(1.0, max(0.15, work))


def _ways(states: list[Pixels]) -> list[float]:
    """Which part of the difference between the first and the last state each passage removes."""
    small = [reduced(state, _COMPARED).astype(np.float32) for state in states]
    left = [float(np.abs(state - small[-1]).mean()) for state in small]
    whole = max(left[0], 1e-3)
    return [max(0.0, (before - after) / whole) for before, after in itertools.pairwise(left)]
