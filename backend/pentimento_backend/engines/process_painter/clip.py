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
    """A clip of `length` slots: operation steps of those `shown` as frames, in time, and givens."""

    length: int
    shown: Mapping[int, int]
    givens: Mapping[int, Given]

    def nearest_given(self, slot: int) -> Given | None:
        """Return the given that a slot leads to, otherwise the last one that it comes from."""
        later = [place for place in self.givens if place >= slot]
        if later:
            return self.givens[min(later)]
        return self.givens[max(self.givens)] if self.givens else None


def clip_of(request: ProcessRequest, window: int, *, shows_beginning: bool) -> Clip:
    """Return the clip for a request, of at least as many slots as a `window` has.

    It begins with the first marks, or, where its beginning is not shown, with the first given.
    Raises UnpaintableRequest where two givens fall into one slot, and where there are more frames
    than operation steps.
    """
    length = max(request.frames, window)
    first_step = FIRST_STEP if shows_beginning else request.givens[0].step
    slots = [_slot(given.step, first_step, length) for given in request.givens]
    _check_apart(slots, request.givens, length)
    givens = dict(zip(slots, request.givens, strict=True))
    anchors = {0: first_step, length - 1: LAST_STEP}
    anchors.update({slot: given.step for slot, given in givens.items()})
    shown = spaced(0, length - 1, request.frames, sorted({*givens, length - 1}))
    return Clip(length, dict(zip(shown, _steps(shown, anchors), strict=True)), givens)


def windows_of(length: int, window: int) -> list[tuple[int, ...]]:
    """Return the windows by which a clip is painted: all of it, or parts and parts with gaps."""
    if length <= window:
        return consecutive_windows(length, window, 0)
    near = consecutive_windows(length, window, window // 2)
    return near + spread_windows(length, window)


def _slot(step: int, first_step: int, length: int) -> int:
    """Return the slot nearest to an operation step; the last is the finish's alone."""
    nearest = round((first_step - step) / first_step * (length - 1))
    return nearest if step == LAST_STEP else min(nearest, length - 2)


def _steps(shown: Sequence[int], anchors: Mapping[int, int]) -> list[int]:
    """Return the operation steps of shown slots, evenly from anchor to anchor."""
    places = sorted(anchors)
    steps = np.interp(shown, places, [anchors[place] for place in places])
    fixed = {number: anchors[slot] for number, slot in enumerate(shown) if slot in anchors}
    return falling(steps.round().astype(int).tolist(), fixed)


def _check_apart(slots: Sequence[int], givens: Sequence[Given], length: int) -> None:
    for place in range(1, len(slots)):
        if slots[place] == slots[place - 1]:
            raise UnpaintableRequest(
                f"The canvases at steps {givens[place - 1].step} and {givens[place].step} fall "
                f"into one frame of {length}: give them steps further apart, or ask for more "
                "frames."
            )
