"""The options that say how to paint, the same for every command that asks for a process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol import limits

Engine = Annotated[str, typer.Option("--engine", help="See `pentimento engines`.")]
Frames = Annotated[
    int,
    typer.Option("--frames", min=1, max=limits.MAX_FRAMES, help="How many frames to make."),
]
Prompt = Annotated[
    str | None,
    typer.Option("--prompt", help="What the picture shows, in words, for engines that read."),
]
EngineOptions = Annotated[
    list[str] | None,
    typer.Option("--option", help="NAME=VALUE for the engine; see `pentimento engines`."),
]


@dataclass(frozen=True)
class PaintingOptions:
    """How to paint, whatever is asked."""

    seed: Annotated[
        int,
        typer.Option(
            "--seed", min=0, max=limits.MAX_SEED, help="Another seed paints in another order."
        ),
    ] = 0
    size: Annotated[
        str,
        typer.Option(
            "--size", help="Long side of the frames in pixels, or `canvas` for full size."
        ),
    ] = "canvas"
    option: EngineOptions = None


@dataclass(frozen=True)
class WishOptions:
    """What shall come first; see order_wish."""

    start_here: Annotated[
        Path | None,
        typer.Option("--start-here", help="A picture of the canvas's size, white where to begin."),
    ] = None
    order: Annotated[
        Path | None,
        typer.Option(
            "--order",
            help="A picture of the canvas's size: bright is painted first, black left to chance.",
        ),
    ] = None
