"""From key states to a film: which pairs are interpolated, and where their frames come to stand.

Keys are counted as the models number them, from the finished picture (0) back to the blank canvas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..interface import FIRST_STEP, LAST_STEP

FRAMES_BETWEEN = 16
"""Frames that the multi-frame model makes of one pair, the two keys included."""


@dataclass(frozen=True)
class Pair:
    """Two neighbouring keys by their numbers, `finish_side` first, and the seed of their noise."""

    finish_side: int
    blank_side: int
    seed: int


@dataclass(frozen=True)
class FilmFrame:
    """One frame of the film: frame number `frame` of pair number `pair`, at operation step `step`.

    Within a pair, frame 0 is the key on the finish side.
    """

    pair: int
    frame: int
    step: int


def pairs(keys: int, seed: int) -> tuple[Pair, ...]:
    """Return the pairs of `keys` keys; each pair has a seed of its own, counted up from `seed`."""
    return tuple(Pair(number, number + 1, seed + number) for number in range(keys - 1))


def film(key_steps: Sequence[int]) -> tuple[FilmFrame, ...]:
    """Return the frames of the film, first marks first, for keys at these operation steps.

    `key_steps` begin at the finished picture and do not fall. Each pair gives all its frames but
    the last, which is the first of the next pair; thus the last key (the blank canvas) is not
    shown. Steps lie evenly between those of the keys. Raises ValueError.
    """
    if len(key_steps) < 2:
        raise ValueError("A film needs two key states or more.")
    if list(key_steps) != sorted(key_steps):
        raise ValueError("The operation steps of key states must rise from the finished picture.")
    if not LAST_STEP <= key_steps[0] <= key_steps[-1] <= FIRST_STEP:
        raise ValueError(f"Operation steps lie between {LAST_STEP} and {FIRST_STEP}.")
    frames = [
        FilmFrame(pair, frame, round(start + (end - start) * frame / (FRAMES_BETWEEN - 1)))
        for pair, (start, end) in enumerate(pairwise(key_steps))
        for frame in range(FRAMES_BETWEEN - 1)
    ]
    return tuple(reversed(frames))
