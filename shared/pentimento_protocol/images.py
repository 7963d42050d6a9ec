"""Lossless coding of canvases for the wire and for the store.

One codec: BGRA rows of eight bits with straight alpha (the bytes of Krita's own RGBA/U8 pixels and
of Qt's Format_ARGB32), in a zlib stream. docs/frame-coding.md holds the measurements behind the
choice: the plugin may use nothing but the standard library, and zlib releases Python's lock, so
Krita's own thread goes on while a frame is decoded.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Callable, Literal, Sequence, Tuple

from . import limits
from .portions import Bytes, inflated
from .wire import ProtocolError, limited

Codec = Literal["bgra8+deflate"]
CODEC: Codec = "bgra8+deflate"


def deflate(pixels: Bytes) -> bytes:
    """Return `pixels` deflated, for frames that travel far or are kept."""
    return zlib.compress(pixels, 1)


def store(pixels: Bytes) -> bytes:
    """Return `pixels` as a deflate stream that is not compressed.

    Twelve times as fast as `deflate`: for canvases on their way to a backend on this machine.
    """
    return zlib.compress(pixels, 0)


@dataclass(frozen=True)
class ImageHeader:
    """What a header says about an image payload.

    `size` is the payload's length in bytes, `sha256` its checksum in hexadecimal, `payload` its
    place among the message's payloads (0 is the first after the header).
    """

    codec: Codec
    width: int = limited(1, limits.MAX_IMAGE_SIDE)
    height: int = limited(1, limits.MAX_IMAGE_SIDE)
    size: int = limited(1, limits.MAX_PAYLOAD_BYTES)
    sha256: str = limited(64, 64)
    payload: int = limited(0, limits.MAX_PAYLOADS)


def encode_image(
    pixels: Bytes,
    width: int,
    height: int,
    payload: int = 0,
    compress: Callable[[Bytes], bytes] = deflate,
) -> Tuple[ImageHeader, bytes]:
    """Return header and payload of an image; `pixels` are width x height x 4 bytes, BGRA rows.

    `compress` makes the zlib stream; any level will do, `decode_image` reads them all.
    Raises ProtocolError ("too-large") for an image beyond the limits, ValueError where the number
    of bytes does not fit the size.
    """
    check_image_size(width, height)
    if len(pixels) != width * height * 4:
        raise ValueError(f"{len(pixels)} bytes are no {width}x{height} BGRA image")
    data = compress(pixels)
    digest = hashlib.sha256(data).hexdigest()
    return ImageHeader(CODEC, width, height, len(data), digest, payload), data


def decode_image(header: ImageHeader, data: Bytes) -> memoryview:
    """Return the BGRA rows of a payload (width x height x 4 bytes), which cannot be written to.

    Raises ProtocolError: "too-large" beyond the limits, "bad-payload" for a payload whose size,
    checksum or content is not what the header says. Never inflates more than the header's size.
    """
    check_image_size(header.width, header.height)
    if len(data) != header.size or hashlib.sha256(data).hexdigest() != header.sha256:
        raise ProtocolError("bad-payload", "The image payload is damaged: its checksum differs.")
    try:
        return inflated(data, header.width * header.height * 4)
    except ValueError as error:
        raise ProtocolError(
            "bad-payload", f"The payload is no image of the size that its header says: {error}."
        ) from None


def take_payload(header: ImageHeader, payloads: Sequence[Bytes]) -> Bytes:
    """Return the payload that `header` points to; raises ProtocolError where there is none."""
    if header.payload >= len(payloads):
        raise ProtocolError("bad-payload", "The header names an image that was not sent.")
    data = payloads[header.payload]
    if len(data) != header.size:
        raise ProtocolError("bad-payload", "An image payload has not the size its header says.")
    return data


def check_image_size(width: int, height: int) -> None:
    """Raise ProtocolError ("too-large") for a canvas outside the limits, with advice."""
    if width < 1 or height < 1:
        raise ProtocolError("bad-payload", "The canvas is empty: it has no pixels.")
    if (
        width > limits.MAX_IMAGE_SIDE
        or height > limits.MAX_IMAGE_SIDE
        or width * height > limits.MAX_IMAGE_PIXELS
    ):
        raise ProtocolError(
            "too-large",
            f"The canvas of {width}x{height} pixels is too large: Pentimento takes up to "
            f"{limits.MAX_IMAGE_PIXELS // 1_000_000} megapixels. Scale a copy down and try again.",
        )
