"""`pentimento recordings`: a painter's own recordings, made into sequences to learn from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from .command_group import command_group
from .failure import BAD_INPUT, INTERRUPTED, JOB_FAILED, Failure

recordings = command_group("Bring in recordings to learn from.")


@recordings.callback()
def _describe() -> None:
    """Bring in recordings to learn from."""


@recordings.command("import")
def import_recordings(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE", help="Recorder folders, videos, kra, ora and psd documents."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for sequences and contact sheets.")],
    frames: Annotated[
        int, typer.Option("--frames", min=2, max=64, help="Frames of a sequence.")
    ] = 8,
    size: Annotated[
        int, typer.Option("--size", min=64, max=2048, help="Longest side in pixels, at most.")
    ] = 512,
    name: Annotated[
        str, typer.Option("--name", help="What to call them: letters, digits, - and _.")
    ] = "recording",
    caption: Annotated[
        str, typer.Option("--caption", help="What they show; their names if left out.")
    ] = "",
) -> None:
    """Make a sequence of each recording, and a contact sheet.

    The sheet is there to check it by. The canvas is found and cut out, idle time and undone strokes
    are left out, mirrored, zoomed and moved views are set right.
    """
    from ..exports.writing import CannotWrite
    from ..training.recordings import Collection, UnusableRecording, Wish, find_recordings
    from ..training.recordings.collection import InvalidName
    from .counting_bar import CountingBar

    try:
        found = find_recordings(sources)
        collection = Collection(out, name)
        with CountingBar("importing", len(found)) as bar:
            wish = Wish(frames, size)
            for number, recording in enumerate(found):
                told = collection.add(recording, wish, caption, partial(bar.reach, number))
                bar.reach(number, 0.0)
                bar.advance(1, told)
        places = collection.finish()
    except (UnusableRecording, InvalidName) as problem:
        raise Failure(str(problem), BAD_INPUT) from None
    except CannotWrite as problem:
        raise Failure(f"{problem} Make room and run it again.", JOB_FAILED) from None
    except KeyboardInterrupt:
        raise Failure("Interrupted; nothing was written.", INTERRUPTED) from None
    for what, place in places.items():
        typer.echo(f"{what}: {place}")
