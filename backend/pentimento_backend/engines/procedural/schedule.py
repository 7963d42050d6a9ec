"""When what is painted: shares of the stages, and the operation steps of the frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...imaging.colour import Pixels
from ...strokes.stroke import Stroke
from ..interface import LAST_STEP

FASTEST = 1.7
"""How much of the whole way to the finish a stage may cover in its share of the time, at most."""


@dataclass(frozen=True)
class Stage:
    """One stage: its `share` of the whole time, and how its strokes are planned when it begins.

    `plan` gets the painting as it stands (premultiplied RGBA, plan size). `way` 0..1 is how much of
    the difference between start and finish the stage is expected to remove.
    """

    name: str
    note: str
    share: float
    plan: Callable[[Pixels], Sequence[Stroke]]
    way: float = 0.0


@dataclass(frozen=True, eq=False)
class PlannedStage:
    """A stage and its strokes in order; `done` is the share of the whole time (0..1) at which each
    of them is done."""

    stage: Stage
    strokes: Sequence[Stroke]
    done: list[float]


def steps_through(starts: Sequence[int], frames: int) -> list[int]:
    """Operation steps of `frames` frames from `starts[0]` down to 0, about evenly spaced.

    Each of `starts` (falling) has a frame of its own; one frame alone is the finish. There are at
    least as many frames as starts, and one more.
    """
    if frames == 1:
        return [LAST_STEP]
    anchors = [*starts, LAST_STEP]
    even = np.linspace(starts[0], LAST_STEP, frames)
    places = [0]
    for count, anchor in enumerate(anchors[1:-1], 1):
        nearest = int(np.abs(even - anchor).argmin())
        places.append(min(max(nearest, places[-1] + 1), frames - 1 - (len(anchors) - 1 - count)))
    places.append(frames - 1)
    return [int(step) for step in np.interp(range(frames), places, anchors).round()]


def paced(stages: Iterable[Stage], total: float) -> list[Stage]:
    """Shares that add up to `total`, none so small that the picture would jump to its finish."""
    present = [stage for stage in stages if stage.share > 0.0]
    whole = sum(stage.share for stage in present) or 1.0
    least = [stage.way / FASTEST for stage in present]
    shares = [
        max(total * stage.share / whole, floor) for stage, floor in zip(present, least, strict=True)
    ]
    # what the floors took, the stages above theirs give
    spare = sum(share - floor for share, floor in zip(shares, least, strict=True))
    excess = sum(shares) - total
    giving = min(1.0, excess / spare) if spare > 0.0 else 0.0
    return [
        replace(stage, share=share - giving * (share - floor))
        for stage, share, floor in zip(present, shares, least, strict=True)
    ]


def planned_in_time(stages: Iterable[Stage], look: Callable[[], Pixels]) -> Iterator[PlannedStage]:
    """All stages that have strokes, in order, each planned when it is reached.

    `stages` has shares that add up to one and is read as it goes; `look` shows the painting as it
    stands then.
    """
    begun = 0.0
    for stage in stages:
        strokes = stage.plan(look())
        effort = np.array([stroke.effort for stroke in strokes])
        done = begun + stage.share * (effort.cumsum() / max(float(effort.sum()), 1e-9))
        if strokes:
            yield PlannedStage(stage, strokes, done.tolist())
        begun += stage.share
