"""A process as its strokes: JSON to compute with, SVG to draw with."""

from __future__ import annotations

import zlib
from pathlib import Path

from .writing import write_file

ENDINGS = (".json", ".json.gz", ".svg")
BY_PRODUCT = "strokes.json.gz"
"""Name of the by-product in which an engine keeps its strokes, as packed JSON."""

LARGEST_JSON = 2_000_000_000
"""Bytes of unpacked JSON beyond which a stroke list is not believed."""


class DamagedStrokes(Exception):
    """A stroke list is none; the text is one sentence for the painter."""


def is_stroke_file(path: Path) -> bool:
    """Return whether the name of a file has one of the `ENDINGS`."""
    return path.name.lower().endswith(ENDINGS)


def write_strokes(path: Path, packed: bytes) -> None:
    """Write a packed stroke list in the format that the file's ending names.

    Raises CannotWrite, DamagedStrokes.
    """
    name = path.name.lower()
    if name.endswith(".svg"):
        write_file(path, _svg(packed))
    elif name.endswith(".gz"):
        write_file(path, packed)
    else:
        write_file(path, _unpacked(packed))


def _svg(packed: bytes) -> bytes:
    from ..strokes.stroke_list import StrokeList  # noqa: PLC0415 - loads what only SVG needs

    try:
        return StrokeList.from_bytes(packed).to_svg().encode("utf-8")
    except ValueError as problem:
        raise DamagedStrokes(str(problem)) from None


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(packed, LARGEST_JSON)
    except zlib.error:
        raise DamagedStrokes("The engine's stroke list is damaged: paint again.") from None
    if not unpacker.eof:
        raise DamagedStrokes("The engine's stroke list is cut off or too large: paint again.")
    return content
