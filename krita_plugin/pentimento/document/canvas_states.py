"""Single states of a canvas, as the painter picks them: a layer alone, or a moment of an animation.

Read from a clone, as the canvas itself is: see `canvas`.
"""

from __future__ import annotations

from typing import Optional

from krita import Document

from ..eventloop import BREATHE, SETTLE, Steps, settled
from ..words import tr
from .canvas import apply_wish, check_readable, cloned
from .documents import throw_away
from .layer_wish import ALL_LAYERS, LayerWish, layer_id, layers_with_places, places_to_show
from .pixels import Unreadable, projection_pixels


def read_layer_alone(document: Document, layer: str) -> Steps[Optional[bytes]]:
    """Steps to what a layer shows by itself: BGRA8 of the canvas's size, None where it is gone.

    It counts as visible, also where it is hidden at the moment. Raises Unreadable.
    """
    check_readable(document)
    yield from settled(document)
    if layer not in {layer_id(node) for _, node in layers_with_places(document)}:
        return None
    wish = LayerWish(only=(layer,))
    shown = set(places_to_show(document, wish))
    clone = cloned(document)
    try:
        for place, node in layers_with_places(clone):
            if place in shown:
                node.setVisible(True)
        yield from apply_wish(clone, document, wish)
        clone.refreshProjection()
        yield from settled(clone)
        return (yield from projection_pixels(clone))
    finally:
        throw_away(clone)


def read_visible(document: Document) -> Steps[bytes]:
    """Steps to what the canvas shows now, without our own layers: BGRA8. Raises Unreadable."""
    check_readable(document)
    yield from settled(document)
    clone = cloned(document)
    try:
        yield from apply_wish(clone, document, ALL_LAYERS)
        return (yield from projection_pixels(clone))
    finally:
        throw_away(clone)


def read_canvas_at(document: Document, time: int) -> Steps[bytes]:
    """Steps to what the canvas shows at a time of its timeline: BGRA8. Raises Unreadable."""
    check_readable(document)
    yield from settled(document)
    clone = cloned(document)
    try:
        yield from apply_wish(clone, document, ALL_LAYERS)
        clone.setCurrentTime(time)
        yield SETTLE
        clone.refreshProjection()
        yield from settled(clone)
        return (yield from projection_pixels(clone))
    finally:
        throw_away(clone)


def read_selection(document: Document) -> Steps[Optional[bytes]]:
    """Steps to how much of each pixel is selected, 0..255, rows from the top; None for nothing.

    Raises Unreadable.
    """
    check_readable(document)
    selection = document.selection()
    if selection is None:
        return None
    width, height = document.width(), document.height()
    pieces = []
    rows = max(1, 4_000_000 // width)
    for top in range(0, height, rows):
        count = min(rows, height - top)
        piece = selection.pixelData(0, top, width, count).data()
        if len(piece) != width * count:
            raise Unreadable(tr("Krita did not give out the selection; try again."))
        pieces.append(piece)
        yield BREATHE
    plane = b"".join(pieces)
    return plane if plane.strip(b"\0") else None
