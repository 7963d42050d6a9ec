"""When what is painted: shares of the stages, and the operation steps of the frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..interface import FIRST_STEP, LAST_STEP
from .marks import Mark


@dataclass(frozen=True)
class Stage:
    """One stage: its `share` of the whole time, and how its marks are planned when it begins."""

    name: str
    note: str
    share: float
    plan: Callable[[], list[Mark]]


def steps_of_frames(frames: int) -> list[int]:
    """Operation steps 999 .. 0 of `frames` frames, evenly spaced; one frame is the finish."""
    if frames == 1:
        return [LAST_STEP]
    return [int(step) for step in np.linspace(FIRST_STEP, LAST_STEP, frames).round()]


def marks_in_time(stages: Sequence[Stage]) -> Iterator[tuple[float, Stage, Mark]]:
    """All marks in order, each with the share of the whole time (0..1) at which it is done.

    A stage is planned only when it is reached. Stages without a share are left out.
    """
    total = sum(stage.share for stage in stages) or 1.0
    begun = 0.0
    for stage in stages:
        share = stage.share / total
        if share <= 0.0:
            continue
        marks = stage.plan()
        effort = np.array([mark.effort for mark in marks])
        done = effort.cumsum() / max(float(effort.sum()), 1e-9)
        for mark, at in zip(marks, done, strict=True):
            yield begun + share * float(at), stage, mark
        begun += share
