"""The clip that the model paints: slots from the first marks to the finish, givens in theirs.

A process of fewer frames than the model was taught shows some slots of a whole clip; one of more
is a longer clip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..interface import FIRST_STEP, LAST_STEP, Given, ProcessRequest, UnpaintableRequest
from ..model_work.timeline import falling, spaced
from .windows import consecutive_windows, spread_windows


@dataclass(frozen=True)
class Clip:
    """The slots of a clip with their operation `steps`, those `shown` as frames, and the givens."""

    steps: tuple[int, ...]
    shown: tuple[int, ...]
    givens: Mapping[int, Given]

    @property
    def length(self) -> int:
        """How many slots there are."""
        return len(self.steps)

    def nearest_given(self, slot: int) -> Given | None:
        """Return the given that a slot leads to, otherwise the last one that it comes from."""
        later = [place for place in self.givens if place >= slot]
        if later:
            return self.givens[min(later)]
        return self.givens[max(self.givens)] if self.givens else None


def clip_of(request: ProcessRequest, window: int) -> Clip:
    """Return the clip for a request, of at least as many slots as a `window` has.

    Raises UnpaintableRequest where two givens fall into one slot.
    """
    length = max(request.frames, window)
    givens = {_slot(given.step, length): given for given in request.givens}
    if len(givens) < len(request.givens):
        _tell_shared_slot(request.givens, length)
    anchors = {0: FIRST_STEP, length - 1: LAST_STEP}
    anchors.update({slot: given.step for slot, given in givens.items()})
    places = sorted(anchors)
    steps = np.interp(range(length), places, [anchors[place] for place in places])
    return Clip(
        steps=tuple(falling(steps.round().astype(int).tolist(), anchors)),
        shown=tuple(spaced(0, length - 1, request.frames, sorted({*givens, length - 1}))),
        givens=givens,
    )


def windows_of(clip: Clip, window: int) -> list[tuple[int, ...]]:
    """Return the windows by which a clip is painted: all of it, or parts and parts with gaps."""
    if clip.length <= window:
        return consecutive_windows(clip.length, window, 0)
    near = consecutive_windows(clip.length, window, window // 2)
    return near + spread_windows(clip.length, window)


def _slot(step: int, length: int) -> int:
    """Return the slot nearest to an operation step; the last is the finish's alone."""
    nearest = round((FIRST_STEP - step) / FIRST_STEP * (length - 1))
    return nearest if step == LAST_STEP else min(nearest, length - 2)


def _tell_shared_slot(givens: Sequence[Given], length: int) -> None:
    slots = [_slot(given.step, length) for given in givens]
    first = next(place for place in range(1, len(slots)) if slots[place] == slots[place - 1])
    raise UnpaintableRequest(
        f"The canvases at steps {givens[first - 1].step} and {givens[first].step} fall into one "
        f"frame of {length}: give them steps further apart, or ask for more frames."
    )
