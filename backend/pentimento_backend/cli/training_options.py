"""The options that all trainings share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

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
    learning_rate: Annotated[float, typer.Option("--learning-rate", min=0.0, help="Of AdamW.")] = (
        2e-5
    )
    average: Annotated[
        float,
        typer.Option(
            "--average", min=0.0, max=1.0, help="Weight of the past in the weights that are kept."
        ),
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
