"""The colour spaces of Krita's layers, and how their raw pixels become RGBA."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from ..engines.interface import Canvas
from .colour_profile import in_srgb
from .krita_tiles import TileBytes


@dataclass(frozen=True)
class ColourSpace:
    """How a pixel lies in memory: colour channels in Pillow's order for `mode`, then alpha."""

    mode: str
    channels: tuple[int, ...]
    bytes_per_channel: int

    @property
    def pixel_size(self) -> int:
        """Bytes of one pixel, alpha included."""
        return (len(self.channels) + 1) * self.bytes_per_channel


_BLUE_FIRST = (2, 1, 0)

COLOUR_SPACES = {
    "RGBA": ColourSpace("RGB", _BLUE_FIRST, 1),
    "RGBA16": ColourSpace("RGB", _BLUE_FIRST, 2),
    "GRAYA": ColourSpace("L", (0,), 1),
    "GRAYAU16": ColourSpace("L", (0,), 2),
    "CMYK": ColourSpace("CMYK", (0, 1, 2, 3), 1),
    "CMYKAU16": ColourSpace("CMYK", (0, 1, 2, 3), 2),
}
"""Those that are read, under the names in maindoc.xml. Float and Lab layers are not."""


def canvas_of(pixels: TileBytes, space: ColourSpace, profile: bytes | None) -> Canvas:
    """Convert raw pixels (height x width x `space.pixel_size` bytes) to sRGB RGBA, uint8.

    16-bit channels are rounded to 8 before their profile is applied.
    """
    values = _eight_bit(pixels) if space.bytes_per_channel == 2 else pixels
    colours = np.ascontiguousarray(values[..., list(space.channels)])
    if space.mode == "L":
        colours = colours[..., 0]
    picture = Image.fromarray(colours, space.mode)
    canvas = np.empty((*pixels.shape[:2], 4), np.uint8)
    canvas[..., :3] = np.asarray(in_srgb(picture, profile))
    canvas[..., 3] = values[..., -1]
    return canvas


def _eight_bit(pixels: TileBytes) -> TileBytes:
    values = np.ascontiguousarray(pixels).view("<u2").astype(np.uint32)
    return ((values + 128) // 257).astype(np.uint8)
