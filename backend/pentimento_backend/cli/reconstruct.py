"""`pentimento reconstruct`: how could this finished canvas have been painted?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .option_groups import takes_groups
from .question_options import Engine, Frames, PaintingOptions, Prompt, WishOptions
from .result_options import ResultOptions


@takes_groups
def reconstruct(
    image: Annotated[
        Path, typer.Argument(metavar="IMAGE", help="A png, jpg, webp, kra, ora or psd file.")
    ],
    *,
    prompt: Prompt = None,
    engine: Engine = "procedural",
    frames: Frames = 24,
    wishes: WishOptions,
    painting: PaintingOptions,
    results: ResultOptions,
) -> None:
    """Reconstruct how IMAGE could have been painted.

    Without --out, --video, --kra, --contact-sheet or --strokes, the frames go into a folder
    NAME_process in the current folder.
    """
    from .question import Settings, ask

    wanted = results.wanted().or_folder(image.stem)
    settings = Settings.of(painting, engine, frames, wishes, prompt)
    ask("reconstruct", [(image, 0)], settings, wanted, results.as_json)
