"""`pentimento reconstruct`: how could this finished canvas have been painted?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .question_options import Engine, EngineOptions, Frames, Order, Prompt, Seed, Size, StartHere
from .result_options import Json, Kra, Out, Sheet, Strokes, Video


def reconstruct(
    image: Annotated[Path, typer.Argument(help="A png, jpg, webp, kra, ora or psd file.")],
    prompt: Prompt = None,
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
    """Reconstruct how IMAGE could have been painted.

    Without --out, --video, --kra, --contact-sheet or --strokes, the frames go into a folder
    NAME_process in the current folder.
    """
    from .question import Settings, ask
    from .results import Wanted

    wanted = Wanted(out, video, kra, contact_sheet, strokes).or_folder(image.stem)
    settings = Settings(engine, frames, seed, size, option or [], start_here, order, prompt)
    ask("reconstruct", [(image, 0)], settings, wanted, as_json)
