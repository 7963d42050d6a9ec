"""`pentimento complete`: how could this unfinished canvas go on?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .option_groups import takes_groups
from .question_options import Engine, Frames, PaintingOptions, Prompt, WishOptions
from .result_options import ResultOptions


@takes_groups
def complete(
    image: Annotated[
        Path,
        typer.Argument(
            metavar="IMAGE", help="The unfinished canvas: a png, jpg, webp, kra, ora or psd file."
        ),
    ],
    *,
    toward: Annotated[
        Path | None, typer.Option("--toward", help="The finish, a picture of the same size.")
    ] = None,
    prompt: Prompt = None,
    at: Annotated[
        int,
        typer.Option(
            "--at", min=1, max=999, help="How far the canvas is: 999 just begun, 1 nearly finished."
        ),
    ] = 500,
    engine: Engine = "procedural",
    frames: Frames = 24,
    wishes: WishOptions,
    painting: PaintingOptions,
    results: ResultOptions,
) -> None:
    """Show how the unfinished IMAGE could go on, to a finish.

    Without --out, --video, --kra, --contact-sheet or --strokes, the frames go into a folder
    NAME_process in the current folder.
    """
    from .question import Settings, ask

    wanted = results.wanted().or_folder(image.stem)
    settings = Settings.of(painting, engine, frames, wishes, prompt)
    pictures = [(image, at)] if toward is None else [(image, at), (toward, 0)]
    ask("complete", pictures, settings, wanted, results.as_json)
