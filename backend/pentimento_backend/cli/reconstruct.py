"""`pentimento reconstruct`: how could this finished canvas have been painted?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.messages import EngineDescription, JobList, ListJobs

from .engines import parse_options
from .failure import BAD_INPUT, Failure
from .following import Link, cancelled_on_interrupt, submit
from .reporting import reporter_for
from .result_options import Json, Kra, Out, Sheet, Video

SMALLEST_SIDE = 16


def reconstruct(
    image: Annotated[Path, typer.Argument(help="A png, jpg, webp, kra, ora or psd file.")],
    engine: Annotated[str, typer.Option(help="See `pentimento engines`.")] = "procedural",
    frames: Annotated[
        int, typer.Option(min=1, max=limits.MAX_FRAMES, help="How many frames to make.")
    ] = 24,
    seed: Annotated[
        int, typer.Option(min=0, max=limits.MAX_SEED, help="Another seed paints in another order.")
    ] = 0,
    size: Annotated[
        str, typer.Option(help="Long side of the frames in pixels, or `canvas` for full size.")
    ] = "canvas",
    option: Annotated[
        list[str] | None,
        typer.Option(help="NAME=VALUE for the engine; see `pentimento engines`."),
    ] = None,
    out: Out = None,
    video: Video = None,
    kra: Kra = None,
    contact_sheet: Sheet = None,
    as_json: Json = False,
) -> None:
    """Reconstruct how IMAGE could have been painted.

    Without --out, --video, --kra or --contact-sheet, the frames go into a folder
    NAME_process in the current folder.
    """
    if not any((out, video, kra, contact_sheet)):
        out = Path(f"{image.stem}_process")
    from ..documents.artwork import UnreadableArtwork
    from ..documents.reading import read_artwork
    from .results import Wanted, open_and_close, receive
    from .submission import reconstruct_submission, scaled_artwork

    wanted = Wanted(out, video, kra, contact_sheet)
    wanted.check()
    side = _side(size)

    try:
        artwork = read_artwork(image)
    except UnreadableArtwork as problem:
        raise Failure(str(problem), BAD_INPUT) from None
    if side is not None:
        artwork = scaled_artwork(artwork, side)
    open_and_close(wanted)
    reporter = reporter_for(as_json, frames)
    link = Link(reporter.say)
    options = parse_options(option or [], _description(link, engine))
    message, payloads = reconstruct_submission(artwork, engine, frames, seed, options)
    with cancelled_on_interrupt(message.job):
        submit(link, message, payloads)
        summaries = link.ask(ListJobs(new_id()), JobList).jobs
    receive(link, next(job for job in summaries if job.job == message.job), wanted, reporter)


def _side(size: str) -> int | None:
    if size == "canvas":
        return None
    if not size.isdecimal() or not SMALLEST_SIDE <= int(size) <= limits.MAX_IMAGE_SIDE:
        raise Failure(
            f"--size takes `canvas` or a number of pixels from {SMALLEST_SIDE} to "
            f"{limits.MAX_IMAGE_SIDE}, not {size!r}.",
            BAD_INPUT,
        )
    return int(size)


def _description(link: Link, name: str) -> EngineDescription:
    known = [] if link.client.welcome is None else link.client.welcome.engines
    for engine in known:
        if engine.name == name:
            return engine
    names = ", ".join(engine.name for engine in known)
    raise Failure(f"There is no engine {name!r}; there is: {names}.", BAD_INPUT)
