"""A large picture beside the docker while the pointer is over the strip of frames."""

from __future__ import annotations

from typing import Optional

from ..qt import QtCore, QtGui, QtWidgets
from .comparison import Comparison

SIDE = 520
"""Longest side of the picture, in logical pixels."""

MARGIN = 6
WATCH_MS = 200


class LargePreview(QtWidgets.QWidget):
    """Stays beside its docker and goes away by itself; takes neither the focus nor the mouse.

    `anchor` is the widget that the pointer has to be over for it to stay.
    """

    def __init__(
        self, comparison: Comparison, anchor: QtWidgets.QWidget, beside: QtWidgets.QWidget
    ) -> None:
        kind = QtCore.Qt.WindowType
        super().__init__(
            beside,
            kind.ToolTip
            | kind.FramelessWindowHint
            | kind.WindowDoesNotAcceptFocus
            | kind.WindowTransparentForInput,
        )
        self.setObjectName("large_preview")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self._comparison = comparison
        self._anchor = anchor
        self._beside = beside
        self._image: Optional[QtGui.QImage] = None
        self._words = ""
        comparison.changed.connect(self.update)
        # A pointer that leaves in a hurry, or a window that covers the docker, sends no event.
        self._watch = QtCore.QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._hide_when_left)

    @property
    def image(self) -> Optional[QtGui.QImage]:
        """What is shown now."""
        return self._image

    def show_frame(self, image: QtGui.QImage, words: str) -> None:
        """Show a frame and what it is called."""
        self._image, self._words = image, words
        self.setAccessibleName(words)
        self._place()
        self.update()
        if not self.isVisible():
            self.show()
            self._watch.start()

    def hideEvent(self, a0: QtGui.QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Let go of the picture."""
        super().hideEvent(a0)
        self._watch.stop()
        self._image = None

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the picture with its words below."""
        if self._image is None:
            return
        painter = QtGui.QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QtGui.QPalette.ColorRole.Window))
        line = self.fontMetrics().height()
        area = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -2 * MARGIN - line)
        ratio = self.devicePixelRatioF()
        self._comparison.draw(painter, area, self._image, self.palette(), ratio)
        painter.setPen(self.palette().color(QtGui.QPalette.ColorRole.WindowText))
        below = QtCore.QRect(area.left(), area.bottom() + MARGIN, area.width(), line)
        shown = self.fontMetrics().elidedText(
            self._words, QtCore.Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, QtCore.Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(self.palette().color(QtGui.QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _place(self) -> None:
        """Lie beside the docker, on the side where there is room, at the strip's height."""
        if self._image is None:
            return
        docker = _docker_of(self._beside)
        corner = docker.mapToGlobal(QtCore.QPoint(0, 0))
        screen = _screen_around(docker)
        line = self.fontMetrics().height()
        docker_right = corner.x() + docker.width()
        on_left, on_right = corner.x() - screen.left(), screen.right() + 1 - docker_right
        around = QtCore.QSize(2 * MARGIN, 3 * MARGIN + line)
        room = QtCore.QSize(max(on_left, on_right), screen.height()) - around
        size = self._image.size().scaled(
            room.boundedTo(QtCore.QSize(SIDE, SIDE)), QtCore.Qt.AspectRatioMode.KeepAspectRatio
        )
        whole = size + around
        left = corner.x() - whole.width() if on_left >= on_right else docker_right
        middle = self._anchor.mapToGlobal(self._anchor.rect().center()).y()
        top = min(middle - whole.height() // 2, screen.bottom() - whole.height())
        self.setGeometry(left, max(top, screen.top()), whole.width(), whole.height())

    def _hide_when_left(self) -> None:
        over = self._anchor.rect().contains(self._anchor.mapFromGlobal(QtGui.QCursor.pos()))
        if not over or not self._anchor.isVisible():
            self.hide()


def _docker_of(widget: QtWidgets.QWidget) -> QtWidgets.QWidget:
    """Return the docker that a widget is in, or the widget where it is in none."""
    around: Optional[QtWidgets.QWidget] = widget
    while around is not None and not isinstance(around, QtWidgets.QDockWidget):
        around = around.parentWidget()
    return widget if around is None else around


def _screen_around(widget: QtWidgets.QWidget) -> QtCore.QRect:
    screen = QtGui.QGuiApplication.screenAt(widget.mapToGlobal(widget.rect().center()))
    return (screen or QtGui.QGuiApplication.primaryScreen()).availableGeometry()
