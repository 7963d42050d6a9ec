"""Metrics of one painting process that need no recorded process beside it.

I_0 .. I_T are the states of the process, G is the finish, d the distance of `distance.py`. Where
the blank canvas before the first frame is known, it counts as I_0; otherwise the first frame does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.colour import Pixels
from .depth import depth_of
from .depth_order import back_to_front
from .distance import View, as_canvas, distance, view
from .stage_order import band_errors, stage_order
from .step_change import StepChange, step_change

VISIBLE = 5.0
"""Difference in Lab units (CIE 1976) from which on a change counts as visible."""

_LINE_WIDTH = 7
_SAME = 1e-6


@dataclass(frozen=True)
class ProcessMetrics:
    """How a process runs; None where a metric has no meaning for it.

    The numbers that rest on d are not comparable with published LPIPS ones. An engine that ends on
    the finish by construction has exactness 0 trivially.

    `exactness`: see `exactness`, levels of 0..255. `monotone_share`, `evenness`, `largest_jump`:
    see the functions of these names. `untouched_flicker`: mean over the steps of the mean change
    outside of what the step's strokes touched, levels of 0..255, see `step_change`.
    `locality_mean`, `locality_max`: worked share of the canvas, mean and largest over the steps,
    0..1. `stage_order`, `back_to_front`: -1..1, see there; None also for line drawings,
    `is_line_drawing` says why. `idle_steps`: number of steps whose 95th percentile of change is
    below 1/255, that is, which leave over 95 % of the canvas as it was: a step in one small place
    is idle by this definition. `still_steps`: those among them that change nothing at all.
    `distances`: d(I_t, G) of all states.
    """

    exactness: int
    monotone_share: float | None
    evenness: float | None
    largest_jump: float | None
    untouched_flicker: float
    locality_mean: float
    locality_max: float
    stage_order: float | None
    back_to_front: float | None
    idle_steps: int
    still_steps: int
    distances: tuple[float, ...]


def measure_process(
    frames: Iterable[NDArray[Any]], finish: NDArray[Any], start: NDArray[Any] | None = None
) -> ProcessMetrics:
    """Measure a process: its frames, first marks first, its finish and, if known, its blank canvas.

    All are uint8, height x width x 3 or 4 (RGB or RGBA, straight alpha), of one size. Frames are
    taken one by one; no more than two are held. ValueError where sizes differ or where there are
    fewer than two states.
    """
    goal = as_canvas(finish)
    record = _Record(goal)
    for state in chain([] if start is None else [start], frames):
        record.add(as_canvas(state))
    return record.metrics()


def exactness(last: Pixels, finish: Pixels) -> int:
    """max |I_T - G| over all pixels and all four channels, at canvas size: 0..255."""
    return int(cv2.absdiff(last, finish).max())


def monotone_share(distances: Sequence[float]) -> float | None:
    """Share (0..1) of the steps with d(I_t, G) <= d(I_t-1, G); None without a step."""
    if len(distances) < 2:
        return None
    return float(np.mean(np.diff(distances) <= _SAME))


def evenness(distances: Sequence[float]) -> float | None:
    """Standard deviation over mean of |d(I_t, G) - d(I_t-1, G)|: 0 when all steps do the same.

    None where the distance never changes.
    """
    advance = np.abs(np.diff(distances))
    if not advance.size or advance.mean() < _SAME:
        return None
    return float(advance.std() / advance.mean())


def largest_jump(distances: Sequence[float]) -> float | None:
    """max |d(I_t, G) - d(I_t-1, G)| / d(I_0, G): the most that one step does, for good or bad.

    None where the process starts on its finish.
    """
    if len(distances) < 2 or distances[0] < _SAME:
        return None
    return float(np.abs(np.diff(distances)).max() / distances[0])


def is_line_drawing(finish: View) -> bool:
    """Whether a picture consists of lines on a ground of one colour.

    So it is where less than half of the pixels that differ visibly from the median colour belong to
    a patch of 7 x 7 such pixels (at 256 px long side). A line is right in all its frequencies at
    once, and lines cover no area that could be touched: stage order and back-to-front are undefined
    then.
    """
    ground = np.median(finish.lab, axis=(0, 1))
    differs = (_difference(finish.lab, ground) > VISIBLE).astype(np.uint8)
    patches = cv2.morphologyEx(differs, cv2.MORPH_OPEN, np.ones((_LINE_WIDTH, _LINE_WIDTH)))
    return bool(np.count_nonzero(patches) < 0.5 * np.count_nonzero(differs))


def touched_pixels(start: View, state: View, finish: View) -> NDArray[np.bool_]:
    """Where paint has been laid: bool, height x width of the views.

    A pixel is touched once it differs from the start visibly and by at least half of what the
    finish differs from it: a sketch or a hint of shading does not touch an area, a first coat does,
    whatever its colour.
    """
    needed = np.maximum(VISIBLE, 0.5 * _difference(finish.lab, start.lab))
    return _difference(state.lab, start.lab) >= needed


def _difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.linalg.norm(a - b, axis=-1)


class _Record:
    """What has to be remembered of the states seen so far."""

    def __init__(self, goal: Pixels) -> None:
        self._goal = goal
        self._goal_view = view(goal)
        self._depth = depth_of(self._goal_view.lab)
        self._start_view: View | None = None
        self._last: Pixels | None = None
        self._distances: list[float] = []
        self._errors: list[NDArray[np.floating]] = []
        self._touched: list[NDArray[np.floating]] = []
        self._steps: list[StepChange] = []

    def add(self, state: Pixels) -> None:
        if state.shape != self._goal.shape:
            raise ValueError("All frames of a process must have the size of its finish.")
        seen = view(state)
        if self._start_view is None:
            self._start_view = seen
        self._distances.append(distance(seen, self._goal_view))
        self._errors.append(band_errors(seen.lab, self._goal_view.lab))
        paint = touched_pixels(self._start_view, seen, self._goal_view)
        self._touched.append(self._depth.share(paint))
        if self._last is not None:
            self._steps.append(step_change(self._last, state))
        self._last = state

    def metrics(self) -> ProcessMetrics:
        if self._last is None or not self._steps:
            raise ValueError("A process needs at least two states to be measured.")
        has_areas = not is_line_drawing(self._goal_view)
        return ProcessMetrics(
            exactness=exactness(self._last, self._goal),
            monotone_share=monotone_share(self._distances),
            evenness=evenness(self._distances),
            largest_jump=largest_jump(self._distances),
            untouched_flicker=float(np.mean([step.flicker for step in self._steps])),
            locality_mean=float(np.mean([step.worked for step in self._steps])),
            locality_max=max(step.worked for step in self._steps),
            stage_order=stage_order(np.stack(self._errors)) if has_areas else None,
            back_to_front=back_to_front(np.stack(self._touched), self._depth)
            if has_areas
            else None,
            idle_steps=sum(step.is_idle for step in self._steps),
            still_steps=sum(step.is_still for step in self._steps),
            distances=tuple(self._distances),
        )
