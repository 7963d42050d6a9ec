"""The docker's picture: one frame of the process, compared with the canvas where that is wanted."""

from __future__ import annotations

from typing import Optional

from ..qt import QtCore, QtGui, QtWidgets
from .comparison import CompareMode, Comparison
from .frame_keys import FrameKeys
from .picture_drawing import fitted_rect

LEAST_HEIGHT, MOST_HEIGHT = 150, 380
DIVIDER_STEP = 0.05


class PictureView(QtWidgets.QWidget):
    """One frame, as large as the docker allows; transparent parts show a checkerboard.

    `keys` says what the painter's keys ask for. In a split the divider follows the mouse, and
    Shift with the left and right keys.
    """

    def __init__(self, comparison: Comparison, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.keys = FrameKeys()
        self._comparison = comparison
        self._image: Optional[QtGui.QImage] = None
        comparison.changed.connect(self.update)
        self.setFixedHeight(LEAST_HEIGHT)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed
        )

    @property
    def image(self) -> Optional[QtGui.QImage]:
        """What is shown now."""
        return self._image

    def show_image(self, image: Optional[QtGui.QImage]) -> None:
        """Show an image, or nothing."""
        if image is not self._image:
            self._image = image
            self._fit_height()
            self.update()

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the frame in the middle."""
        if self._image is None or self._image.isNull():
            return
        painter = QtGui.QPainter(self)
        ratio = self.devicePixelRatioF()
        place = self._comparison.draw(painter, self.rect(), self._image, self.palette(), ratio)
        if self.hasFocus():
            painter.setPen(self.palette().color(QtGui.QPalette.ColorRole.Highlight))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the height that the frame needs at this width."""
        super().resizeEvent(a0)
        self._fit_height()

    def event(self, a0: QtCore.QEvent) -> bool:
        """Keep the keys that move through the frames from Krita's shortcuts."""
        return self.keys.keep(a0) or super().event(a0)

    def keyPressEvent(self, a0: QtGui.QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the divider or through the frames."""
        key, keys = a0.key(), QtCore.Qt.Key
        shifted = a0.modifiers() == QtCore.Qt.KeyboardModifier.ShiftModifier
        if shifted and self._splits and key in (keys.Key_Left, keys.Key_Right):
            step = -DIVIDER_STEP if key == keys.Key_Left else DIVIDER_STEP
            self._comparison.move_divider(self._comparison.divider + step)
        elif not self.keys.take(a0):
            super().keyPressEvent(a0)

    def mousePressEvent(self, a0: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Bring the divider to the pointer."""
        if a0.button() == QtCore.Qt.MouseButton.LeftButton:
            self._drag_divider(a0)

    def mouseMoveEvent(self, a0: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let the divider follow the pointer."""
        if a0.buttons() == QtCore.Qt.MouseButton.LeftButton:
            self._drag_divider(a0)
        shape = QtCore.Qt.CursorShape.SplitHCursor if self._splits else None
        if shape is None:
            self.unsetCursor()
        else:
            self.setCursor(shape)

    def focusInEvent(self, a0: QtGui.QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that the keys go here now."""
        super().focusInEvent(a0)
        self.update()

    def focusOutEvent(self, a0: QtGui.QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Show that the keys go elsewhere now."""
        super().focusOutEvent(a0)
        self.update()

    @property
    def _splits(self) -> bool:
        return self._comparison.mode is CompareMode.SPLIT

    def _drag_divider(self, event: QtGui.QMouseEvent) -> None:
        if self._splits and self._image is not None:
            place = fitted_rect(self._image, self.rect())
            self._comparison.move_divider((event.pos().x() - place.left()) / max(1, place.width()))

    def _fit_height(self) -> None:
        if self._image is None or self._image.isNull():
            return
        needed = self._width_in_docker() * self._image.height() // self._image.width()
        self.setFixedHeight(min(max(LEAST_HEIGHT, needed), MOST_HEIGHT))

    def _width_in_docker(self) -> int:
        """Return the width that the view has whether the docker shows its scroll bar or not.

        A height that depended on the scroll bar would make it come and go without end.
        """
        around = self.parentWidget()
        while around is not None and not isinstance(around, QtWidgets.QAbstractScrollArea):
            around = around.parentWidget()
        if around is None:
            return self.width()
        bar = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_ScrollBarExtent)
        viewport = around.viewport()
        beside = 0 if viewport is None else viewport.width() - self.width()
        return max(1, around.width() - bar - beside)
