"""Canvases (RGBA arrays) as images of the wire and of the store (BGRA rows, deflated)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

from pentimento_protocol.images import ImageHeader, decode_image, encode_image, take_payload
from pentimento_protocol.portions import Bytes

from .engines.interface import Canvas


def decode_canvas(header: ImageHeader, payloads: Sequence[bytes]) -> Canvas:
    """Return a payload as RGBA canvas (height, width, 4); raises ProtocolError."""
    return canvas_from_rows(
        decode_image(header, take_payload(header, payloads)), header.width, header.height
    )


def canvas_from_rows(rows: Bytes, width: int, height: int) -> Canvas:
    """Return decoded BGRA rows (width x height x 4 bytes) as RGBA canvas."""
    blue_first = np.frombuffer(rows, np.uint8).reshape(height, width, 4)
    return cv2.cvtColor(blue_first, cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)


def encode_canvas(canvas: NDArray[Any], payload: int = 0) -> tuple[ImageHeader, bytes]:
    """Return header and payload of an RGBA canvas (height, width, 4), uint8.

    `payload` is its place among the message's payloads. Raises ProtocolError beyond the limits.
    """
    blue_first = cv2.cvtColor(canvas, cv2.COLOR_RGBA2BGRA)
    height, width = canvas.shape[:2]
    return encode_image(blue_first.tobytes(), width, height, payload, _deflate)


def _deflate(pixels: Bytes) -> bytes:
    # six times as fast as the standard library's zlib at the same size: docs/frame-coding.md
    return isal_zlib.compress(pixels, 1)
