"""Puts one frame into the document as an ordinary paint layer, to paint on.

The layer is filled in a document of our own and added when it is whole: one undo entry, and in
documents of any colour model Krita's own conversion from sRGB.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import List, Optional

from krita import Document, Krita, Node

from pentimento_protocol.portions import Bytes

from ..eventloop import BREATHE, Steps, noticed, settled
from .documents import is_active, is_open, is_own_layer, throw_away
from .pixels import SRGB, ColorSpace, convert_strip, cut_into_strips, space_of

LAYER_LIST_MS = 300


class Placement(enum.Enum):
    """Where a frame goes: next to the active layer, in its group.

    ABOVE is above the processes on the timeline as well, where these would cover the layer: nobody
    paints on what cannot be seen. Nothing goes into a process itself, which is no part of the
    painting.
    """

    ABOVE = "above"
    BELOW = "below"


class DocumentGone(Exception):
    """The document was closed before the layer was in it."""


@dataclass(frozen=True)
class FramePixels:
    """A frame of canvas size: BGRA8 in sRGB with straight alpha, rows from the top."""

    width: int
    height: int
    pixels: Bytes


@dataclass(frozen=True)
class _Place:
    """In which group a layer goes, and above which of its layers (None is the top)."""

    parent: Node
    above: Optional[Node]
    one_lower: bool = False


def add_frame_layer(
    document: Document, frame: FramePixels, name: str, placement: Placement
) -> Steps[str]:
    """Steps that add a frame as a paint layer called `name`; end in the layer's unique id.

    The new layer becomes the active one. Leaves one undo entry; two where it goes below the lowest
    layer of a group, for which Krita has no single step. Raises DocumentGone, NotSettled.
    """
    if not is_open(document):
        raise DocumentGone
    workbench = Krita.instance().createDocument(1, 1, "Pentimento", *SRGB, 300.0)
    workbench.setBatchmode(True)
    try:
        layer = yield from _filled_layer(workbench, space_of(document), frame, name)
        yield from settled(document)
        if not is_open(document):
            raise DocumentGone
        place = _place_of(document, placement)
        place.parent.addChildNode(layer, place.above)
    finally:
        throw_away(workbench)
    yield from noticed(document)
    if is_active(document):
        document.setActiveNode(layer)
        if place.one_lower:
            yield from _lower(document, layer)
    return layer.uniqueId().toString()


def _filled_layer(
    workbench: Document, space: ColorSpace, frame: FramePixels, name: str
) -> Steps[Node]:
    """Steps to a layer with the frame in it that is part of no document, in the colour space."""
    layer = workbench.createNode(name, "paintlayer")
    if not space.is_plain and not layer.setColorSpace(*space):
        space = SRGB
    cut = cut_into_strips(frame.pixels, frame.width, frame.height, plain=space.is_plain)
    for strip, rows in cut:
        own = None if space.is_plain else convert_strip(workbench, rows, SRGB, space, strip)
        layer.setPixelData(own or rows, 0, strip.y, strip.width, strip.height)
        yield BREATHE
    return layer


def _place_of(document: Document, placement: Placement) -> _Place:
    root = document.rootNode()
    if root is None:
        raise DocumentGone
    active = _active_layer(document)
    if active is None or active.parentNode() is None:
        siblings = root.childNodes()
        return _Place(root, siblings[-1] if siblings else None)
    way = _way_from_top(active)
    covering = _covering_process(way[0], root.childNodes())
    if placement is Placement.ABOVE and covering is not None:
        return _Place(root, covering)
    beside = next((node for node in way if is_own_layer(node)), active)
    parent = beside.parentNode() or root
    if placement is Placement.ABOVE:
        return _Place(parent, beside)
    siblings = parent.childNodes()
    number = _number_of(beside, siblings)
    if number > 0:
        return _Place(parent, siblings[number - 1])
    return _Place(parent, beside, one_lower=True)


def _way_from_top(node: Node) -> List[Node]:
    """Return the layers that enclose a node, from the top level down, and the node itself."""
    way = [node]
    parent = node.parentNode()
    while parent is not None and parent.parentNode() is not None:
        way.insert(0, parent)
        parent = parent.parentNode()
    return way


def _covering_process(node: Node, top_level: List[Node]) -> Optional[Node]:
    """Return the highest process that is seen over a node of the top level, None for none."""
    above = top_level[_number_of(node, top_level) + 1 :]
    covering = [other for other in above if is_own_layer(other) and other.visible()]
    return covering[-1] if covering else None


def _active_layer(document: Document) -> Optional[Node]:
    """Return the active layer, that of the active mask; None where there is none."""
    node = document.activeNode()
    while node is not None and node.type().endswith("mask"):
        node = node.parentNode()
    return node


def _number_of(node: Node, siblings: List[Node]) -> int:
    ids = [sibling.uniqueId() for sibling in siblings]
    return ids.index(node.uniqueId()) if node.uniqueId() in ids else 0


def _lower(document: Document, layer: Node) -> Steps[None]:
    """Steps that move the layer by one place; it stays where it is if the painter is at work."""
    action = Krita.instance().action("move_layer_down")
    # The layer list takes notice of a new active layer later than the document does.
    yield LAYER_LIST_MS
    if action is not None and is_active(document) and _is_active_layer(document, layer):
        action.trigger()
        yield from noticed(document)


def _is_active_layer(document: Document, layer: Node) -> bool:
    # Wrappers of a layer that was made in another document are never equal to each other.
    active = document.activeNode()
    return active is not None and active.uniqueId() == layer.uniqueId()
