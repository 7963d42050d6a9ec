"""Fast PNG with text in it.

OpenCV at level 1 with run lengths is the fastest way to a PNG that was measured (70 ms for
1024 x 1024, 500 ms for 2480 x 3508, smaller than plain level 1); it writes no text chunks, so
these are put in afterwards.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

import cv2

from ..engines.interface import Canvas

_SETTINGS = (
    cv2.IMWRITE_PNG_COMPRESSION,
    1,
    cv2.IMWRITE_PNG_STRATEGY,
    cv2.IMWRITE_PNG_STRATEGY_RLE,
)
_HEADER_END = 8 + 25
"""The signature, and the header chunk, which has a fixed length."""


def encode_png(image: Canvas, texts: Mapping[str, str] | None = None) -> bytes:
    """Encode an RGBA canvas losslessly; `texts` go into it as international text chunks.

    A canvas that is opaque everywhere is stored without alpha. Keys are 1 to 79 Latin characters.
    """
    opaque = bool((image[..., 3] == 255).all())
    order = cv2.COLOR_RGBA2BGR if opaque else cv2.COLOR_RGBA2BGRA
    done, encoded = cv2.imencode(".png", cv2.cvtColor(image, order), _SETTINGS)
    if not done:
        raise ValueError(f"OpenCV could not encode an image of shape {image.shape}.")
    data = encoded.tobytes()
    chunks = [_text_chunk(key, text) for key, text in (texts or {}).items()]
    return b"".join([data[:_HEADER_END], *chunks, data[_HEADER_END:]])


def _text_chunk(key: str, text: str) -> bytes:
    not_packed, no_language = b"\0\0", b"\0\0"
    content = b"iTXt" + key.encode("latin-1") + b"\0" + not_packed + no_language + text.encode()
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
