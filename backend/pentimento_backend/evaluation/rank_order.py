"""Rank correlation where only some pairs have an expected order."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def partial_order_tau(expected_first: NDArray[Any], expected_later: NDArray[Any]) -> float | None:
    """Kendall's tau-b of times against an expected order that is known for some pairs only.

    The arrays, of one shape, hold for each such pair the time of what should come first and of
    what should come later. With C pairs in the expected order, D in the opposite one, T at the same
    time: (C - D) / sqrt((C + D + T) (C + D)). 1: all as expected; 0: no order; -1: all reversed.
    Where every pair of a list has an expected order, this is tau-b (`scipy.stats.kendalltau`).

    0 where all pairs come at the same time; None without any pair.
    """
    if not expected_first.size:
        return None
    concordant = np.count_nonzero(expected_first < expected_later)
    discordant = np.count_nonzero(expected_first > expected_later)
    untied = concordant + discordant
    if not untied:
        return 0.0
    return float((concordant - discordant) / np.sqrt(expected_first.size * untied))
