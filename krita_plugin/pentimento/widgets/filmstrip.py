"""The frames of a process in a row: look at one by hovering or dragging, choose one by a click."""

from __future__ import annotations

from typing import Optional, Sequence

from ..link.frame_decoding import FramePicture
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .frame_keys import FrameKeys
from .frame_words import frame_title
from .picture_drawing import checkerboard, fitted_pixmap

THUMBNAIL = 56
BORDER = 2


class FramedThumbnail(QtWidgets.QStyledItemDelegate):
    """Draws a thumbnail; that at the slider has a border, that under the pointer a thin one."""

    def paint(
        self,
        painter: QtGui.QPainter,
        option: QtWidgets.QStyleOptionViewItem,
        index: QtCore.QModelIndex,
    ) -> None:
        """Draw one thumbnail."""
        pixmap = index.data(QtCore.Qt.ItemDataRole.DecorationRole)
        place = QtCore.QRect(QtCore.QPoint(0, 0), pixmap.size() / pixmap.devicePixelRatio())
        place.moveCenter(option.rect.center())
        painter.fillRect(place, checkerboard())
        painter.drawPixmap(place.topLeft(), pixmap)
        state = QtWidgets.QStyle.StateFlag
        selected = (option.state & state.State_Selected) == state.State_Selected
        strip = self.parent()
        pointed_at = isinstance(strip, Filmstrip) and strip.pointed_at == index.row()
        if selected or pointed_at:
            color = option.palette.color(QtGui.QPalette.ColorRole.Highlight)
            painter.setPen(QtGui.QPen(color, 2 * BORDER if selected else BORDER))
            painter.drawRect(place)


class Filmstrip(QtWidgets.QListWidget):
    """All frames in a row.

    `chosen(index)` when the painter clicks one, or lets go of the mouse over it; `looked_at(index)`
    while the pointer is over one, -1 when it has left. Looking changes nothing.
    """

    chosen = QtCore.pyqtSignal(int)
    looked_at = QtCore.pyqtSignal(int)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.keys = FrameKeys()
        self._pictures: Sequence[FramePicture] = []
        self._looked_at = -1
        self.setViewMode(QtWidgets.QListView.ViewMode.IconMode)
        self.setFlow(QtWidgets.QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QtWidgets.QListView.Movement.Static)
        self.setItemDelegate(FramedThumbnail(self))
        self.setSpacing(BORDER)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        bar = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedHeight(THUMBNAIL + bar + 14)
        self.currentRowChanged.connect(self._on_row)

    @property
    def pointed_at(self) -> int:
        """The frame under the pointer, -1 for none."""
        return self._looked_at

    def show_pictures(self, pictures: Sequence[FramePicture]) -> None:
        """Show these frames; cheap where there are only some more than before."""
        if pictures is not self._pictures or self.count() > len(pictures):
            self.clear()
            self._pictures = pictures
        for picture in pictures[self.count() :]:
            self._add(picture)

    def select(self, index: int) -> None:
        """Mark a frame, and bring it into sight, without telling about it."""
        if index != self.currentRow() and index < self.count():
            blocked = self.blockSignals(True)
            self.setCurrentRow(index)
            self.blockSignals(blocked)

    def event(self, e: QtCore.QEvent) -> bool:
        """Keep the keys that move through the frames from Krita's shortcuts."""
        return self.keys.keep(e) or super().event(e)

    def keyPressEvent(self, e: QtGui.QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move through the frames."""
        if not self.keys.take(e):
            super().keyPressEvent(e)

    def mousePressEvent(self, e: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at the frame under the pointer; it is chosen when the button comes up."""
        self._look(self._frame_at(e.pos()))

    def mouseMoveEvent(self, e: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at the frame under the pointer, whether a button is down or not."""
        self._look(self._frame_at(e.pos()))

    def mouseReleaseEvent(self, e: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose the frame under the pointer."""
        index = self._frame_at(e.pos())
        if index >= 0 and e.button() == QtCore.Qt.MouseButton.LeftButton:
            self.setCurrentRow(index)

    def resizeEvent(self, e: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the frame at the slider in sight."""
        super().resizeEvent(e)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def leaveEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at nothing any more."""
        super().leaveEvent(a0)
        self._look(-1)

    def hideEvent(self, a0: QtGui.QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at nothing any more."""
        super().hideEvent(a0)
        self._look(-1)

    def wheelEvent(self, e: QtGui.QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the row sideways by either wheel."""
        turned = e.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.x() or turned.y()))
        e.accept()

    def _add(self, picture: FramePicture) -> None:
        pixmap = fitted_pixmap(picture.picture, THUMBNAIL, THUMBNAIL, self.devicePixelRatioF())
        item = QtWidgets.QListWidgetItem()
        item.setData(QtCore.Qt.ItemDataRole.DecorationRole, pixmap)
        item.setSizeHint(QtCore.QSize(THUMBNAIL + 2 * BORDER, THUMBNAIL + 2 * BORDER))
        title = frame_title(picture.index, picture.label)
        item.setData(QtCore.Qt.ItemDataRole.AccessibleTextRole, title)
        self.addItem(item)

    def _frame_at(self, place: QtCore.QPoint) -> int:
        return self.row(self.itemAt(place)) if self.itemAt(place) is not None else -1

    def _look(self, index: int) -> None:
        if index != self._looked_at:
            self._looked_at = index
            self.viewport().update()
            self.looked_at.emit(index)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


class WorkingPicture(QtWidgets.QWidget):
    """What the engine works on just now, beside the strip: not a frame yet."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._image: Optional[QtGui.QImage] = None
        self.setFixedSize(THUMBNAIL + 4, THUMBNAIL + 4)
        self.setToolTip(tr("The frame that is being painted now"))
        self.setAccessibleName(self.toolTip())
        self.hide()

    def show_image(self, image: Optional[QtGui.QImage]) -> None:
        """Show an unfinished picture; None where nothing is being painted."""
        if image is not self._image:
            self._image = image
            self.update()
        self.setVisible(image is not None)

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the picture in a dashed frame."""
        if self._image is None or self._image.isNull():
            return
        painter = QtGui.QPainter(self)
        pixmap = fitted_pixmap(self._image, THUMBNAIL, THUMBNAIL, self.devicePixelRatioF())
        place = QtCore.QRect(QtCore.QPoint(0, 0), pixmap.size() / pixmap.devicePixelRatio())
        place.moveCenter(self.rect().center())
        painter.fillRect(place, checkerboard())
        painter.drawPixmap(place.topLeft(), pixmap)
        color = self.palette().color(QtGui.QPalette.ColorRole.Highlight)
        painter.setPen(QtGui.QPen(color, 2, QtCore.Qt.PenStyle.DashLine))
        painter.drawRect(place)
        painter.end()
