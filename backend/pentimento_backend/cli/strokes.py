"""`pentimento strokes`: one operation step from a saved stroke list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..strokes.packing import LARGEST
from .failure import BAD_INPUT, Failure


def strokes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A stroke list, .json or .json.gz.")],
    step: Annotated[
        int, typer.Option("--step", min=0, max=999, help="Operation step: 999 first marks, 0 done.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The picture to write (.png).")],
) -> None:
    """Paint one operation step from a saved list of strokes."""
    from ..exports.writing import CannotWrite, check_writable, write_file
    from ..imaging.png import encode_png
    from ..strokes.reading import read_strokes

    if out.suffix.lower() != ".png":
        raise Failure(f"{out} must end in .png.", BAD_INPUT)
    try:
        check_writable(out)
        picture = read_strokes(_content(file)).picture(step)
        write_file(out, encode_png(picture))
    except (CannotWrite, ValueError) as problem:
        raise Failure(str(problem), BAD_INPUT) from None
    typer.echo(f"picture: {out}")


def _content(file: Path) -> bytes:
    """Return what a file holds, or the beginning of one that is too large; raises Failure."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.", BAD_INPUT) from None
