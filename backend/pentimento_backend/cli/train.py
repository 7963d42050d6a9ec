"""`pentimento train`: the trainings that models of painting processes are made by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from .command_group import command_group
from .failure import BAD_INPUT, INTERRUPTED, Failure
from .option_groups import takes_groups, takes_groups_with
from .training_options import AUTO, TrainingOptions

if TYPE_CHECKING:
    from ..training.course import Arithmetic
    from ..training.loop import Outcome
    from ..training.runs import Run

Result = TypeVar("Result")

train = command_group("Train models of painting processes.")

Data = Annotated[
    Path,
    typer.Argument(metavar="DATA", help="Folder of shards, as dataset and recordings make."),
]
Base = Annotated[Path, typer.Option("--base", help="Stable Diffusion 1.5 as a diffusers folder.")]
Motion = Annotated[Path, typer.Option("--motion", help="File of the motion modules.")]
Start = Annotated[
    Path | None, typer.Option("--start", help="File to start from, instead of new weights.")
]
Adapter = Annotated[
    Path | None, typer.Option("--adapter", help="Domain adapter, merged into the base model.")
]


@train.command()
@takes_groups
def motion(
    data: Data,
    base: Base,
    *,
    start: Start = None,
    adapter: Adapter = None,
    options: TrainingOptions,
) -> None:
    """Train motion modules on sequences: how paintings grow.

    The base model is frozen.
    """
    from ..training.runs import train_motion
    from ..training.sequences import SequenceShards

    def work(run: Run) -> Outcome | None:
        return train_motion(run, SequenceShards(data), base, start, adapter)

    _tell(_do(options, work), options)


@train.command()
@takes_groups
def reference(
    data: Data,
    base: Base,
    motion: Motion,
    *,
    start: Start = None,
    adapter: Adapter = None,
    options: TrainingOptions,
) -> None:
    """Train a reference network, which leads to given frames.

    The motion is frozen.
    """
    from ..training.runs import train_reference
    from ..training.sequences import SequenceShards

    def work(run: Run) -> Outcome | None:
        return train_reference(run, SequenceShards(data), base, motion, start, adapter)

    _tell(_do(options, work), options)


@train.command()
@takes_groups_with(steps=1000, learning_rate=1e-4, held_out=2, save_every=100)
def lora(
    data: Data,
    base: Base,
    motion: Motion,
    *,
    reference: Annotated[
        Path | None, typer.Option("--reference", help="File of the reference network.")
    ] = None,
    adapter: Adapter = None,
    rank: Annotated[int, typer.Option("--rank", min=1, max=256, help="Of the LoRA.")] = 16,
    options: TrainingOptions,
) -> None:
    """Train a painting LoRA.

    It learns the look of the finished pictures, then how they come to be.
    """
    from ..training.runs import train_lora
    from ..training.sequences import SequenceShards

    def work(run: Run) -> tuple[Outcome, Outcome | None] | None:
        return train_lora(run, SequenceShards(data), base, motion, reference, adapter, rank)

    stages = _do(options, work)
    _tell(stages and stages[-1], options)


@train.command(name="operation-steps")
@takes_groups_with(learning_rate=1e-5, frames=16)
def operation_steps(data: Data, base: Base, *, options: TrainingOptions) -> None:
    """Train the single-frame network of Paints-UNDO.

    It starts from the folder --base: that network, or Stable Diffusion 1.5.
    """
    from ..training.runs import train_operation_steps
    from ..training.sequences import SequenceShards

    def work(run: Run) -> Outcome | None:
        return train_operation_steps(run, SequenceShards(data), base)

    _tell(_do(options, work), options)


@train.command()
@takes_groups_with(steps=5000, batch=8, learning_rate=2e-3, average=0.99, size=64, held_out=8)
def autoencoder(
    pictures: Annotated[
        Path,
        typer.Argument(metavar="PICTURES", help="Folder of pictures; --size is the short side."),
    ],
    *,
    width: Annotated[
        int, typer.Option("--width", min=8, help="Channels of the first layers.")
    ] = 16,
    cutting: Annotated[int, typer.Option("--cutting", help="Side of what is cut out.")] = 64,
    options: TrainingOptions,
) -> None:
    """Train a small autoencoder from scratch.

    It is the first part of a model of your own.
    """
    from ..training.runs import train_autoencoder

    if width % 8 or cutting % 8 or not 8 <= cutting <= options.size:
        raise Failure(
            "Width and cutting must be multiples of 8, and the cutting no larger than the size.",
            BAD_INPUT,
        )
    _tell(
        _do(options, lambda run: train_autoencoder(run, pictures, width, cutting)),
        options,
    )


@train.command()
@takes_groups_with(steps=5000, batch=4, learning_rate=5e-4, average=0.995, size=64, save_every=250)
def whole(
    data: Data,
    coders: Annotated[Path, typer.Option("--coders", help="Folder of `train autoencoder`.")],
    *,
    channels: Annotated[
        str, typer.Option("--channels", help="Of the four resolutions, multiples of 32.")
    ] = "64,96,128,128",
    options: TrainingOptions,
) -> None:
    """Train a small model of your own from scratch.

    All its networks are trained at once, on the coders of `train autoencoder`.
    """
    from ..training.runs import train_whole
    from ..training.sequences import SequenceShards

    widths = _widths(channels)

    def work(run: Run) -> Outcome | None:
        return train_whole(run, SequenceShards(data), coders, widths)

    _tell(_do(options, work), options)


def _widths(channels: str) -> tuple[int, ...]:
    words = channels.split(",")
    widths = tuple(int(word) for word in words if word.strip().isdigit())
    if len(widths) != 4 or len(words) != 4 or any(width % 32 or not width for width in widths):
        raise Failure(
            f"{channels!r} are no four multiples of 32, such as 64,96,128,128.", BAD_INPUT
        )
    return widths


def _do(options: TrainingOptions, work: Callable[[Run], Result]) -> Result:
    """Do a training as the options say. Raises Failure."""
    from ..models.problem import ModelProblem
    from ..training.clips import Coding
    from ..training.course import Course
    from ..training.problem import TrainingProblem
    from ..training.runs import Run, arithmetic_of
    from ..training.sequences import UnreadableShards
    from ..training.stopping import Stop, stopped_by_signals
    from .training_report import training_reporter

    if options.arithmetic not in (AUTO, "no", "fp16", "bf16"):
        raise Failure("The arithmetic is one of no, fp16, bf16 and auto.", BAD_INPUT)
    try:
        arithmetic = cast("Arithmetic", options.arithmetic)
        course = Course(
            steps=options.steps,
            batch=options.batch,
            accumulation=options.accumulate,
            learning_rate=options.learning_rate,
            average=options.average,
            seed=options.seed,
            arithmetic=arithmetic_of(options.cpu) if options.arithmetic == AUTO else arithmetic,
            checkpointing=options.gradient_checkpointing,
            save_every=options.save_every,
            preview_every=options.preview_every,
        )
        coding = Coding(options.frames, options.size)
        with stopped_by_signals(Stop()) as stop, training_reporter(options.as_json) as reporter:
            return work(
                Run(course, coding, options.out, reporter, stop, options.held_out, options.cpu)
            )
    except (TrainingProblem, ModelProblem, UnreadableShards) as problem:
        raise Failure(str(problem), BAD_INPUT) from problem


def _tell(outcome: Outcome | None, options: TrainingOptions) -> None:
    from .training_report import tell_result

    if outcome is None or outcome.stopped:
        after = f" after step {outcome.step}" if outcome else ""
        raise Failure(
            f"Stopped{after}; what was learnt is kept in {options.out}, and the same command goes "
            "on from there.",
            INTERRUPTED,
        )
    sentences = [f"trained: {options.out} ({outcome.step} steps)"]
    before, after = outcome.held_out_before, outcome.held_out_after
    if before is not None and after is not None:
        sentences.append(f"held-out loss: {before:.4f} before, {after:.4f} after")
    tell_result(
        options.as_json,
        sentences,
        folder=str(options.out),
        steps=outcome.step,
        held_out_before=before,
        held_out_after=after,
    )
