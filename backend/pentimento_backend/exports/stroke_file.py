"""A process as its strokes: JSON to compute with, SVG to draw with."""

from __future__ import annotations

from pathlib import Path

from ..strokes.packing import unpacked
from .writing import write_file

ENDINGS = (".json", ".json.gz", ".svg")


def is_stroke_file(path: Path) -> bool:
    """Return whether the name of a file has one of the `ENDINGS`."""
    return path.name.lower().endswith(ENDINGS)


def write_strokes(path: Path, packed: bytes) -> None:
    """Write a packed stroke list in the format that the file's ending names.

    Raises CannotWrite, packing.DamagedStrokes.
    """
    name = path.name.lower()
    if name.endswith(".svg"):
        write_file(path, _svg(packed))
    elif name.endswith(".gz"):
        write_file(path, packed)
    else:
        write_file(path, unpacked(packed))


def _svg(packed: bytes) -> bytes:
    # reading strokes loads what only SVG needs
    from ..strokes.reading import read_strokes  # noqa: PLC0415
    from ..strokes.svg import write_svg  # noqa: PLC0415

    return write_svg(read_strokes(packed)).encode("utf-8")
