"""`pentimento inbetween`: what lies between these states of a canvas?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol import limits

from .failure import BAD_INPUT, Failure
from .option_groups import takes_groups
from .question_options import Engine, Frames, PaintingOptions
from .result_options import ResultOptions


@takes_groups
def inbetween(
    images: Annotated[
        list[Path],
        typer.Argument(metavar="IMAGE", help="Two or more states of one size, the earliest first."),
    ],
    *,
    engine: Engine = "procedural",
    frames: Frames = 24,
    painting: PaintingOptions,
    results: ResultOptions,
) -> None:
    """Show what could lie between states of one canvas.

    The states are spread evenly over the process. Without --out, --video, --kra, --contact-sheet
    or --strokes, the frames go into a folder NAME_process in the current folder, named by the first
    state.
    """
    from ..engines.interface import falling_steps
    from .question import Settings, ask

    if not 2 <= len(images) <= limits.MAX_GIVENS:
        raise Failure(
            f"inbetween takes 2 to {limits.MAX_GIVENS} images, not {len(images)}.", BAD_INPUT
        )
    wanted = results.wanted().or_folder(images[0].stem)
    settings = Settings.of(painting, engine, frames)
    states = list(zip(images, falling_steps(len(images)), strict=True))
    ask("inbetween", states, settings, wanted, results.as_json)
