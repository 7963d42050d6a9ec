"""All measures of one process, alone and beside others, as one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..imaging.colour import WHITE, Pixels, over
from ..imaging.resize import fit, scaled
from .comparison import (
    Comparison,
    States,
    distance_curve_difference,
    distance_in_time,
    profile_distance,
    worked_region_iou,
)
from .distance import view
from .perception import Perception
from .process_folder import ProcessFolder, UnreadableProcess
from .process_metrics import ProcessMetrics, measure_process

MODEL_SIDE = 512
"""Long side, in pixels, at which models paint: reconstruction is told there and at full size."""


Report = Callable[[str], None]


@dataclass(frozen=True)
class Reconstruction:
    """How near the last frame comes to the finish, on white paper, channels 0..1.

    MSE and L1 as in Table 1 of ProcessPainter (arXiv 2406.06062), at the model's size and at full
    canvas size; `distance` by the chosen perception.
    """

    mse: float
    l1: float
    canvas_mse: float
    canvas_l1: float
    distance: float


@dataclass(frozen=True)
class Profile:
    """Distance to the finish along the way: p(u) = d(I_t, G) at progress u, 0..1."""

    name: str
    progress: tuple[float, ...]
    distances: tuple[float, ...]


@dataclass(frozen=True)
class Evaluation:
    """Everything that was measured; `prompt_alignment` is None without a prompt and a network."""

    name: str
    frames: int
    width: int
    height: int
    perception: str
    perception_label: str
    reconstruction: Reconstruction
    process: ProcessMetrics
    profile: Profile
    comparisons: tuple[Comparison, ...]
    others: tuple[Profile, ...]
    prompt_alignment: float | None = None


def evaluate(
    process: ProcessFolder,
    others: Sequence[ProcessFolder],
    finish: Pixels | None,
    perception: Perception,
    report: Report = lambda _: None,
) -> Evaluation:
    """Measure a process, against `finish` (its own last frame where None) and beside `others`.

    Pictures of other sizes are scaled to those of the process. Raises UnreadableProcess.
    """
    report(f"reading {process.name}")
    last = _last_picture(process)
    goal = last if finish is None else finish
    if finish is not None and finish.shape != last.shape:
        raise UnreadableProcess(
            f"The finish measures {finish.shape[1]} x {finish.shape[0]} pixels, the frames "
            f"{last.shape[1]} x {last.shape[0]}: give the picture that the process was made of."
        )
    size = (goal.shape[1], goal.shape[0])
    report(f"measuring {process.name}")
    ours = States(np.array(process.progress), [], [])
    try:
        metrics = measure_process(_noted(process.pictures(), ours, perception), goal)
    except ValueError as problem:
        raise UnreadableProcess(f"{process.name} cannot be measured: {problem}") from None
    seen_goal = perception.features(goal)
    profile = _profile(process, ours, seen_goal, perception)
    comparisons, profiles = [], []
    for other in others:
        report(f"comparing with {other.name}")
        theirs = _states(other, size, perception)
        profiles.append(_profile(other, theirs, seen_goal, perception))
        comparisons.append(
            Comparison(
                against=other.name,
                distance_in_time=distance_in_time(ours, theirs, perception),
                worked_region_iou=worked_region_iou(ours, theirs),
                distance_curve_difference=distance_curve_difference(
                    *(np.array(one.distances) for one in (profile, profiles[-1]))
                ),
                profile_distance=profile_distance(_curve(profile), _curve(profiles[-1])),
                minutes_difference=_minutes_difference(process, other),
            )
        )
    return Evaluation(
        name=process.name,
        frames=len(process.frames),
        width=size[0],
        height=size[1],
        perception=perception.name,
        perception_label=perception.label,
        reconstruction=_reconstruction(last, goal, profile.distances[-1]),
        process=metrics,
        profile=profile,
        comparisons=tuple(comparisons),
        others=tuple(profiles),
    )


def _last_picture(process: ProcessFolder) -> Pixels:
    return next(ProcessFolder(process.name, process.frames[-1:], (1.0,)).pictures())


def _states(process: ProcessFolder, size: tuple[int, int], perception: Perception) -> States:
    states = States(np.array(process.progress), [], [])
    for _ in _noted(process.pictures(size), states, perception):
        pass
    return states


def _noted(pictures: Iterator[Pixels], states: States, perception: Perception) -> Iterator[Pixels]:
    """Hand on pictures, noting in `states` what is seen of them: each is read only once."""
    for picture in pictures:
        states.features.append(perception.features(picture))
        states.views.append(view(picture))
        yield picture


def _profile(
    process: ProcessFolder, states: States, goal: object, perception: Perception
) -> Profile:
    distances = tuple(perception.distance(seen, goal) for seen in states.features)
    return Profile(process.name, process.progress, distances)


def _curve(profile: Profile) -> tuple[np.ndarray, np.ndarray]:
    return np.array(profile.progress), np.array(profile.distances)


def _reconstruction(last: Pixels, goal: Pixels, distance: float) -> Reconstruction:
    size = fit(goal.shape[1], goal.shape[0], MODEL_SIDE)
    mse, l1 = _errors(scaled(last, *size), scaled(goal, *size))
    canvas_mse, canvas_l1 = _errors(last, goal)
    return Reconstruction(mse, l1, canvas_mse, canvas_l1, distance)


def _errors(one: Pixels, other: Pixels) -> tuple[float, float]:
    difference = (over(one, WHITE).astype(np.float32) - over(other, WHITE)) / 255
    return float(np.square(difference).mean()), float(np.abs(difference).mean())


def _minutes_difference(one: ProcessFolder, other: ProcessFolder) -> float | None:
    if one.minutes is None or other.minutes is None:
        return None
    return abs(one.minutes - other.minutes)
