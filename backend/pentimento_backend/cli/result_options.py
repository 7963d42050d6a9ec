"""The options that say where results go, the same for every command that has results."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from .results import Wanted

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines for programs.")]


@dataclass(frozen=True)
class ResultOptions:
    """Which results are wanted, and how progress is told."""

    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for frame_0000.png ... and process.json.")
    ] = None
    video: Annotated[
        Path | None, typer.Option("--video", help="Write a video (.mp4, .webm or .gif).")
    ] = None
    kra: Annotated[
        Path | None, typer.Option("--kra", help="Write a Krita document with an animated layer.")
    ] = None
    contact_sheet: Annotated[
        Path | None, typer.Option("--contact-sheet", help="Write all frames as one picture (.png).")
    ] = None
    strokes: Annotated[
        Path | None, typer.Option("--strokes", help="Write the strokes (.json, .json.gz or .svg).")
    ] = None
    as_json: Json = False

    def wanted(self) -> Wanted:
        """Return the places of the results."""
        from .results import Wanted

        return Wanted(self.out, self.video, self.kra, self.contact_sheet, self.strokes)
