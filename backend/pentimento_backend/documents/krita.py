"""Reads Krita's own documents (.kra): merged image, layer tree, the layers' pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from ..engines.interface import Canvas, Layer
from . import krita_colour
from .archive import Archive
from .artwork import Flaw, check_size
from .krita_tiles import Window, read_tiles
from .layer_tree import LayerTree, local_name, number
from .picture import read_picture
from .placing import Easel, Placed, content_of

_KINDS = {
    "shapelayer": "vectorlayer",
    "adjustmentlayer": "filterlayer",
    "generatorlayer": "filllayer",
}
"""Kinds whose name in the file differs from that in Krita's own scripting."""

_SMALL_FILE = 1_000
_PROFILE_FILE = 16_000_000


def read_krita(path: Path) -> tuple[Canvas, tuple[Layer, ...]]:
    """Read merged image and layers of a .kra file; raises Flaw.

    Of an animated layer the frame at the document's current time is read.
    """
    with Archive(path) as archive:
        document = _document_element(archive.read_xml("maindoc.xml"))
        width, height = number(document, "width"), number(document, "height")
        check_size(int(width), int(height))
        if not archive.has("mergedimage.png"):
            raise Flaw("it holds no merged image; open it in Krita and save it again")
        canvas = read_picture(archive.read("mergedimage.png"))
        if canvas.shape[:2] != (height, width):
            raise Flaw("its merged image has another size than the document")
        return canvas, _LayerReader(archive, document).read()


def read_krita_keyframes(path: Path) -> tuple[int, ...]:
    """Return the times, rising, at which a layer of a .kra file has a keyframe; raises Flaw."""
    with Archive(path) as archive:
        document = _document_element(archive.read_xml("maindoc.xml"))
        return _LayerReader(archive, document).keyframe_times()


def read_krita_at(path: Path, time: int) -> tuple[tuple[int, int], tuple[Layer, ...]]:
    """Read width and height, and the layers as they are at a time of the animation; raises Flaw."""
    with Archive(path) as archive:
        document = _document_element(archive.read_xml("maindoc.xml"))
        width, height = int(number(document, "width")), int(number(document, "height"))
        check_size(width, height)
        return (width, height), _LayerReader(archive, document, time).read()


def _document_element(root: Element) -> Element:
    for element in root:
        if local_name(element) == "IMAGE":
            return element
    raise Flaw("its part 'maindoc.xml' is damaged")


@dataclass(frozen=True)
class _FrameFile:
    """A file with a layer's pixels, and where its origin lies on the canvas."""

    name: str
    x: int
    y: int


class _LayerReader:
    """Walks through the layer tree of one document."""

    def __init__(self, archive: Archive, document: Element, time: float | None = None) -> None:
        self._archive = archive
        self._document = document
        self._easel = Easel(int(number(document, "width")), int(number(document, "height")))
        # the folder in front is the document's name, escaped in ways that depend on the version
        self._files = {
            name.partition("/layers/")[2]: name for name in archive.names if "/layers/" in name
        }
        self._current_time = _current_time(document) if time is None else time

    def read(self) -> tuple[Layer, ...]:
        tree = LayerTree()
        self._add_enclosed(self._document, None, tree)
        return tree.layers()

    def keyframe_times(self) -> tuple[int, ...]:
        """Return the times, rising, at which the picture of any layer changes."""
        files = {element.get("keyframes", "") for element in self._document.iter()}
        return tuple(
            sorted(
                {
                    int(number(keyframe, "time"))
                    for name in files & self._files.keys()
                    for keyframe in _content_keyframes(self._archive.read_xml(self._files[name]))
                }
            )
        )

    def _add_enclosed(self, element: Element, parent: int | None, tree: LayerTree) -> None:
        for child in _bottom_to_top(element):
            index = tree.add(self._layer(child, parent))
            self._add_enclosed(child, index, tree)

    def _layer(self, element: Element, parent: int | None) -> Layer:
        kind = element.get("nodetype", "")
        placed = self._pixels(element) if kind == "paintlayer" else Placed()
        return Layer(
            name=element.get("name", ""),
            kind=_KINDS.get(kind, kind),
            visible=element.get("visible") != "0",
            opacity=min(1.0, max(0.0, number(element, "opacity", 255) / 255)),
            blending_mode=_blending_mode(element),
            x=placed.x,
            y=placed.y,
            parent=parent,
            image=placed.image,
            clips=_inherits_alpha(element),
        )

    def _pixels(self, element: Element) -> Placed:
        space = krita_colour.COLOUR_SPACES.get(element.get("colorspacename", "RGBA"))
        if space is None:
            return Placed()
        frame = self._frame(element)
        default_pixel = self._read_small(f"{frame.name}.defaultpixel") or bytes(space.pixel_size)
        if len(default_pixel) != space.pixel_size:
            raise Flaw("the pixels of one of its layers are damaged")
        window = Window(-frame.x, -frame.y, self._easel.width, self._easel.height)
        seen, pixels = read_tiles(self._read(frame.name), default_pixel, window)
        if seen.empty:
            return Placed()
        self._easel.check_layer(seen.width, seen.height)
        x, y, width, height = content_of(pixels[..., -space.bytes_per_channel :].max(axis=2))
        if not width:
            return Placed()
        pixels = pixels[y : y + height, x : x + width]
        profile = self._read_small(f"{element.get('filename', '')}.icc", _PROFILE_FILE)
        image = krita_colour.canvas_of(pixels, space, profile)
        return self._easel.place(image, seen.x + frame.x + x, seen.y + frame.y + y)

    def _frame(self, element: Element) -> _FrameFile:
        still = _FrameFile(
            element.get("filename", ""), int(number(element, "x", 0)), int(number(element, "y", 0))
        )
        keyframes = element.get("keyframes")
        if not keyframes or keyframes not in self._files:
            return still
        before = [
            (number(keyframe, "time"), _frame_file(keyframe))
            for keyframe in _content_keyframes(self._archive.read_xml(self._files[keyframes]))
            if number(keyframe, "time") <= self._current_time
        ]
        return max(before, key=lambda timed: timed[0])[1] if before else still

    def _read(self, name: str) -> bytes:
        if name not in self._files:
            raise Flaw("the pixels of one of its layers are missing")
        return self._archive.read(self._files[name])

    def _read_small(self, name: str, limit: int = _SMALL_FILE) -> bytes | None:
        return self._archive.read(self._files[name], limit) if name in self._files else None


def _blending_mode(element: Element) -> str:
    if element.get("passthrough") == "1":
        return "pass through"
    return element.get("compositeop", "normal")


def _inherits_alpha(element: Element) -> bool:
    """Whether painting into the alpha channel, the last of the flags, is disabled."""
    return element.get("channelflags", "").endswith("0")


def _bottom_to_top(element: Element) -> Iterator[Element]:
    """Yield what a layer encloses: its masks and, of a group, its layers, lower ones first."""
    for container in element:
        if local_name(container) in ("layers", "masks"):
            yield from reversed(container)


def _content_keyframes(root: Element) -> Iterator[Element]:
    for channel in root:
        if channel.get("name") == "content":
            yield from (child for child in channel if local_name(child) == "keyframe")


def _frame_file(keyframe: Element) -> _FrameFile:
    offset = next((child for child in keyframe if local_name(child) == "offset"), keyframe)
    return _FrameFile(
        keyframe.get("frame", ""), int(number(offset, "x", 0)), int(number(offset, "y", 0))
    )


def _current_time(document: Element) -> float:
    for element in document.iter():
        if local_name(element) == "currentTime":
            return number(element, "value", 0)
    return 0
