"""Reads the canvas: the finished picture, and the layers it is made of.

Everything is read from a clone of the document: no flicker, no undo entry, and the painter may go
on painting meanwhile. Layers that Pentimento has made itself are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Optional, Tuple

from krita import Document, Node

from pentimento_protocol import limits

from ..eventloop import BREATHE, Steps, settled
from ..words import tr
from .documents import is_open, throw_away, top_nodes
from .layer_wish import (
    ALL_LAYERS,
    LayerWish,
    Place,
    layers_with_places,
    left_out_places,
)
from .pixels import READABLE_MODELS, Bounds, Unreadable, layer_pixels, projection_pixels

LAYER_PIXEL_BUDGET = 64_000_000
"""Largest sum of the layers' pixels in one reading (256 MB); layers beyond come without pixels."""

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
    inherit_alpha: bool
    pixels: Optional[bytes]


@dataclass(frozen=True)
class CanvasReading:
    """A canvas at one moment. `pixels` is the merged image: BGRA8 in sRGB with straight alpha.

    Its rows go from the top, without padding. `layers` has every layer before those it encloses,
    and lower ones before higher ones.
    """

    title: str
    width: int
    height: int
    pixels: bytes
    layers: Tuple[LayerReading, ...]


def read_canvas(
    document: Document,
    layer_budget: int = LAYER_PIXEL_BUDGET,
    wish: LayerWish = ALL_LAYERS,
) -> Steps[CanvasReading]:
    """Steps that read the document's canvas as it is now; see CanvasReading.

    What does not count after `wish` neither shows nor is among the layers. Raises Unreadable, with
    a sentence for the painter, for a canvas that cannot be read.
    """
    check_readable(document)
    yield from settled(document)
    check_readable(document)
    title = document.name()
    clone = cloned(document)
    try:
        left_out = yield from apply_wish(clone, document, wish)
        pixels = yield from projection_pixels(clone)
        layers = yield from _read_layers(clone, layer_budget, left_out)
        return CanvasReading(title, clone.width(), clone.height(), pixels, layers)
    finally:
        throw_away(clone)


def check_readable(document: Optional[Document]) -> None:
    """Raise Unreadable with a sentence for the painter where `read_canvas` would."""
    if document is None or not is_open(document):
        raise Unreadable(tr("No document is open. Open a painting and try again."))
    width, height = document.width(), document.height()
    if width < 1 or height < 1:
        raise Unreadable(tr("The canvas of this document has no pixels."))
    if width * height > limits.MAX_IMAGE_PIXELS or max(width, height) > limits.MAX_IMAGE_SIDE:
        raise Unreadable(
            tr(
                "The canvas of {width} x {height} pixels is too large for Pentimento (at most "
                "{most} million pixels, {side} a side). Scale a copy of the image down and try "
                "again."
            ).format(
                width=width,
                height=height,
                most=limits.MAX_IMAGE_PIXELS // 1_000_000,
                side=limits.MAX_IMAGE_SIDE,
            )
        )
    if document.colorModel() not in READABLE_MODELS:
        raise Unreadable(
            tr(
                "Pentimento cannot read the colour model {model}. Convert the image to RGB (Image "
                "> Convert Image Color Space) and try again."
            ).format(model=document.colorModel())
        )


def cloned(document: Document) -> Document:
    """Return a clone to read from; raises Unreadable where Krita makes none."""
    clone = document.clone()
    if clone is None:
        raise Unreadable(tr("Krita could not copy this document for reading; try again."))
    clone.setBatchmode(True)
    return clone


def apply_wish(clone: Document, document: Document, wish: LayerWish) -> Steps[FrozenSet[Place]]:
    """Steps that hide in a clone what does not count; they end with the places of all that."""
    left_out = frozenset(left_out_places(document, wish))
    shown = [
        node
        for place, node in layers_with_places(clone)
        if place in left_out and place[:-1] not in left_out and node.visible()
    ]
    for node in shown:
        node.setVisible(False)
    if shown:
        yield BREATHE
        clone.refreshProjection()
        yield from settled(clone)
    return left_out


@dataclass(frozen=True)
class _Found:
    node: Node
    parent: Optional[int]
    bounds: Bounds


def _read_layers(
    clone: Document, budget: int, left_out: FrozenSet[Place]
) -> Steps[Tuple[LayerReading, ...]]:
    found: List[_Found] = []
    for index, node in enumerate(top_nodes(clone)):
        yield from _find(node, (index,), left_out, None, clone, found)
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


def _find(
    node: Node,
    place: Place,
    left_out: FrozenSet[Place],
    parent: Optional[int],
    clone: Document,
    found: List[_Found],
) -> Steps[None]:
    if place in left_out:
        return
    extent = node.bounds()
    bounds = Bounds(extent.x(), extent.y(), extent.width(), extent.height())
    found.append(_Found(node, parent, bounds.clipped(clone.width(), clone.height())))
    yield BREATHE  # bounds are exact, and looking for them takes time on a large layer
    own_index = len(found) - 1
    for index, child in enumerate(node.childNodes()):
        yield from _find(child, (*place, index), left_out, own_index, clone, found)


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
        inherit_alpha=node.inheritAlpha(),
        pixels=pixels,
    )


def _blending_mode(node: Node) -> str:
    # Krita keeps a mode for a group that passes through, but does not use it.
    if node.type() == "grouplayer" and node.passThroughMode():
        return "pass through"
    return node.blendingMode()
