"""How pictures of frames are drawn: scaled for the screen, on a checkerboard where transparent."""

from __future__ import annotations

from ..qt import QtCore, QtGui

CHECK = 6


def fitted_pixmap(image: QtGui.QImage, width: float, height: float, ratio: float) -> QtGui.QPixmap:
    """Return an image scaled to fit, sharp on a screen of `ratio` device pixels per pixel."""
    size = QtCore.QSize(max(1, round(width * ratio)), max(1, round(height * ratio)))
    scaled = image.scaled(
        size,
        QtCore.Qt.AspectRatioMode.KeepAspectRatio,
        QtCore.Qt.TransformationMode.SmoothTransformation,
    )
    pixmap = QtGui.QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def fitted_rect(image: QtGui.QImage, area: QtCore.QRect) -> QtCore.QRect:
    """Return the largest rectangle of the image's shape in the middle of `area`."""
    size = image.size().scaled(area.size(), QtCore.Qt.AspectRatioMode.KeepAspectRatio)
    place = QtCore.QRect(QtCore.QPoint(0, 0), size)
    place.moveCenter(area.center())
    return place


def checkerboard() -> QtGui.QBrush:
    """Return what shows through transparent parts, the same in every theme as in Krita."""
    tile = QtGui.QPixmap(2 * CHECK, 2 * CHECK)
    tile.fill(QtGui.QColor(255, 255, 255))
    painter = QtGui.QPainter(tile)
    for corner in (QtCore.QPoint(0, 0), QtCore.QPoint(CHECK, CHECK)):
        painter.fillRect(
            QtCore.QRect(corner, QtCore.QSize(CHECK, CHECK)), QtGui.QColor(220, 220, 220)
        )
    painter.end()
    return QtGui.QBrush(tile)


def draw_picture(
    painter: QtGui.QPainter, place: QtCore.QRect, image: QtGui.QImage, ratio: float
) -> None:
    """Draw an image into `place`, which has its shape."""
    painter.fillRect(place, checkerboard())
    scaled = image.scaled(
        place.size() * ratio,
        QtCore.Qt.AspectRatioMode.IgnoreAspectRatio,
        QtCore.Qt.TransformationMode.SmoothTransformation,
    )
    scaled.setDevicePixelRatio(ratio)
    painter.drawImage(place.topLeft(), scaled)


def draw_chip(
    painter: QtGui.QPainter,
    corner: QtCore.QPoint,
    words: str,
    palette: QtGui.QPalette,
    *,
    left: bool,
) -> None:
    """Draw words on a small plate whose upper left (or right) corner is `corner`."""
    metrics = painter.fontMetrics()
    plate = QtCore.QRect(corner, metrics.size(0, words) + QtCore.QSize(8, 2))
    if not left:
        plate.moveRight(corner.x())
    background = palette.color(QtGui.QPalette.ColorRole.Window)
    background.setAlpha(215)
    painter.fillRect(plate, background)
    painter.setPen(palette.color(QtGui.QPalette.ColorRole.WindowText))
    painter.drawText(plate, int(QtCore.Qt.AlignmentFlag.AlignCenter), words)
