"""The options that all trainings share, and how a command takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

AUTO = "auto"


@dataclass(frozen=True)
class TrainingOptions:
    """What a training runs with; the defaults are those of the published one, for a large GPU."""

    out: Annotated[
        Path, typer.Option("--out", help="Folder of the training; one begun there goes on.")
    ]
    steps: Annotated[int, typer.Option("--steps", min=1, help="Training steps.")] = 100_000
    batch: Annotated[
        int, typer.Option("--batch", min=1, help="Sequences that are computed together.")
    ] = 1
    accumulate: Annotated[
        int, typer.Option("--accumulate", min=1, help="Batches that make one step.")
    ] = 1
    learning_rate: Annotated[float, typer.Option("--learning-rate", help="Of AdamW.")] = 2e-5
    average: Annotated[
        float, typer.Option("--average", help="Weight of the past in the weights that are kept.")
    ] = 0.0
    frames: Annotated[
        int, typer.Option("--frames", min=2, max=24, help="Frames of each sequence.")
    ] = 8
    size: Annotated[int, typer.Option("--size", min=64, max=1024, help="Long side in pixels.")] = (
        512
    )
    held_out: Annotated[
        int, typer.Option("--held-out", min=0, help="Sequences that are only measured with.")
    ] = 16
    arithmetic: Annotated[
        str, typer.Option("--arithmetic", help="no (float32), fp16, bf16, or auto.")
    ] = AUTO
    gradient_checkpointing: Annotated[
        bool, typer.Option("--gradient-checkpointing", help="Less memory, a third more time.")
    ] = False
    save_every: Annotated[
        int, typer.Option("--save-every", min=1, help="Steps between two saves.")
    ] = 1000
    preview_every: Annotated[
        int, typer.Option("--preview-every", min=1, help="Steps between two previews.")
    ] = 1000
    seed: Annotated[int, typer.Option("--seed", min=0, help="What is left to chance.")] = 0
    cpu: Annotated[bool, typer.Option("--cpu", help="Leave a GPU alone.")] = False
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines for programs.")] = False


def with_training_options(
    **defaults: Any,  # noqa: ANN401 (of the option's type)
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take all TrainingOptions, with other defaults, as its argument `options`."""
    own = {field.name: defaults.get(field.name, field.default) for field in fields(TrainingOptions)}

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        shared = get_type_hints(TrainingOptions, include_extras=True)

        @wraps(command)
        def wrapped(**given: Any) -> None:  # noqa: ANN401
            options = TrainingOptions(**{name: given.pop(name) for name in own})
            command(**given, options=options)

        parameters = [
            parameter.replace(annotation=hints[name])
            for name, parameter in inspect.signature(command).parameters.items()
            if name != "options"
        ]
        for name, default in own.items():
            parameters.append(
                inspect.Parameter(
                    name,
                    inspect.Parameter.KEYWORD_ONLY,
                    default=inspect.Parameter.empty if default is MISSING else default,
                    annotation=shared[name],
                )
            )
        # typer reads both; the order is that of `--help`
        needed_first = sorted(parameters, key=lambda one: one.default is not one.empty)
        wrapped.__signature__ = inspect.Signature(  # pyright: ignore[reportAttributeAccessIssue]
            [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in needed_first]
        )
        wrapped.__annotations__ = {one.name: one.annotation for one in needed_first}
        return wrapped

    return wrap
