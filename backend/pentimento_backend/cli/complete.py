"""`pentimento complete`: how could this unfinished canvas go on?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .question_options import Engine, EngineOptions, Frames, Order, Prompt, Seed, Size, StartHere
from .result_options import Json, Kra, Out, Sheet, Strokes, Video


def complete(
    image: Annotated[
        Path, typer.Argument(help="The unfinished canvas: a png, jpg, webp, kra, ora or psd file.")
    ],
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
    seed: Seed = 0,
    size: Size = "canvas",
    start_here: StartHere = None,
    order: Order = None,
    option: EngineOptions = None,
    out: Out = None,
    video: Video = None,
    kra: Kra = None,
    contact_sheet: Sheet = None,
    strokes: Strokes = None,
    as_json: Json = False,
) -> None:
    """Show how the unfinished IMAGE could go on, to a finish.

    Without --out, --video, --kra, --contact-sheet or --strokes, the frames go into a folder
    NAME_process in the current folder.
    """
    from .question import Settings, ask
    from .results import Wanted

    wanted = Wanted(out, video, kra, contact_sheet, strokes).or_folder(image.stem)
    settings = Settings(engine, frames, seed, size, option or [], start_here, order, prompt)
    pictures = [(image, at)] if toward is None else [(image, at), (toward, 0)]
    ask("complete", pictures, settings, wanted, as_json)
