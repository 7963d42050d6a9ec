"""Frames in time: evenly spaced places through fixed ones, operation steps that strictly fall."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from ..interface import FIRST_STEP, UnpaintableRequest


def spaced(first: int, last: int, count: int, anchors: Sequence[int]) -> list[int]:
    """Return `count` places, evenly from `first` to `last`, through all anchors."""
    chosen = np.linspace(first, last, count).round().astype(int).tolist() if count > 1 else [last]
    free = set(range(count))
    for anchor in anchors:
        nearest = min(free, key=lambda index: (abs(chosen[index] - anchor), -index))
        free.remove(nearest)
        chosen[nearest] = anchor
    return sorted(chosen)


def falling(steps: Sequence[int], fixed: Mapping[int, int]) -> list[int]:
    """Return the steps of frames strictly falling; those of `fixed` frames are as it says.

    Raises UnpaintableRequest where there are more frames than steps.
    """
    bounds = [(-1, FIRST_STEP + 1), *sorted(fixed.items())]
    result = list(steps)
    for (before, high), (after, low) in itertools.pairwise(bounds):
        if high - low < after - before:
            raise UnpaintableRequest(
                f"Between operation steps {min(high, FIRST_STEP)} and {low} there is no room for "
                f"{after - before} frames: ask for fewer."
            )
        previous = high
        for index in range(before + 1, after):
            previous = min(previous - 1, max(result[index], low + after - index))
            result[index] = previous
        result[after] = low
    return result
