"""`pentimento imagine`: how would this idea be painted?"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from pentimento_protocol import limits

from .option_groups import takes_groups
from .question_options import Frames, PaintingOptions
from .result_options import ResultOptions

SQUARE = 512
LONGEST_NAME = 40


@takes_groups
def imagine(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is painted, in words.")],
    *,
    engine: Annotated[
        str | None,
        typer.Option("--engine", help="See `pentimento engines`; the first that can unless said."),
    ] = None,
    frames: Frames = 8,
    width: Annotated[
        int,
        typer.Option(
            "--width", min=16, max=limits.MAX_IMAGE_SIDE, help="Of the canvas, in pixels."
        ),
    ] = SQUARE,
    height: Annotated[
        int,
        typer.Option(
            "--height", min=16, max=limits.MAX_IMAGE_SIDE, help="Of the canvas, in pixels."
        ),
    ] = SQUARE,
    painting: PaintingOptions,
    results: ResultOptions,
) -> None:
    """Imagine how what TEXT says could be painted.

    Without --out, --video, --kra, --contact-sheet or --strokes, the frames go into a folder
    WORDS_process in the current folder.
    """
    from .failure import BAD_INPUT, Failure
    from .question import Settings, long_side, send
    from .submission import Subject

    text = text.strip()
    if not text:
        raise Failure("Say in words what is painted.", BAD_INPUT)
    side = long_side(painting.size) or max(width, height)
    scale = side / max(width, height)
    wanted = results.wanted().or_folder(_file_name(text))
    wanted.check()
    subject = Subject(text, max(1, round(width * scale)), max(1, round(height * scale)))
    settings = Settings.of(painting, engine, frames, prompt=text)
    send("imagine", subject, settings, wanted, results.as_json)


def _file_name(text: str) -> str:
    """Return the first words of a text as the name of a file, on every system."""
    name = "_".join(re.findall(r"\w+", text.lower()))[:LONGEST_NAME].strip("_")
    return name or "imagined"
