"""Pixels out of Krita as BGRA8 in sRGB with straight alpha, whatever the document is made of.

Reading goes in strips with a breath of the event loop between them, so that Krita's window stays
alive while a large canvas is read. All functions here change the document they are given (its undo
stack at least): hand them a clone, never the painter's own document.
"""

from __future__ import annotations

from typing import Callable, Iterator, NamedTuple, Optional, Tuple, Union

from krita import Document, Node

from pentimento_protocol.portions import Bytes

from ..eventloop import BREATHE, Steps
from ..qt import QtGui
from ..words import tr
from .documents import SRGB_PROFILE, SRGB_PROFILES

READABLE_MODELS = ("RGBA", "GRAYA", "CMYKA", "LABA", "XYZA", "YCbCrA")
"""Krita's colour models with a conversion to sRGB."""

BYTES_PER_PIXEL = 4

_CHANNELS = {"GRAYA": 2, "CMYKA": 5}
_DEPTHS = {"U8": 1, "U16": 2, "F16": 2, "F32": 4}

_STRIP_PIXELS = 1_000_000
_CONVERTED_STRIP_PIXELS = 200_000
# 32-bit float is the slowest to convert: 100 ns a pixel, where 8-bit sRGB costs 4.


class Unreadable(Exception):
    """The canvas cannot be read; the text says why and what to do."""


class ColorSpace(NamedTuple):
    """A colour space by Krita's own names, such as ("RGBA", "U8", "sRGB-elle-V2-srgbtrc.icc")."""

    model: str
    depth: str
    profile: str

    @property
    def pixel_bytes(self) -> int:
        """Bytes that Krita holds of each pixel in a layer."""
        return _CHANNELS.get(self.model, 4) * _DEPTHS.get(self.depth, 4)

    @property
    def is_plain(self) -> bool:
        """True for 8-bit sRGB, which needs no conversion."""
        return (self.model, self.depth) == ("RGBA", "U8") and self.profile in SRGB_PROFILES


SRGB = ColorSpace("RGBA", "U8", SRGB_PROFILE)


class Bounds(NamedTuple):
    """A rectangle in canvas pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    def clipped(self, width: int, height: int) -> Bounds:
        """Return the part on a canvas of this size; of zero size where there is none."""
        left, top = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.width, width), min(self.y + self.height, height)
        if right <= left or bottom <= top:
            return Bounds(0, 0, 0, 0)
        return Bounds(left, top, right - left, bottom - top)


def projection_pixels(clone: Document) -> Steps[bytes]:
    """Steps to the merged image of all visible layers: BGRA8, rows from the top, no padding."""
    canvas = Bounds(0, 0, clone.width(), clone.height())
    plain = (clone.colorModel(), clone.colorDepth()) == ("RGBA", "U8")

    def read(strip: Bounds) -> bytes:
        return image_pixels(clone.projection(*strip))

    return (yield from _read_strips(canvas, plain, read))


def layer_pixels(clone: Document, node: Node, bounds: Bounds, *, rendered: bool) -> Steps[bytes]:
    """Steps to one layer's pixels inside `bounds`: BGRA8, rows from the top, no padding.

    `rendered` reads what the layer shows (for kinds that hold no pixels of their own, as vector
    layers), otherwise what was painted on it, before its masks. Raises Unreadable for a colour
    space that Krita does not convert.
    """
    space = space_of(node)
    raw = node.projectionPixelData if rendered else node.pixelData

    def read(strip: Bounds) -> bytes:
        own = raw(*strip).data()
        return own if space.is_plain else _converted(clone, own, space, strip)

    return (yield from _read_strips(bounds, space.is_plain, read))


def convert_strip(
    workplace: Document, raw: bytes, source: ColorSpace, target: ColorSpace, strip: Bounds
) -> Optional[bytes]:
    """Return a strip's pixels converted by Krita, None where it has no such conversion.

    It is done on a layer that is part of no document, a strip at a time: to convert a whole layer
    would block the window for as long as it is large. Leaves an undo entry in `workplace`.
    """
    scratch = workplace.createNode("strip", "paintlayer")
    if space_of(scratch) != source:
        scratch.setColorSpace(*source)
    scratch.setPixelData(raw, 0, 0, strip.width, strip.height)
    if not scratch.setColorSpace(*target):
        return None
    return scratch.pixelData(0, 0, strip.width, strip.height).data()


def space_of(owner: Union[Document, Node]) -> ColorSpace:
    """Return the colour space of a document or of a layer."""
    return ColorSpace(owner.colorModel(), owner.colorDepth(), owner.colorProfile())


def image_pixels(image: QtGui.QImage) -> bytes:
    """Return the pixels of a QImage as BGRA8 with straight alpha, rows from the top, no padding."""
    if image.format() != QtGui.QImage.Format.Format_ARGB32:
        image = image.convertToFormat(QtGui.QImage.Format.Format_ARGB32)
    return image.constBits().asstring(image.sizeInBytes())


def strips(bounds: Bounds, *, plain: bool) -> Iterator[Bounds]:
    """Yield `bounds` cut into strips of whole rows, each soon done: `plain` ones are larger."""
    strip_pixels = _STRIP_PIXELS if plain else _CONVERTED_STRIP_PIXELS
    rows = max(1, strip_pixels // max(1, bounds.width))
    for top in range(0, bounds.height, rows):
        height = min(rows, bounds.height - top)
        yield Bounds(bounds.x, bounds.y + top, bounds.width, height)


def cut_into_strips(
    pixels: Bytes, width: int, height: int, *, plain: bool
) -> Iterator[Tuple[Bounds, bytes]]:
    """Yield BGRA8 rows (`height` x `width` x 4 bytes) as strips with their places; see `strips`."""
    stride = width * BYTES_PER_PIXEL
    view = memoryview(pixels)
    for strip in strips(Bounds(0, 0, width, height), plain=plain):
        yield strip, bytes(view[strip.y * stride : (strip.y + strip.height) * stride])


def _read_strips(bounds: Bounds, plain: bool, read: Callable[[Bounds], bytes]) -> Steps[bytes]:
    pieces = []
    for strip in strips(bounds, plain=plain):
        piece = read(strip)
        if len(piece) != strip.area * BYTES_PER_PIXEL:
            raise Unreadable(tr("Krita did not give out the pixels of this document; try again."))
        pieces.append(piece)
        yield BREATHE
    pixels = b"".join(pieces)
    yield BREATHE
    return pixels


def _converted(clone: Document, raw: bytes, space: ColorSpace, strip: Bounds) -> bytes:
    converted = convert_strip(clone, raw, space, SRGB, strip)
    if converted is None:
        raise Unreadable(
            tr(
                "Krita has no conversion from {model} ({profile}) to sRGB. Convert the image to "
                "RGB (Image > Convert Image Color Space) and try again."
            ).format(model=space.model, profile=space.profile)
        )
    return converted
