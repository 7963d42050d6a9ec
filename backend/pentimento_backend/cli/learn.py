"""`pentimento learn`: a painter's own process, from recordings to a style of the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .failure import BAD_INPUT, INTERRUPTED, Failure
from .result_options import Json

FROM_US = 0


def learn(
    recordings: Annotated[
        list[Path],
        typer.Argument(metavar="RECORDING", help="Recorder folders, videos, layered documents."),
    ],
    name: Annotated[str, typer.Option("--name", help="What the style is to be called.")],
    base_style: Annotated[
        str, typer.Option("--base-style", help="Published style to build on, or own.")
    ] = "character",
    base_model: Annotated[
        Path | None, typer.Option("--base-model", help="For own: a diffusers folder.")
    ] = None,
    motion_module: Annotated[
        Path | None, typer.Option("--motion-module", help="For own: its motion modules.")
    ] = None,
    reference_network: Annotated[
        Path | None, typer.Option("--reference-network", help="For own: its reference network.")
    ] = None,
    steps: Annotated[
        int, typer.Option("--steps", min=0, help="Steps of each of two stages; 0 for ours.")
    ] = FROM_US,
    rank: Annotated[int, typer.Option("--rank", min=0, max=256, help="Of the LoRA.")] = FROM_US,
    size: Annotated[
        int, typer.Option("--size", min=0, max=1024, help="Long side in pixels; 0 for ours.")
    ] = FROM_US,
    memory_budget: Annotated[
        float, typer.Option("--memory-budget", min=0.0, help="In GB; 0 for what is free.")
    ] = 0.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="What is left to chance.")] = 0,
    cpu: Annotated[bool, typer.Option("--cpu", help="Leave a GPU alone.")] = False,
    as_json: Json = False,
) -> None:
    """Learn from recordings how a painter works.

    The result is a style of the engine process-painter. Ctrl-C keeps what is learnt; the same
    command goes on.
    """
    from ..models.problem import ModelProblem
    from ..training.learning import Lesson
    from ..training.learning import learn as learn_lesson
    from ..training.problem import TrainingProblem
    from ..training.stopping import Stop, stopped_by_signals
    from ..training.style_folder import Ground
    from .training_report import tell_result, training_reporter

    if size % 64:
        raise Failure("The size must be a multiple of 64, or 0.", BAD_INPUT)
    lesson = Lesson(
        name=name,
        recordings=tuple(recordings),
        ground=Ground(
            base_style,
            _full(base_model),
            _full(motion_module),
            reference_network=_full(reference_network),
        ),
        steps=steps,
        rank=rank,
        size=size,
        memory_budget=memory_budget,
        seed=seed,
        on_cpu=cpu,
    )
    stop = Stop()
    try:
        with stopped_by_signals(stop), training_reporter(as_json) as reporter:
            sentence = learn_lesson(lesson, reporter, stop)
    except (TrainingProblem, ModelProblem) as problem:
        raise Failure(str(problem), BAD_INPUT) from problem
    if stop.is_wished:
        raise Failure(sentence, INTERRUPTED)
    tell_result(as_json, [sentence], sentence=sentence)


def _full(path: Path | None) -> str:
    return "" if path is None else str(path.expanduser().absolute())
