"""The way into every painter's file: look at its first bytes, pick the reader, read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from ..engines.interface import Canvas, Layer
from . import krita, openraster, picture
from .archive import Archive
from .artwork import Artwork, Flaw, SourceFormat, refusing

_Contents = tuple[Canvas, tuple[Layer, ...]]

_SIGNATURES: tuple[tuple[bytes, int, SourceFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"\xff\xd8\xff", 0, "jpeg"),
    (b"WEBP", 8, "webp"),
    (b"8BPS", 0, "photoshop"),
)
_LONGEST_SIGNATURE = 12


def read_artwork(path: str | Path) -> Artwork:
    """Read a png, jpg, webp, kra, ora or psd file, whatever its name ends in.

    Sizes are checked before anything is decoded. Raises UnreadableArtwork with one sentence for
    whatever cannot be read: no such file, another kind of file, damaged, too large.
    """
    path = Path(path)
    with refusing(path):
        source_format = _recognise(path)
        canvas, layers = _READERS[source_format](path)
    return Artwork(canvas, layers, source_format, path.name)


def _recognise(path: Path) -> SourceFormat:
    if not path.exists():
        raise Flaw(f"there is no such file ({path})")
    if path.is_dir():
        raise Flaw("it is a folder; name a file in it")
    if not path.is_file():
        raise Flaw("it is no ordinary file")
    with path.open("rb") as file:
        start = file.read(_LONGEST_SIGNATURE)
    if not start:
        raise Flaw("the file is empty")
    for signature, offset, source_format in _SIGNATURES:
        if start[offset : offset + len(signature)] == signature:
            return source_format
    if start.startswith(b"PK") and zipfile.is_zipfile(path):
        return _recognise_archive(path)
    if start.startswith(b"PK\x03\x04"):
        raise Flaw("it is cut short or damaged")
    raise Flaw("it is no png, jpg, webp, kra, ora or psd picture; save it as one of these")


def _recognise_archive(path: Path) -> SourceFormat:
    with Archive(path) as archive:
        if archive.has("maindoc.xml"):
            return "krita"
        if archive.has("stack.xml"):
            return "openraster"
    raise Flaw("it is a zip file, but neither a Krita (kra) nor an OpenRaster (ora) document")


def _read_picture(path: Path) -> _Contents:
    with path.open("rb") as file:
        return picture.read_picture(file), ()


def _read_photoshop(path: Path) -> _Contents:
    from . import photoshop  # noqa: PLC0415 - psd-tools takes as long to load as all the rest

    return photoshop.read_photoshop(path)


_READERS: dict[SourceFormat, Callable[[Path], _Contents]] = {
    "png": _read_picture,
    "jpeg": _read_picture,
    "webp": _read_picture,
    "openraster": openraster.read_openraster,
    "krita": krita.read_krita,
    "photoshop": _read_photoshop,
}
