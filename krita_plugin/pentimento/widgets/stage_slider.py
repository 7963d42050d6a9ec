"""The slider over a process, and under it where its stages begin."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Tuple

from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .frame_keys import FrameKeys

TICK = 4
GAP = 3
FEWEST_LETTERS = 5
"""With fewer, a title that was cut tells nothing."""


class Stage(NamedTuple):
    """A stage of the process: its first frame and its title."""

    start: int
    title: str


class ScrubSlider(QtWidgets.QSlider):
    """A slider over the frames; a click goes straight to the frame under the pointer."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(QtCore.Qt.Orientation.Horizontal, parent)
        self.keys = FrameKeys()
        self.setTracking(True)

    def event(self, event: QtCore.QEvent) -> bool:
        """Keep the keys that move through the frames from Krita's shortcuts."""
        return self.keys.keep(event) or super().event(event)

    def keyPressEvent(self, ev: QtGui.QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Move through the frames."""
        if not self.keys.take(ev):
            super().keyPressEvent(ev)

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

    def show_value(self, value: int) -> None:
        """Move without telling about it."""
        blocked = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(blocked)

    def place_of(self, value: int) -> int:
        """Return where the middle of the handle is at a value, in pixels from the left."""
        handle = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_SliderLength)
        room = max(1, self.width() - handle)
        span = QtWidgets.QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), value, room)
        return span + handle // 2


class StageRuler(QtWidgets.QWidget):
    """A tick under the slider where each stage begins, and its name where there is room.

    `chosen(frame)` when the painter clicks on a stage.
    """

    chosen = QtCore.pyqtSignal(int)

    def __init__(self, slider: ScrubSlider, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._slider = slider
        self._stages: Sequence[Stage] = []
        self._current = -1
        self.setMouseTracking(True)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show where these stages begin."""
        if stages != self._stages:
            self._stages = stages
            titles = ", ".join(stage.title for stage in stages)
            self.setAccessibleName(tr("Stages: {titles}").format(titles=titles))
            self.update()

    def show_frame(self, index: int) -> None:
        """Mark the stage of a frame."""
        started = [number for number, stage in enumerate(self._stages) if stage.start <= index]
        current = started[-1] if started else -1
        if current != self._current:
            self._current = current
            self.update()

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return the height of a tick and a line of text."""
        return QtCore.QSize(120, TICK + self.fontMetrics().height())

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return the same height, and no width to speak of."""
        return QtCore.QSize(40, self.sizeHint().height())

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw ticks and names."""
        painter = QtGui.QPainter(self)
        color = self.palette().color(QtGui.QPalette.ColorRole.WindowText)
        for number, (left, right) in enumerate(self._spans()):
            is_current = number == self._current
            faint = QtGui.QColor(color)
            faint.setAlpha(255 if is_current else 160)
            painter.setPen(QtGui.QPen(faint, 2 if is_current else 1))
            painter.drawLine(left, 0, left, TICK)
            self._draw_title(painter, number, left, right)
        painter.end()

    def mousePressEvent(self, a0: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Go to the beginning of the stage under the pointer."""
        stage = self._stage_at(a0.pos().x())
        if stage is not None and a0.button() == QtCore.Qt.MouseButton.LeftButton:
            self.chosen.emit(stage.start)

    def mouseMoveEvent(self, a0: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Name the stage under the pointer."""
        stage = self._stage_at(a0.pos().x())
        words = tr("Go to the beginning of “{title}”")
        self.setToolTip("" if stage is None else words.format(title=stage.title))

    def _draw_title(self, painter: QtGui.QPainter, number: int, left: int, right: int) -> None:
        font = QtGui.QFont(self.font())
        font.setBold(number == self._current)
        painter.setFont(font)
        room = right - left - GAP
        title = self._stages[number].title
        shown = painter.fontMetrics().elidedText(title, QtCore.Qt.TextElideMode.ElideRight, room)
        if shown == title or len(shown) >= FEWEST_LETTERS:
            baseline = TICK + painter.fontMetrics().ascent()
            painter.drawText(left + GAP - 1, baseline, shown)

    def _spans(self) -> List[Tuple[int, int]]:
        lefts = [self._slider.place_of(stage.start) for stage in self._stages]
        return list(zip(lefts, [*lefts[1:], self.width()]))

    def _stage_at(self, place: int) -> Optional[Stage]:
        for stage, (left, right) in zip(self._stages, self._spans()):
            if left - TICK <= place < right - TICK:
                return stage
        return None
