"""Which key states a process has, and which frames of the film between them it shows.

Key states lie in time: the blank sheet or the earliest given first, the finish last. The film runs
through them, as in the published program, but from the first marks on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..interface import FIRST_STEP, LAST_STEP, ProcessRequest
from ..model_work.timeline import falling, spaced
from .settings import Settings

WAY = 15
"""Frames from one key to the next: the multi-frame model makes 16, both keys included."""

KeyOrigin = Literal["paper", "keyframe", "given"]


@dataclass(frozen=True)
class Key:
    """A key state at operation `step`; `operation_step` is what the keyframe model is asked for.

    The two differ for the earliest keyframe: the model's 999 has marks already, ours is blank.
    """

    step: int
    origin: KeyOrigin
    operation_step: int


@dataclass(frozen=True)
class Shot:
    """Frame `index` of the process: film frame `frame` (0..15) of pair `pair`, in time."""

    index: int
    step: int
    pair: int
    frame: int


@dataclass(frozen=True)
class Storyboard:
    """The keys in time, the frames, and how many pairs each way between two keys is divided into.

    Pair `p` lies on the way from key `p // divisions` to the next.
    """

    keys: tuple[Key, ...]
    divisions: int
    shots: tuple[Shot, ...]


def keys_of(request: ProcessRequest, settings: Settings) -> tuple[Key, ...]:
    """Return the key states in time: givens, and the keyframes that lead to the first of them."""
    steps = sorted((given.step for given in request.givens), reverse=True)
    givens = tuple(Key(step, "given", step) for step in steps)
    if request.task != "reconstruct":
        return givens
    made = [step for step in settings.keyframe_steps if step > steps[0]]
    below = made[1] if len(made) > 1 else steps[0]
    latest_first = (below + FIRST_STEP) // 2
    keyframes = tuple(Key(min(step, latest_first), "keyframe", step) for step in made)
    return (Key(FIRST_STEP, "paper", FIRST_STEP), *keyframes, *givens)


def keyframes_alone(request: ProcessRequest) -> tuple[Key, ...]:
    """Return a key for every frame of a reconstruction: keyframes evenly spaced, the finish."""
    steps = np.linspace(FIRST_STEP, LAST_STEP, request.frames).round().astype(int).tolist()
    return (*(Key(step, "keyframe", step) for step in steps[:-1]), Key(LAST_STEP, "given", 0))


def storyboard(keys: Sequence[Key], frames: int) -> Storyboard:
    """Return `frames` frames, evenly spaced in the film, with a frame for every given key.

    Blank paper is not shown. Raises UnpaintableRequest where steps or frames do not suffice.
    """
    hidden = 1 if keys[0].origin == "paper" else 0
    ways = len(keys) - 1
    divisions = max(1, math.ceil((frames - 1 + hidden) / (ways * WAY)))
    length = ways * divisions * WAY
    anchors = [
        (number * divisions * WAY, key.step)
        for number, key in enumerate(keys)
        if key.origin == "given"
    ]
    places = spaced(hidden, length, frames, [place for place, _ in anchors])
    film_steps = np.interp(
        places, np.arange(len(keys)) * divisions * WAY, [key.step for key in keys]
    )
    fixed = {places.index(place): step for place, step in anchors}
    if frames > 1:
        fixed = {0: keys[0].step, **fixed}
    steps = falling(film_steps.round().astype(int).tolist(), fixed)
    shots = tuple(
        Shot(index, step, *_pair_and_frame(place))
        for index, (place, step) in enumerate(zip(places, steps, strict=True))
    )
    return Storyboard(tuple(keys), divisions, shots)


def _pair_and_frame(place: int) -> tuple[int, int]:
    """Return the pair that ends at or after a place of the film, and the frame within it."""
    pair = max(0, (place - 1) // WAY)
    return pair, place - pair * WAY
