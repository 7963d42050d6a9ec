"""Reads the canvas: the finished picture, and the layers it is made of.

Everything is read from a clone of the document: no flicker, no undo entry, and the painter may go
on painting meanwhile. Layers that Pentimento has made itself are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from krita import Document, Node

from ..eventloop import BREATHE, Steps, settled
from .documents import is_open, is_own_layer, top_nodes
from .pixels import READABLE_MODELS, Bounds, Unreadable, layer_pixels, projection_pixels

LAYER_PIXEL_BUDGET = 64_000_000
"""Largest sum of the layers' pixels in one reading (256 MB); layers beyond come without pixels."""

MAX_CANVAS_PIXELS = 80_000_000
MAX_CANVAS_SIDE = 20_000

PAINTED_KINDS = ("paintlayer",)
"""Kinds of layers that hold painted pixels of their own."""

RENDERED_KINDS = ("vectorlayer", "filllayer", "filelayer", "clonelayer")
"""Kinds of layers that hold no pixels of their own but show some."""


@dataclass(frozen=True)
class LayerReading:
    """One layer or mask. `pixels` are BGRA8 in sRGB with straight alpha, rows from the top.

    They fill `bounds`, the part of the layer on the canvas, and are those of the layer alone:
    before its opacity, blending mode and masks. They are None for groups, filters and masks, for
    empty layers, and beyond LAYER_PIXEL_BUDGET. `kind` and `blending_mode` are Krita's own names
    ("paintlayer", "grouplayer", ...; "normal", "multiply", ..., "pass through" for a group of that
    mode), `opacity` lies in 0..1, `parent` is the index of the enclosing layer in
    CanvasReading.layers, None at the top level.
    """

    name: str
    kind: str
    visible: bool
    opacity: float
    blending_mode: str
    bounds: Bounds
    parent: Optional[int]
    locked: bool
    alpha_locked: bool
    inherit_alpha: bool
    animated: bool
    color_label: int
    pixels: Optional[bytes]


@dataclass(frozen=True)
class CanvasReading:
    """A canvas at one moment. `pixels` is the merged image: BGRA8 in sRGB with straight alpha.

    Its rows go from the top, without padding. `layers` has every layer before those it encloses,
    and lower ones before higher ones. The colour names are Krita's, of the document itself.
    """

    title: str
    width: int
    height: int
    pixels: bytes
    layers: Tuple[LayerReading, ...]
    color_model: str
    color_depth: str
    color_profile: str


def read_canvas(document: Document, layer_budget: int = LAYER_PIXEL_BUDGET) -> Steps[CanvasReading]:
    """Steps that read the document's canvas as it is now; see CanvasReading.

    Raises Unreadable, with a sentence for the painter, for a canvas that cannot be read.
    """
    check_readable(document)
    yield from settled(document)
    check_readable(document)
    title = document.name()
    clone = document.clone()
    if clone is None:
        raise Unreadable("Krita could not copy this document for reading; try again.")
    clone.setBatchmode(True)
    try:
        yield from _hide_own_layers(clone)
        pixels = yield from projection_pixels(clone)
        layers = yield from _read_layers(clone, layer_budget)
        return CanvasReading(
            title=title,
            width=clone.width(),
            height=clone.height(),
            pixels=pixels,
            layers=layers,
            color_model=clone.colorModel(),
            color_depth=clone.colorDepth(),
            color_profile=clone.colorProfile(),
        )
    finally:
        clone.setModified(False)  # or Krita would ask the painter whether to save the clone
        clone.close()


def check_readable(document: Optional[Document]) -> None:
    """Raise Unreadable with a sentence for the painter where `read_canvas` would."""
    if document is None or not is_open(document):
        raise Unreadable("No document is open. Open a painting and try again.")
    width, height = document.width(), document.height()
    if width < 1 or height < 1:
        raise Unreadable("The canvas of this document has no pixels.")
    if width * height > MAX_CANVAS_PIXELS or max(width, height) > MAX_CANVAS_SIDE:
        raise Unreadable(
            f"The canvas of {width} x {height} pixels is too large for Pentimento (at most "
            f"{MAX_CANVAS_PIXELS // 1_000_000} million pixels, {MAX_CANVAS_SIDE} a side). "
            "Scale a copy of the image down and try again."
        )
    if document.colorModel() not in READABLE_MODELS:
        raise Unreadable(
            f"Pentimento cannot read the colour model {document.colorModel()!r}. Convert the "
            "image to RGB (Image > Convert Image Color Space) and try again."
        )


def _hide_own_layers(clone: Document) -> Steps[None]:
    own = [node for node in top_nodes(clone) if is_own_layer(node)]
    shown = [node for node in own if node.visible()]
    for node in shown:
        node.setVisible(False)
    if shown:
        yield BREATHE
        clone.refreshProjection()
        yield from settled(clone)


@dataclass(frozen=True)
class _Found:
    node: Node
    parent: Optional[int]
    bounds: Bounds


def _read_layers(clone: Document, budget: int) -> Steps[Tuple[LayerReading, ...]]:
    found: List[_Found] = []
    for node in top_nodes(clone):
        if not is_own_layer(node):
            yield from _find(node, None, clone, found)
    pixels: Dict[int, bytes] = {}
    for index in _by_importance(found):
        layer = found[index]
        kind = layer.node.type()
        if kind not in PAINTED_KINDS + RENDERED_KINDS or not 0 < layer.bounds.area <= budget:
            continue
        budget -= layer.bounds.area
        pixels[index] = yield from layer_pixels(
            clone, layer.node, layer.bounds, rendered=kind in RENDERED_KINDS
        )
    return tuple(_reading(layer, pixels.get(index)) for index, layer in enumerate(found))


def _find(node: Node, parent: Optional[int], clone: Document, found: List[_Found]) -> Steps[None]:
    extent = node.bounds()
    bounds = Bounds(extent.x(), extent.y(), extent.width(), extent.height())
    found.append(_Found(node, parent, bounds.clipped(clone.width(), clone.height())))
    yield BREATHE  # bounds are exact, and looking for them takes time on a large layer
    own_index = len(found) - 1
    for child in node.childNodes():
        yield from _find(child, own_index, clone, found)


def _by_importance(found: List[_Found]) -> List[int]:
    """Return the order in which layers get pixels: those that show before hidden ones."""
    return sorted(range(len(found)), key=lambda index: not found[index].node.visible())


def _reading(layer: _Found, pixels: Optional[bytes]) -> LayerReading:
    node = layer.node
    return LayerReading(
        name=node.name(),
        kind=node.type(),
        visible=node.visible(),
        opacity=node.opacity() / 255,
        blending_mode=_blending_mode(node),
        bounds=layer.bounds,
        parent=layer.parent,
        locked=node.locked(),
        alpha_locked=node.alphaLocked(),
        inherit_alpha=node.inheritAlpha(),
        animated=node.animated(),
        color_label=node.colorLabel(),
        pixels=pixels,
    )


def _blending_mode(node: Node) -> str:
    # Krita keeps a mode for a group that passes through, but does not use it.
    if node.type() == "grouplayer" and node.passThroughMode():
        return "pass through"
    return node.blendingMode()
