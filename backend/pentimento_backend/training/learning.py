"""From recordings of a painter's work to a style of the engine, in one go.

What is under way lies in the data folder, `learning/NAME/`: a learning that was stopped or killed
goes on when it is asked for again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState

from pentimento_protocol import places

from ..engines.process_painter.info import ADAPTER, ADAPTER_FILE, BASE_MODEL
from ..engines.process_painter.styles import OWN_STYLE, STYLES
from ..exports.writing import CannotWrite, write_file
from ..models.devices import free_bytes
from ..models.library import locate
from ..models.memory_plan import GB
from ..models.weights import read_config
from .clips import Coding
from .course import Arithmetic, Course
from .fitting import Fit, fitting
from .loop import Outcome
from .onlooker import Onlooker, Progress
from .problem import TrainingProblem
from .recipes.lora import SPATIAL_FILE, TEMPORAL_FILE
from .recordings import Collection, UnusableRecording, Wish, find_recordings
from .runs import SPATIAL_STAGE, TEMPORAL_STAGE, Run, arithmetic_of, train_lora
from .sequences import SequenceShards, UnreadableShards
from .stopping import Stop
from .style_folder import Ground, StyleCard, check_name, register

LEARNING = "learning"
IMPORTED = "recordings"
ORDER = "order.json"
"""What is under way was begun with this; another order is not mixed with it."""

FEWEST_SEQUENCES = 3
"""Fewer teach one picture, not a way of painting."""
FRAMES = 8
LARGEST_SIDE = 1024
"""Of what is kept of the recordings, in pixels."""

STEPS_A_SEQUENCE = 100
FEWEST_STEPS, MOST_STEPS = 400, 3000
RANK = 16
LEARNING_RATE = 1e-4
USABLE = 0.9
"""Share of the free memory that is planned with where the painter names no budget."""
HELD_OUT = 2


@dataclass(frozen=True)
class Lesson:
    """What to learn, from `recordings` (files and folders), and how; 0 leaves a number to us.

    `ground` is what it builds on. `memory_budget` is in GB.
    """

    name: str
    recordings: tuple[Path, ...]
    ground: Ground
    steps: int = 0
    rank: int = 0
    size: int = 0
    memory_budget: float = 0.0
    seed: int = 0
    on_cpu: bool = False


@dataclass(frozen=True)
class _Files:
    """The files that a ground consists of."""

    base: Path
    motion: Path
    reference: Path | None
    adapter: Path | None

    @property
    def weights(self) -> int:
        """About how many bytes their networks take."""
        unet = sum(path.stat().st_size for path in _unet_files(self.base))
        others = (self.motion, self.reference)
        return unet + sum(path.stat().st_size for path in others if path is not None)


def learn(lesson: Lesson, onlooker: Onlooker, stop: Stop) -> str:
    """Learn a style and put it among the painter's; return a sentence about it.

    A wished stop keeps what is learnt. Raises TrainingProblem and ModelProblem.
    """
    check_name(lesson.name)
    folder = places.data_folder() / LEARNING / lesson.name
    try:
        files = _files_of(lesson.ground)
        sequences = _sequences(lesson, folder, onlooker, stop)
        if sequences is None:
            return f"Stopped: nothing of {lesson.name} is learnt yet; the same order goes on."
        run = _run(lesson, files, len(sequences), folder, onlooker, stop)
        rank = lesson.rank or RANK
        outcomes = train_lora(
            run, sequences, files.base, files.motion, files.reference, files.adapter, rank
        )
        if outcomes is None:
            return f"Stopped: nothing of {lesson.name} is learnt yet; the same order goes on."
        card = _card(lesson, run, sequences, outcomes)
        place = register(card, _learnt(folder, outcomes))
    except (UnusableRecording, UnreadableShards, CannotWrite) as problem:
        raise TrainingProblem(str(problem), getattr(problem, "code", "")) from problem
    if not card.finished:
        return (
            f"Stopped: what is learnt so far is the style {lesson.name}, in {place}; the same "
            "order goes on."
        )
    shutil.rmtree(folder, ignore_errors=True)
    return f"The style {lesson.name} is learnt from {len(sequences)} recordings: {place}."


def _files_of(ground: Ground) -> _Files:
    """Return the files of a ground. Raises TrainingProblem and ModelProblem."""
    if ground.base_style == OWN_STYLE:
        if not (ground.base_model and ground.motion_module):
            raise TrainingProblem(
                "To learn upon models of your own, name the base model and the motion module."
            )
        reference = Path(ground.reference_network) if ground.reference_network else None
        files = _Files(Path(ground.base_model), Path(ground.motion_module), reference, None)
        _check_there(files)
        return files
    style = STYLES.get(ground.base_style)
    if style is None:
        raise TrainingProblem(
            f"There is no published style {ground.base_style!r} to learn upon; there is: "
            f"{', '.join(STYLES)}."
        )
    base, folder = locate(BASE_MODEL), locate(style.model)
    guided = style.reference is not None
    adapter = locate(ADAPTER) / ADAPTER_FILE if guided or style.adapted else None
    motion = style.guided_motion if guided else style.motion
    reference = folder / style.reference if style.reference is not None else None
    return _Files(Path(ground.base_model or base), folder / motion, reference, adapter)


def _check_there(files: _Files) -> None:
    for path in (files.base / "unet", files.motion, files.reference):
        if path is not None and not path.exists():
            raise TrainingProblem(f"{path} is not there: name the model with its full path.")


def _sequences(
    lesson: Lesson, folder: Path, onlooker: Onlooker, stop: Stop
) -> SequenceShards | None:
    """Return the recordings as sequences, imported once; None where a stop was wished."""
    shard = folder / IMPORTED / f"{lesson.name}.tar"
    if shard.is_file():
        _check_goes_on(lesson, folder)
    else:
        found = find_recordings(lesson.recordings)
        collection = Collection(shard.parent, lesson.name)
        for number, recording in enumerate(found):
            if stop.is_wished:
                return None
            onlooker.progress(Progress(number, len(found), f"importing {recording.name}"))
            size = lesson.size or LARGEST_SIDE
            collection.add(recording, Wish(FRAMES, size), lesson.name.replace("_", " "))
        collection.finish()
    sequences = SequenceShards(shard)
    if len(sequences) < FEWEST_SEQUENCES:
        report = shard.with_suffix(".txt").read_text(encoding="utf-8")
        shutil.rmtree(shard.parent)
        left_out = [line for line in report.splitlines() if line.startswith("Left out")]
        raise TrainingProblem(
            f"The recordings give {len(sequences)} sequences, and {FEWEST_SEQUENCES} are the least "
            f"to learn from; ten or more are good. {' '.join(left_out[:3])}".rstrip()
        )
    write_file(folder / ORDER, json.dumps(_order(lesson), indent=1).encode())
    return sequences


def _order(lesson: Lesson) -> dict[str, Any]:
    """Return what must be the same when a lesson goes on, by names for people."""
    return {
        "recordings": [str(path.absolute()) for path in lesson.recordings],
        "base style": lesson.ground.base_style,
        "base model": lesson.ground.base_model,
        "motion module": lesson.ground.motion_module,
        "reference network": lesson.ground.reference_network,
        "rank": lesson.rank or RANK,
        "size": lesson.size,
        "seed": lesson.seed,
    }


def _check_goes_on(lesson: Lesson, folder: Path) -> None:
    """Raise TrainingProblem where what is under way in the folder was begun with another order."""
    if not (folder / ORDER).is_file():
        return
    begun, asked = read_config(folder / ORDER), _order(lesson)
    others = [name for name, value in asked.items() if begun.get(name) != value]
    if others:
        raise TrainingProblem(
            f"The style {lesson.name} is under way with other settings ({', '.join(others)}): ask "
            f"for it as before to go on, choose another name, or delete {folder} to begin anew."
        )


def _run(
    lesson: Lesson, files: _Files, count: int, folder: Path, onlooker: Onlooker, stop: Stop
) -> Run:
    """Return the training with settings that fit. Raises TrainingProblem."""
    device = torch.device(PartialState(cpu=lesson.on_cpu).device or "cpu")
    arithmetic: Arithmetic = arithmetic_of(lesson.on_cpu)
    budget = round(lesson.memory_budget * GB or USABLE * free_bytes(device))
    number_bytes = 4 if arithmetic == "no" else 2
    fit: Fit = fitting(files.weights, FRAMES, budget, number_bytes, lesson.size)
    steps = lesson.steps or min(max(count * STEPS_A_SEQUENCE, FEWEST_STEPS), MOST_STEPS)
    course = Course(
        steps=steps,
        learning_rate=LEARNING_RATE,
        seed=lesson.seed,
        arithmetic=arithmetic,
        checkpointing=fit.checkpointing,
        save_every=max(1, min(100, steps // 4)),
        preview_every=max(1, min(100, steps // 4)),
    )
    told = TwoStages(onlooker, steps)
    coding = Coding(FRAMES, fit.size)
    return Run(course, coding, folder, told, stop, HELD_OUT, lesson.on_cpu)


class TwoStages:
    """Tells two trainings of as many steps as one."""

    def __init__(self, onlooker: Onlooker, steps: int) -> None:
        self._onlooker = onlooker
        self._steps = steps
        self._first_done = False

    def progress(self, progress: Progress) -> None:
        if progress.note != "training":
            self._onlooker.progress(progress)
            return
        before = self._steps if self._first_done else 0
        note = "learning the process" if self._first_done else "learning the look"
        left = progress.seconds_left
        if left is not None and not self._first_done:
            left *= 1.0 + self._steps / max(1, self._steps - progress.step)
        self._onlooker.progress(
            replace(
                progress,
                step=before + progress.step,
                steps=2 * self._steps,
                note=note,
                seconds_left=left,
            )
        )
        self._first_done = self._first_done or progress.step == self._steps

    def preview(self, path: Path) -> None:
        self._onlooker.preview(path)


def _learnt(folder: Path, outcomes: tuple[Outcome, Outcome | None]) -> dict[str, Path]:
    learnt = {"spatial": folder / SPATIAL_STAGE / SPATIAL_FILE}
    if outcomes[1] is not None:
        learnt["temporal"] = folder / TEMPORAL_STAGE / TEMPORAL_FILE
    return learnt


def _card(
    lesson: Lesson,
    run: Run,
    sequences: SequenceShards,
    outcomes: tuple[Outcome, Outcome | None],
) -> StyleCard:
    settings = {
        "steps of each stage": run.course.steps,
        "rank": lesson.rank or RANK,
        "size": run.coding.long_side,
        **{name: value for name, value in asdict(run.course).items() if name != "steps"},
    }
    metrics = {}
    for stage, outcome in zip((SPATIAL_STAGE, TEMPORAL_STAGE), outcomes, strict=True):
        if outcome is not None:
            metrics[f"{stage} steps"] = outcome.step
            metrics[f"{stage} loss before"] = outcome.held_out_before
            metrics[f"{stage} loss after"] = outcome.held_out_after
    finished = outcomes[1] is not None and not outcomes[1].stopped
    sources = tuple(sequence.source for sequence in sequences)
    return StyleCard(lesson.name, lesson.ground, sources, settings, metrics, finished)


def _unet_files(base: Path) -> Sequence[Path]:
    weights = sorted((base / "unet").glob("*.safetensors"))
    return weights[:1] or sorted((base / "unet").glob("*.bin"))[:1]
