"""The wrapping of a stroke list: gzip, undone with a limit."""

from __future__ import annotations

import zlib

LARGEST = 1 << 30
"""Bytes of unpacked JSON beyond which a stroke list is not believed.

A canvas of 1024 x 576 takes 25 million; with larger canvases its pictures grow.
"""
_GZIP = 31
"""zlib's window bits for the gzip format alone."""


class DamagedStrokes(ValueError):
    """A stroke list is none; the text is one sentence for the painter."""


def unpacked(content: bytes) -> bytes:
    """The JSON inside gzip, in no more memory than `LARGEST`; raises DamagedStrokes."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        text = unpacker.decompress(content, LARGEST + 1)
    except zlib.error:
        raise DamagedStrokes("The stroke list is damaged: paint again.") from None
    if len(text) > LARGEST:
        raise DamagedStrokes("The stroke list is too large to be one: paint again.")
    if not unpacker.eof or unpacker.unused_data:
        raise DamagedStrokes("The stroke list is damaged or cut off: paint again.")
    return text
