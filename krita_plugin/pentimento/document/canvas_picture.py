"""A small picture of the canvas as it is now, to compare the frames of a process with.

Read in strips, as the canvas itself is (see `canvas`), but from the painter's own document where
none of our layers shows in it: a clone of a large page would stop the window for a moment.
"""

from __future__ import annotations

from krita import Document

from ..eventloop import BREATHE, Steps, settled
from ..qt import QtCore, QtGui
from .canvas import check_readable, cloned
from .documents import is_own_layer, throw_away, top_nodes
from .pixels import Bounds, strips


def canvas_picture(document: Document, side: int) -> Steps[QtGui.QImage]:
    """Steps to a picture of the visible layers, without our own, of at most `side` pixels a side.

    The painter's document stays as it is. Raises Unreadable.
    """
    check_readable(document)
    yield from settled(document)
    check_readable(document)
    if not any(is_own_layer(node) and node.visible() for node in top_nodes(document)):
        return (yield from _projected(document, side))
    clone = cloned(document)
    try:
        for node in top_nodes(clone):
            if is_own_layer(node):
                node.setVisible(False)
        yield BREATHE
        clone.refreshProjection()
        yield from settled(clone)
        return (yield from _projected(clone, side))
    finally:
        throw_away(clone)


def _projected(document: Document, side: int) -> Steps[QtGui.QImage]:
    width, height = document.width(), document.height()
    size = QtCore.QSize(width, height)
    if max(width, height) > side:
        size.scale(side, side, QtCore.Qt.AspectRatioMode.KeepAspectRatio)
    picture = QtGui.QImage(
        max(1, size.width()), max(1, size.height()), QtGui.QImage.Format.Format_ARGB32
    )
    picture.fill(QtCore.Qt.GlobalColor.transparent)
    plain = (document.colorModel(), document.colorDepth()) == ("RGBA", "U8")
    for strip in strips(Bounds(0, 0, width, height), plain=plain):
        top = strip.y * picture.height() // height
        bottom = (strip.y + strip.height) * picture.height() // height
        if bottom > top:
            piece = _scaled(document.projection(*strip), picture.width(), bottom - top)
            painter = QtGui.QPainter(picture)
            painter.setCompositionMode(QtGui.QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(0, top, piece)
            painter.end()
        yield BREATHE
    return picture


def _scaled(image: QtGui.QImage, width: int, height: int) -> QtGui.QImage:
    """Return an image in another size; coarsely first, where smooth scaling would take long."""
    shape = QtCore.Qt.AspectRatioMode.IgnoreAspectRatio
    how = QtCore.Qt.TransformationMode
    if image.width() > 2 * width:
        coarse = QtCore.QSize(2 * width, 2 * height)
        image = image.scaled(coarse, shape, how.FastTransformation)
    return image.scaled(QtCore.QSize(width, height), shape, how.SmoothTransformation)
