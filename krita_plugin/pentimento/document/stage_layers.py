"""Takes a process apart into layers that show it again when they lie on top of each other.

The layer of a stage holds, at each time, the pixels that differ from the last frame of the stage
before, and nothing elsewhere. Below it, the layers of earlier stages stay at their last state: so
the stack shows every frame exactly, as long as what is new is opaque.

Pixels are BGRA8 with straight alpha. The arithmetic is that of whole numbers of a few thousand
digits, one for each piece of the canvas: Krita's Python has no numpy, and this takes 4 to 27 ms a
megapixel where a loop over pixels would take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from pentimento_protocol.portions import Bytes, gathered

PIECE_PIXELS = 4096
_PIXEL = 4
_PIECE = PIECE_PIXELS * _PIXEL


def _all(word: bytes) -> int:
    return int.from_bytes(word * PIECE_PIXELS, "little")


_LOW_BYTES = _all(b"\xff\0\0\0")
_ONES = _all(b"\x01\0\0\0")
_ALPHA = _all(b"\0\0\0\xff")


class NotOpaque(Exception):
    """A later stage lays half-transparent paint over earlier one, or takes it away."""


@dataclass
class StageLayers:
    """Takes frames in their order and gives back what of each belongs on the layer of its stage."""

    _lane: int = 0
    _below: Bytes = b""
    _last: Bytes = b""

    def part(self, pixels: Bytes, lane: int) -> Bytes:
        """Return the frame's part for layer `lane`, of the frame's size; for a thread.

        Lanes rise from 0. Raises NotOpaque where the layers together could not show the frame.
        """
        if lane != self._lane:
            self._lane, self._below = lane, self._last
        self._last = pixels
        if not self._below:
            return pixels
        return gathered(_differences(pixels, self._below), len(pixels))


def _differences(pixels: Bytes, below: Bytes) -> Iterator[bytes]:
    for start in range(0, len(pixels), _PIECE):
        new, old = bytes(pixels[start : start + _PIECE]), bytes(below[start : start + _PIECE])
        yield bytes(len(new)) if new == old else _differing(new, old)


def _differing(new: bytes, old: bytes) -> bytes:
    """Return `new` where a pixel differs from `old`, zeros elsewhere."""
    new_number = int.from_bytes(new, "little")
    old_number = int.from_bytes(old, "little")
    differing = _whole_pixels(_any_byte(new_number ^ old_number))
    covered = _whole_pixels(_any_byte((old_number & _ALPHA) >> 24))
    if differing & covered & _ALPHA & ~new_number:
        raise NotOpaque
    return (new_number & differing).to_bytes(len(new), "little")


def _any_byte(number: int) -> int:
    """Return 1 for each pixel that has a byte other than 0, 0 for the others."""
    halves = number | (number >> 16)
    low = (halves | (halves >> 8)) & _LOW_BYTES
    return ((low + _LOW_BYTES) >> 8) & _ONES


def _whole_pixels(ones: int) -> int:
    """Return all bits set for each pixel of 1, none for each of 0."""
    return (ones << 8 * _PIXEL) - ones
