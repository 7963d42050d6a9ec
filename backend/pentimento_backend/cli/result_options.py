"""The options that say where results go, the same for every command that has results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Out = Annotated[
    Path | None, typer.Option("--out", help="Folder for frame_0000.png ... and process.json.")
]
Video = Annotated[Path | None, typer.Option("--video", help="Write a video (.mp4, .webm or .gif).")]
Kra = Annotated[
    Path | None, typer.Option("--kra", help="Write a Krita document with an animated layer.")
]
Sheet = Annotated[
    Path | None, typer.Option("--contact-sheet", help="Write all frames as one picture (.png).")
]
Strokes = Annotated[
    Path | None, typer.Option("--strokes", help="Write the strokes (.json, .json.gz or .svg).")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON lines for programs.")]
