"""Which looks show a state that the painting really went through and kept."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from .looks import difference, is_blank, look_at

_SAME = 24.0
"""Difference of a channel, 0..255 after a little blur, below which nothing was painted."""
_GLANCE = (24, 24)
"""Width and height of a first glance: what differs there need not be looked at closely."""
_LOOK_BACK = 80
"""States that are searched for what an undo has brought back."""


@dataclass(frozen=True)
class States:
    """`kept` are indices of looks; `idle` of them showed nothing new, `undone` led nowhere."""

    kept: list[int]
    idle: int
    undone: int


def states(looks: Sequence[Pixels]) -> States:
    """Return the states on the way to the last look, without stills and without what was undone.

    Where a look shows an earlier state again, everything between was taken back. A blank canvas at
    the beginning is left out: the first state shows first marks.
    """
    kept: list[int] = []
    idle = undone = 0
    glances = np.stack([look_at(look, _GLANCE) for look in looks]).astype(np.int16)
    for index in range(len(looks)):
        steps_back = _steps_back(looks, glances, kept, index)
        if steps_back is None:
            kept.append(index)
        elif steps_back == 0:
            idle += 1
        else:
            undone += steps_back
            del kept[-steps_back:]
    if len(kept) > 1 and is_blank(looks[kept[0]]):
        del kept[0]
    return States(kept, idle, undone)


def keyframes(looks: Sequence[Pixels], count: int) -> list[int]:
    """Return indices of `count` looks at even distances in cumulative visible change.

    The first and the last are always among them; there are at least `count` looks.
    """
    change = [0.0]
    for before, after in itertools.pairwise(looks):
        change.append(change[-1] + float(difference(before, after).mean()))
    wanted = np.linspace(0.0, change[-1], count)
    nearest = np.abs(np.array(change)[:, None] - wanted).argmin(axis=0)
    return _apart(nearest, len(looks))


def _apart(chosen: NDArray[np.intp], length: int) -> list[int]:
    """Push equal choices apart, within 0..length - 1."""
    places = chosen.tolist()
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + 1)
    for index in reversed(range(len(places))):
        places[index] = min(places[index], length - len(places) + index)
    return places


def _steps_back(
    looks: Sequence[Pixels], glances: NDArray[np.int16], kept: Sequence[int], look: int
) -> int | None:
    """How many kept states lie after the one that the look shows again; None where it is new."""
    recent = list(reversed(kept[-_LOOK_BACK:]))
    apart = np.abs(glances[recent] - glances[look]).max(axis=(1, 2, 3), initial=0)
    for steps in np.flatnonzero(apart < _SAME):
        if float(difference(looks[recent[steps]], looks[look]).max()) < _SAME:
            return int(steps)
    return None
