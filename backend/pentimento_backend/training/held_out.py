"""Which of the data are kept back to measure with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

LEAST_SHARE = 10
"""No more than one of so many is held out."""


def split(items: Sequence[Item], held_out: int) -> tuple[list[Item], list[Item]]:
    """Return the items to learn from and, spread evenly over all, up to `held_out` to measure with.

    The same for the same items, so that a training that goes on never learns from the latter.
    """
    kept_back = min(held_out, len(items) // LEAST_SHARE)
    places = {len(items) * number // kept_back for number in range(kept_back)}
    learnt = [item for place, item in enumerate(items) if place not in places]
    return learnt, [item for place, item in enumerate(items) if place in places]
