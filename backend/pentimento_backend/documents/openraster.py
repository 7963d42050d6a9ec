"""Reads OpenRaster documents (.ora): merged image and layers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from ..engines.interface import Canvas, Layer
from ..imaging.compositing import composite, stack_of, unsupported
from ..imaging.compositing.sheet import PASS_THROUGH
from .archive import Archive
from .artwork import Flaw, check_size
from .layer_tree import LayerTree, local_name, number
from .picture import read_layer, read_picture
from .placing import Easel, Placed

_BLENDING_MODES = {
    "src-over": "normal",
    "color-dodge": "dodge",
    "color-burn": "burn",
    "hard-light": "hard_light",
    "soft-light": "soft_light_svg",
    "difference": "diff",
    "luminosity": "luminize",
    "plus": "add",
    "dst-in": "destination-in",
    "dst-atop": "destination-atop",
    "dst-out": "erase",
    "src-atop": "normal",
}
"""OpenRaster's operators under Krita's names; the other names are the same."""


def read_openraster(path: Path) -> tuple[Canvas, tuple[Layer, ...]]:
    """Read merged image and layers of an .ora file; raises Flaw."""
    with Archive(path) as archive:
        document = archive.read_xml("stack.xml")
        width, height = int(number(document, "w")), int(number(document, "h"))
        check_size(width, height)
        tree = LayerTree()
        easel = Easel(width, height)
        for stack in document:
            if local_name(stack) == "stack":
                _add_enclosed(stack, None, tree, archive, easel)
        layers = tree.layers()
        if not archive.has("mergedimage.png"):
            return _merged(layers, width, height), layers
        canvas = read_picture(archive.read("mergedimage.png"))
        if canvas.shape[:2] != (height, width):
            raise Flaw("its merged image has another size than the document")
        return canvas, layers


def _merged(layers: tuple[Layer, ...], width: int, height: int) -> Canvas:
    """Return what the layers show together; older programs leave the merged image to readers."""
    stack = stack_of(layers)
    if unsupported(stack) or all(layer.image is None for layer in layers):
        raise Flaw("it holds no merged image; open it where it was painted and save it again")
    return composite(stack, width, height)


def _add_enclosed(
    stack: Element, parent: int | None, tree: LayerTree, archive: Archive, easel: Easel
) -> None:
    for element in reversed(stack):  # the file lists the topmost layer first
        if local_name(element) == "stack":
            index = tree.add(_group(element, parent))
            _add_enclosed(element, index, tree, archive, easel)
        elif local_name(element) == "layer":
            placed = _pixels(element, archive, easel)
            tree.add(_layer(element, "paintlayer", parent, placed))


def _pixels(element: Element, archive: Archive, easel: Easel) -> Placed:
    source = element.get("src", "")
    if PurePosixPath(source).suffix.lower() != ".png":
        return Placed()  # the format allows others, such as svg
    content = read_layer(archive.read(source), easel.check_layer)
    if content.image is None:
        return content
    x, y = int(number(element, "x", 0)), int(number(element, "y", 0))
    return easel.place(content.image, x + content.x, y + content.y)


def _group(element: Element, parent: int | None) -> Layer:
    """Return a group; one that needs no picture of its own, and asks for none, passes through."""
    group = _layer(element, "grouplayer", parent, Placed())
    plain = group.blending_mode == "normal" and group.opacity == 1 and not group.clips
    if plain and element.get("isolation") == "auto":
        return replace(group, blending_mode=PASS_THROUGH)
    return group


def _layer(element: Element, kind: str, parent: int | None, placed: Placed) -> Layer:
    operator = element.get("composite-op", "svg:src-over").rpartition(":")[2]
    return Layer(
        name=element.get("name", ""),
        kind=kind,
        visible=element.get("visibility", "visible") == "visible",
        opacity=min(1.0, max(0.0, number(element, "opacity", 1.0))),
        blending_mode=_BLENDING_MODES.get(operator, operator),
        x=placed.x,
        y=placed.y,
        parent=parent,
        image=placed.image,
        clips=operator == "src-atop",
    )
