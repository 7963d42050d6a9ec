"""Shows the frames of a process: one large, and all of them in a strip."""

from __future__ import annotations

from typing import List, Optional, Sequence

from ..link.frame_decoding import FramePicture
from ..qt import QtCore, QtGui, QtWidgets

THUMBNAIL = 56
VIEW_HEIGHT = 150
CHECK = 6
NAVIGATION_KEYS = (
    QtCore.Qt.Key.Key_Left,
    QtCore.Qt.Key.Key_Right,
    QtCore.Qt.Key.Key_Up,
    QtCore.Qt.Key.Key_Down,
    QtCore.Qt.Key.Key_Home,
    QtCore.Qt.Key.Key_End,
    QtCore.Qt.Key.Key_PageUp,
    QtCore.Qt.Key.Key_PageDown,
)


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


class FrameView(QtWidgets.QWidget):
    """One frame, as large as the docker allows; transparent parts show a checkerboard."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._image: Optional[QtGui.QImage] = None
        self.setMinimumHeight(VIEW_HEIGHT)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Expanding
        )

    def show_image(self, image: Optional[QtGui.QImage]) -> None:
        """Show an image, or nothing."""
        if image is not self._image:
            self._image = image
            self._fit_height()
            self.update()

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return the size that suits a docker."""
        return QtCore.QSize(260, 220)

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the frame in the middle."""
        if self._image is None or self._image.isNull():
            return
        pixmap = fitted_pixmap(self._image, self.width(), self.height(), self.devicePixelRatioF())
        size = pixmap.size() / pixmap.devicePixelRatio()
        place = QtCore.QRect(QtCore.QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        painter = QtGui.QPainter(self)
        painter.fillRect(place, _checkerboard())
        painter.drawPixmap(place.topLeft(), pixmap)
        painter.end()

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Take no more height than the frame needs at this width."""
        super().resizeEvent(a0)
        self._fit_height()

    def _fit_height(self) -> None:
        if self._image is not None and not self._image.isNull():
            needed = self.width() * self._image.height() // self._image.width()
            self.setMaximumHeight(max(VIEW_HEIGHT, needed))


class FramedThumbnail(QtWidgets.QStyledItemDelegate):
    """Draws a thumbnail; the frame at the slider has a border in the selection's colour."""

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
        painter.fillRect(place, _checkerboard())
        painter.drawPixmap(place.topLeft(), pixmap)
        selected = QtWidgets.QStyle.StateFlag.State_Selected
        if (option.state & selected) == selected:
            color = option.palette.color(QtGui.QPalette.ColorRole.Highlight)
            painter.setPen(QtGui.QPen(color, 2))
            painter.drawRect(place)


class ThumbnailStrip(QtWidgets.QListWidget):
    """All frames in a row; `chosen(index)` when the painter picks one."""

    chosen = QtCore.pyqtSignal(int)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._pictures: Sequence[FramePicture] = []
        self.setViewMode(QtWidgets.QListView.ViewMode.IconMode)
        self.setFlow(QtWidgets.QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QtWidgets.QListView.Movement.Static)
        self.setItemDelegate(FramedThumbnail(self))
        self.setSpacing(2)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)
        bar = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_ScrollBarExtent)
        self.setFixedHeight(THUMBNAIL + bar + 14)
        self.currentRowChanged.connect(self._on_row)

    def show_pictures(self, pictures: List[FramePicture]) -> None:
        """Show these frames; cheap where there are only some more than before."""
        if pictures is not self._pictures:
            self.clear()
            self._pictures = pictures
        for picture in pictures[self.count() :]:
            self._add(picture)

    def select(self, index: int) -> None:
        """Mark a frame without telling about it."""
        if index != self.currentRow() and index < self.count():
            blocked = self.blockSignals(True)
            self.setCurrentRow(index)
            self.blockSignals(blocked)

    def event(self, e: QtCore.QEvent) -> bool:
        """Keep the keys that move through the frames from Krita's shortcuts."""
        return _keeps_key(e) or super().event(e)

    def _add(self, picture: FramePicture) -> None:
        pixmap = fitted_pixmap(picture.picture, THUMBNAIL, THUMBNAIL, self.devicePixelRatioF())
        item = QtWidgets.QListWidgetItem()
        item.setData(QtCore.Qt.ItemDataRole.DecorationRole, pixmap)
        item.setSizeHint(QtCore.QSize(THUMBNAIL + 4, THUMBNAIL + 4))
        title = f"Frame {picture.index + 1}: {picture.label.stage}, step {picture.label.step}"
        item.setToolTip(title)
        item.setData(QtCore.Qt.ItemDataRole.AccessibleTextRole, title)
        self.addItem(item)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


class ScrubSlider(QtWidgets.QSlider):
    """A slider over the frames; a click goes straight to the frame under the pointer."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(QtCore.Qt.Orientation.Horizontal, parent)
        self.setPageStep(5)
        self.setTracking(True)

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep the keys that move through the frames from Krita's shortcuts."""
        return _keeps_key(event) or super().event(event)

    def mousePressEvent(self, ev: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Go to where the painter clicks, and drag on from there."""
        if ev.button() == QtCore.Qt.MouseButton.LeftButton:
            handle = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_SliderLength)
            self.setValue(
                QtWidgets.QStyle.sliderValueFromPosition(
                    self.minimum(),
                    self.maximum(),
                    ev.pos().x() - handle // 2,
                    max(1, self.width() - handle),
                )
            )
        super().mousePressEvent(ev)


def _checkerboard() -> QtGui.QBrush:
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


def _keeps_key(event: QtCore.QEvent) -> bool:
    """Accept a key that Krita would take for the timeline or the canvas otherwise."""
    if event.type() != QtCore.QEvent.Type.ShortcutOverride:
        return False
    if isinstance(event, QtGui.QKeyEvent) and event.key() in NAVIGATION_KEYS:
        event.accept()
        return True
    return False
