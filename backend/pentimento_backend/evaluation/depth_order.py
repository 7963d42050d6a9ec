"""Back to front: is the ground painted before the subject that stands on it?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .depth import Depth
from .rank_order import partial_order_tau

_CLEARLY_NEARER = 0.5
_LEAST_PAIRS = 0.02
_LEAST_BORDER = 0.5


def first_touches(touched: NDArray[np.floating]) -> NDArray[np.integer]:
    """Index of the first state in which over half of an area is touched.

    `touched` is states x areas: share (0..1) of each area where paint has been laid. What is never
    touched gets the number of states.
    """
    over_half = touched > 0.5
    return np.where(over_half.any(axis=0), over_half.argmax(axis=0), len(touched))


def back_to_front(touched: NDArray[np.floating], depth: Depth) -> float | None:
    """Rank correlation of the areas' first touch and their nearness.

    `touched` is states x areas, as `first_touches` takes it; its last state is the finish. Areas
    that are not touched in the finish (bare ground) do not count. Two areas are a pair where one is
    clearly nearer (by more than half of the range): the farther should be touched first. Areas of
    like nearness may come in any order. Result: `partial_order_tau`, -1..1.

    None where over half of the picture's border stays bare, so that no ground is painted which
    could come first (a cut-out, a vignette), and where fewer than 2 % of all pairs of areas differ
    in nearness, so that the picture does not part into ground and subject.
    """
    painted = np.flatnonzero(touched[-1] > 0.5)
    if depth.border[painted].sum() < _LEAST_BORDER * depth.border.sum():
        return None
    times = first_touches(touched)[painted]
    nearness = depth.nearness[painted]
    farther, nearer = np.nonzero(nearness[None, :] - nearness[:, None] > _CLEARLY_NEARER)
    if len(farther) < _LEAST_PAIRS * len(painted) * (len(painted) - 1) / 2:
        return None
    return partial_order_tau(times[farther], times[nearer])
