"""How near a generated process comes to a real one of the same picture.

I_t are the generated states, R_s the real ones, G the finish, d a distance of pictures; times are
progress, 0 (first marks) .. 1 (finish).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .distance import View
from .perception import Features, Perception

WORKED = 0.2
"""Change of a pixel, sum of the absolute Lab differences over 100, from which on it was worked."""

GRID = 101
"""Points of normalised progress at which two profiles are compared."""


@dataclass(frozen=True)
class States:
    """A process as the measures see it: progress, features and view of each state."""

    progress: NDArray[np.floating]
    features: list[Features]
    views: list[View]


@dataclass(frozen=True)
class Comparison:
    """A generated process beside a real one; names as in the papers that brought the measures.

    `distance_in_time`, `worked_region_iou` (0..1) and `distance_curve_difference` are those of
    Inverse Painting (arXiv 2409.20556), `profile_distance` that of Loomis Painter (arXiv
    2511.17344), `minutes_difference` (DTS) is None where the durations are not known.
    """

    against: str
    distance_in_time: float
    worked_region_iou: float | None
    distance_curve_difference: float
    profile_distance: float | None
    minutes_difference: float | None


def distance_in_time(generated: States, real: States, perception: Perception) -> float:
    """Mean over the real states of d to the generated state that is nearest in progress."""
    nearest = np.abs(generated.progress[:, None] - real.progress[None, :]).argmin(axis=0)
    return float(
        np.mean(
            [
                perception.distance(generated.features[at], features)
                for at, features in zip(nearest, real.features, strict=True)
            ]
        )
    )


def worked_region_iou(generated: States, real: States) -> float | None:
    """Mean over the generated steps of the best overlap of their worked region with a real one.

    The region of a step is where the sum of the absolute differences in Lab exceeds a fifth of
    black against white, at 256 px long side. Steps that change nothing so much are left out; None
    where no step is left on one of the sides.
    """
    theirs = [mask for mask in worked_masks(real.views) if mask.any()]
    overlaps = [
        max(_overlap(mask, other) for other in theirs)
        for mask in worked_masks(generated.views)
        if mask.any() and theirs
    ]
    return float(np.mean(overlaps)) if overlaps else None


def worked_masks(views: Sequence[View]) -> list[NDArray[np.bool_]]:
    """Return where each step has worked: bool, height x width of the views."""
    return [
        np.abs(after.lab - before.lab).sum(axis=2) / 100 > WORKED
        for before, after in itertools.pairwise(views)
    ]


def distance_curve_difference(ours: NDArray[Any], theirs: NDArray[Any]) -> float:
    """Distance of two curves d(I_t, G) under dynamic time warping (DDC).

    Each point of one curve is matched with one or more of the other, in order; the sum of the
    absolute differences of the best matching is returned.
    """
    cost = np.abs(ours[:, None] - theirs[None, :])
    total = np.full((len(ours) + 1, len(theirs) + 1), np.inf)
    total[0, 0] = 0.0
    for row, column in np.ndindex(cost.shape):
        before = min(total[row, column], total[row, column + 1], total[row + 1, column])
        total[row + 1, column + 1] = cost[row, column] + before
    return float(total[-1, -1])


def profile_distance(
    ours: tuple[NDArray[Any], NDArray[Any]], theirs: tuple[NDArray[Any], NDArray[Any]]
) -> float | None:
    """Mean |p(u) - p'(u)| of two distance profiles on a grid of progress u (PDP).

    Each profile is (progress, distances), progress rising; it is divided by its first distance.
    None where one begins on its finish.
    """
    if not ours[1][0] or not theirs[1][0]:
        return None
    grid = np.linspace(0, 1, GRID)
    mine, other = (np.interp(grid, *_normalised(profile)) for profile in (ours, theirs))
    return float(np.abs(mine - other).mean())


def _normalised(profile: tuple[NDArray[Any], NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
    progress, distances = profile
    span = max(progress[-1] - progress[0], 1e-9)
    return (progress - progress[0]) / span, distances / distances[0]


def _overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())
