"""Comparing a frame with the canvas: side by side at a divider, or one after the other."""

from __future__ import annotations

import enum
from typing import Optional

from ..qt import QtCore, QtGui
from ..words import tr
from .picture_drawing import draw_chip, draw_picture, fitted_rect

FLICKER_MS = 600
"""Slow enough for those whom flashing pictures harm, quick enough for the eye to see what moves."""

GRIP = 5
MARGIN = 4


class CompareMode(enum.Enum):
    """How a frame is shown beside the canvas."""

    OFF = "off"
    SPLIT = "split"
    FLICKER = "flicker"


class Comparison(QtCore.QObject):
    """What is compared and how; shared by the pictures that show it.

    `divider` 0..1 is where the frame ends and the canvas begins.
    """

    changed = QtCore.pyqtSignal()

    def __init__(self, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self.mode = CompareMode.OFF
        self.divider = 0.5
        self.canvas: Optional[QtGui.QImage] = None
        self.turn_of_canvas = False
        self._timer = QtCore.QTimer(self)
        self._timer.setInterval(FLICKER_MS)
        self._timer.timeout.connect(self._take_turns)

    def choose(self, mode: CompareMode) -> None:
        """Compare in this way from now on."""
        self.mode = mode
        self.turn_of_canvas = False
        self.rest(resting=False)
        self.changed.emit()

    def rest(self, *, resting: bool) -> None:
        """Stop taking turns while nobody sees it."""
        if self.mode is CompareMode.FLICKER and not resting:
            self._timer.start()
        else:
            self._timer.stop()

    def show_canvas(self, canvas: Optional[QtGui.QImage]) -> None:
        """Compare with this picture of the canvas, None while there is none."""
        self.canvas = canvas
        self.changed.emit()

    def move_divider(self, to: float) -> None:
        """Put the divider at a part 0..1 of the width."""
        self.divider = min(1.0, max(0.0, to))
        self.changed.emit()

    def draw(
        self,
        painter: QtGui.QPainter,
        area: QtCore.QRect,
        frame: QtGui.QImage,
        palette: QtGui.QPalette,
        ratio: float,
    ) -> QtCore.QRect:
        """Draw the frame, and the canvas where it is compared with; returns where they are."""
        place = fitted_rect(frame, area)
        canvas = self.canvas
        if self.mode is CompareMode.OFF or canvas is None or canvas.isNull():
            draw_picture(painter, place, frame, ratio)
        elif self.mode is CompareMode.SPLIT:
            self._draw_split(painter, place, frame, canvas, palette, ratio)
        else:
            shown = canvas if self.turn_of_canvas else frame
            draw_picture(painter, place, shown, ratio)
            words = tr("Canvas") if self.turn_of_canvas else tr("Process")
            corner = place.topLeft() + QtCore.QPoint(MARGIN, MARGIN)
            draw_chip(painter, corner, words, palette, left=True)
        return place

    def _draw_split(
        self,
        painter: QtGui.QPainter,
        place: QtCore.QRect,
        frame: QtGui.QImage,
        canvas: QtGui.QImage,
        palette: QtGui.QPalette,
        ratio: float,
    ) -> None:
        middle = place.left() + round(self.divider * place.width())
        painter.save()
        draw_picture(painter, place, frame, ratio)
        painter.setClipRect(QtCore.QRect(QtCore.QPoint(middle, place.top()), place.bottomRight()))
        draw_picture(painter, place, canvas, ratio)
        painter.restore()
        _draw_divider(painter, place, middle, palette)
        painter.save()
        painter.setClipRect(place)
        left, right = QtCore.QPoint(MARGIN, MARGIN), QtCore.QPoint(-MARGIN, MARGIN)
        draw_chip(painter, place.topLeft() + left, tr("Process"), palette, left=True)
        draw_chip(painter, place.topRight() + right, tr("Canvas"), palette, left=False)
        painter.restore()

    def _take_turns(self) -> None:
        self.turn_of_canvas = not self.turn_of_canvas
        self.changed.emit()


def _draw_divider(
    painter: QtGui.QPainter, place: QtCore.QRect, middle: int, palette: QtGui.QPalette
) -> None:
    light = palette.color(QtGui.QPalette.ColorRole.Base)
    dark = palette.color(QtGui.QPalette.ColorRole.Text)
    for color, width in ((light, 3), (dark, 1)):
        painter.setPen(QtGui.QPen(color, width))
        painter.drawLine(middle, place.top(), middle, place.bottom())
    painter.save()
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setBrush(light)
    painter.drawEllipse(QtCore.QPoint(middle, place.center().y()), GRIP, GRIP)
    painter.restore()
