"""Krita's layer files: the pixels of a paint layer, stored as tiles.

Such a file starts with lines of text: "VERSION 2", "TILEWIDTH 64", "TILEHEIGHT 64",
"PIXELSIZE n", "DATA count". Each tile follows as a line "x,y,LZF,size" and `size` bytes, of which
the first is 1 for packed (LZF over planes, one plane for each byte of a pixel) or 0 for plain
pixels. Tiles that are missing consist of the default pixel.
"""

from __future__ import annotations

from dataclasses import dataclass

import lzf
import numpy as np
from numpy.typing import NDArray

from .artwork import Flaw

_PLAIN, _PACKED = 0, 1
_LONGEST_LINE = 64
_TILE_SIDES = range(16, 257)
"""Krita's own are 64; of tiles of single pixels a small file could hold millions."""
_FAR_AWAY = 1 << 31

TileBytes = NDArray[np.uint8]
"""Raw pixels: height x width x bytes per pixel."""


@dataclass(frozen=True)
class Window:
    """A part of the plane that layers lie on, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def intersection(self, other: Window) -> Window:
        """Return what both share; its width or height is 0 where that is nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right = min(self.x + self.width, other.x + other.width)
        bottom = min(self.y + self.height, other.y + other.height)
        return Window(x, y, max(0, right - x), max(0, bottom - y))

    @property
    def empty(self) -> bool:
        """True where it holds no pixel."""
        return self.width == 0 or self.height == 0


def read_tiles(data: bytes, default_pixel: bytes, window: Window) -> tuple[Window, TileBytes]:
    """Return the part of `window` that holds pixels of a layer file, and these pixels, raw.

    It is the whole window where the default pixel is visible (its last byte, alpha, not 0).
    Raises Flaw for anything that is no layer file of this pixel size.
    """
    file = _LayerFile(data, len(default_pixel))
    tiles = file.tiles_in(window)
    pixels_at = window if default_pixel[-1] else _around(list(tiles), window)
    pixels = np.empty((pixels_at.height, pixels_at.width, len(default_pixel)), np.uint8)
    pixels[:] = np.frombuffer(default_pixel, np.uint8)
    for place, content in tiles.items():
        seen = place.intersection(pixels_at)
        tile = file.unpack(content)
        rows = slice(seen.y - place.y, seen.y - place.y + seen.height)
        columns = slice(seen.x - place.x, seen.x - place.x + seen.width)
        x, y = seen.x - pixels_at.x, seen.y - pixels_at.y
        pixels[y : y + seen.height, x : x + seen.width] = tile[rows, columns]
    return pixels_at, pixels


def _around(places: list[Window], window: Window) -> Window:
    if not places:
        return Window(window.x, window.y, 0, 0)
    x, y = min(place.x for place in places), min(place.y for place in places)
    right = max(place.x + place.width for place in places)
    bottom = max(place.y + place.height for place in places)
    return Window(x, y, right - x, bottom - y).intersection(window)


class _LayerFile:
    """Walks through the bytes of a layer file."""

    def __init__(self, data: bytes, pixel_size: int) -> None:
        self._data = data
        self._at = 0
        if self._setting("VERSION") != 2:
            raise Flaw("a layer of it was saved by a very old Krita; save it again in a newer one")
        self._width = self._setting("TILEWIDTH")
        self._height = self._setting("TILEHEIGHT")
        self._pixel_size = self._setting("PIXELSIZE")
        self._count = self._setting("DATA")
        sides_fit = self._width in _TILE_SIDES and self._height in _TILE_SIDES
        if not sides_fit or self._pixel_size != pixel_size:
            raise _damaged()

    def tiles_in(self, window: Window) -> dict[Window, bytes]:
        """Return places and contents of the tiles that lie in `window` at least in part."""
        tiles = {}
        for _ in range(self._count):
            place, content = self._next_tile()
            if not place.intersection(window).empty:
                tiles[place] = content
        return tiles

    def unpack(self, content: bytes) -> TileBytes:
        """Return a tile's pixels, height x width x bytes per pixel."""
        expected = self._width * self._height * self._pixel_size
        if content[:1] == bytes([_PACKED]):
            try:
                planes = lzf.decompress(content[1:], expected)
            except ValueError:
                raise _damaged() from None
            if planes is None or len(planes) != expected:
                raise _damaged()
            values = np.frombuffer(planes, np.uint8)
            return values.reshape(self._pixel_size, self._height, self._width).transpose(1, 2, 0)
        if content[:1] != bytes([_PLAIN]) or len(content) != expected + 1:
            raise _damaged()
        values = np.frombuffer(content, np.uint8, offset=1)
        return values.reshape(self._height, self._width, self._pixel_size)

    def _next_tile(self) -> tuple[Window, bytes]:
        fields = self._line().split(",")
        if len(fields) != 4 or fields[2] != "LZF":
            raise _damaged()
        x, y, size = _number(fields[0]), _number(fields[1]), _number(fields[3])
        content = self._data[self._at : self._at + max(0, size)]
        if size < 1 or len(content) != size or x % self._width or y % self._height:
            raise _damaged()
        self._at += size
        return Window(x, y, self._width, self._height), content

    def _setting(self, name: str) -> int:
        fields = self._line().split(" ")
        if len(fields) != 2 or fields[0] != name:
            raise _damaged()
        return _number(fields[1])

    def _line(self) -> str:
        end = self._data.find(b"\n", self._at, self._at + _LONGEST_LINE)
        if end < 0:
            raise _damaged()
        line = self._data[self._at : end].decode("latin-1")
        self._at = end + 1
        return line


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise _damaged() from None
    if abs(number) > _FAR_AWAY:
        raise _damaged()
    return number


def _damaged() -> Flaw:
    return Flaw("the pixels of one of its layers are damaged")
