"""Writes Krita's layer files; the reader in documents/krita_tiles.py tells what is in them."""

from __future__ import annotations

import cv2
import lzf
import numpy as np
from numpy.typing import NDArray

from ..engines.interface import Canvas

TILE = 64
_CHANNELS = 4
_TILE_BYTES = TILE * TILE * _CHANNELS
_PLAIN, _PACKED = b"\0", b"\1"

DEFAULT_PIXEL = bytes(_CHANNELS)
"""Fully transparent: what a layer consists of where no tile is."""


def layer_file(image: Canvas) -> bytes:
    """Return a canvas as layer file: BGRA tiles, packed where that helps, none where all is 0."""
    blue_first = cv2.cvtColor(image, cv2.COLOR_RGBA2BGRA).astype(np.uint8, copy=False)
    height, width = image.shape[:2]
    tiles = [
        _tile(blue_first[y : y + TILE, x : x + TILE], x, y)
        for y in range(0, height, TILE)
        for x in range(0, width, TILE)
    ]
    present = [tile for tile in tiles if tile]
    head = (
        f"VERSION 2\nTILEWIDTH {TILE}\nTILEHEIGHT {TILE}\n"
        f"PIXELSIZE {_CHANNELS}\nDATA {len(present)}\n"
    )
    return b"".join([head.encode("ascii"), *present])


def _tile(pixels: NDArray[np.uint8], x: int, y: int) -> bytes:
    """Return one tile with its line of text; nothing for one of default pixels."""
    if not pixels.any():
        return b""
    if pixels.shape != (TILE, TILE, _CHANNELS):
        whole = np.zeros((TILE, TILE, _CHANNELS), np.uint8)
        whole[: pixels.shape[0], : pixels.shape[1]] = pixels
        pixels = whole
    planes = np.ascontiguousarray(pixels.transpose(2, 0, 1)).tobytes()
    packed = lzf.compress(planes, _TILE_BYTES - 1)
    content = _PACKED + packed if packed else _PLAIN + np.ascontiguousarray(pixels).tobytes()
    return f"{x},{y},LZF,{len(content)}\n".encode("ascii") + content
