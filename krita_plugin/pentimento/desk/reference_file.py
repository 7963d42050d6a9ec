"""Reads a picture file that shows what a painting shall become."""

from __future__ import annotations

from ..document.pixels import image_pixels
from ..qt import QtCore, QtGui
from ..words import tr
from .questions import Unanswerable

LARGEST_STRETCH = 1.03
"""Proportions that differ by less are taken for the same: sizes are rounded."""


def read_reference(path: str, width: int, height: int) -> bytes:
    """Return a picture as BGRA8 rows of the canvas's size; for a thread. Raises Unanswerable."""
    reader = QtGui.QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        _check_proportions(size, width, height)
        # scaled as it is read, which leaves Krita's own thread alone
        reader.setScaledSize(QtCore.QSize(width, height))
    picture = reader.read()
    if picture.isNull():
        raise Unanswerable(
            tr("{path} cannot be read as a picture ({reason}): choose another one.").format(
                path=path, reason=reader.errorString()
            )
        )
    if (picture.width(), picture.height()) != (width, height):
        _check_proportions(picture.size(), width, height)
        picture = picture.scaled(width, height)
    return image_pixels(picture)


def _check_proportions(size: QtCore.QSize, width: int, height: int) -> None:
    stretch = size.width() * height / max(1, size.height() * width)
    if not 1 / LARGEST_STRETCH <= stretch <= LARGEST_STRETCH:
        raise Unanswerable(
            tr(
                "The reference picture has {width} x {height} pixels: it must have the proportions "
                "of the canvas."
            ).format(width=size.width(), height=size.height())
        )
