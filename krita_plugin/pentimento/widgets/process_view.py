"""The process that is shown: a frame large, the slider over all of them, and the strip."""

from __future__ import annotations

from typing import Callable, Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .frame_view import FrameView, ScrubSlider, ThumbnailStrip
from .panel_parts import ElidedLabel, name_widget

TIMELINE_MS = 150
SCRUB_MS = 50
"""Pause between two moves of Krita's timeline while the painter drags."""


class ProcessView(QtWidgets.QWidget):
    """Shows the frames of the active document's process; the slider moves Krita's timeline."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._target: Optional[int] = None
        self._view = FrameView(self)
        name_widget(self._view, "frame", tr("The frame at the slider"))
        self._slider = ScrubSlider(self)
        name_widget(
            self._slider, "scrub", tr("Move through the process, here and on Krita's timeline")
        )
        self._stage = ElidedLabel(self)
        self._stage.setObjectName("stage")
        self._step = QtWidgets.QLabel(self)
        self._step.setObjectName("step")
        self._step.setToolTip(tr("Operation step: 999 is the first mark, 0 the finished canvas"))
        self._strip = ThumbnailStrip(self)
        name_widget(self._strip, "thumbnails", tr("The frames of the process"))
        self._strip.setToolTip("")
        self._lay_out()
        self._slider.valueChanged.connect(self._on_slider)
        self._strip.chosen.connect(self._slider.setValue)
        self._scrub_timer = _single_shot(self, SCRUB_MS, self._move_timeline)
        self._timeline_timer = QtCore.QTimer(self)
        self._timeline_timer.timeout.connect(self._follow_timeline)

    def showEvent(self, a0: QtGui.QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow Krita's timeline from now on."""
        super().showEvent(a0)
        self._timeline_timer.start(TIMELINE_MS)

    def hideEvent(self, a0: QtGui.QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Do nothing while nobody sees it."""
        super().hideEvent(a0)
        self._timeline_timer.stop()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show the frames that there are now."""
        labels = state.labels() if state is not None else []
        shown = state.shown if state is not None else None
        pictures = shown.pictures if shown is not None else []
        self.setVisible(bool(labels))
        self._strip.show_pictures(pictures)
        self._strip.setVisible(bool(pictures))
        self._view.setVisible(bool(pictures))
        blocked = self._slider.blockSignals(True)
        was_at_end = self._slider.value() == self._slider.maximum()
        self._slider.setRange(0, max(0, len(labels) - 1))
        if was_at_end and shown is not None and shown.running:
            self._slider.setValue(self._slider.maximum())
        self._slider.blockSignals(blocked)
        self._show_frame(self._slider.value())

    def _lay_out(self) -> None:
        under_slider = QtWidgets.QHBoxLayout()
        under_slider.addWidget(self._stage, 1)
        under_slider.addWidget(self._step)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view, 100)
        column.addWidget(self._slider)
        column.addLayout(under_slider)
        column.addWidget(self._strip)
        column.addStretch(1)

    def _on_slider(self, index: int) -> None:
        self._show_frame(index)
        self._target = index
        if not self._scrub_timer.isActive():
            self._move_timeline()
            self._scrub_timer.start()

    def _move_timeline(self) -> None:
        if self._target is not None:
            self._desk.show_frame(self._target)
            self._target = None

    def _follow_timeline(self) -> None:
        """Let the slider follow when the painter moves through Krita's own timeline."""
        state = self._desk.state
        if state is None or self._slider.isSliderDown() or self._target is not None:
            return
        index = state.shown_frame()
        if index is not None and index != self._slider.value():
            _set_quietly(self._slider, index)
            self._show_frame(index)

    def _show_frame(self, index: int) -> None:
        state = self._desk.state
        labels = state.labels() if state is not None else []
        if state is None or state.shown is None or not 0 <= index < len(labels):
            return
        label = labels[index]
        self._stage.set_words(
            tr("{stage} · frame {frame} of {frames}").format(
                stage=label.stage.capitalize(), frame=index + 1, frames=len(labels)
            )
        )
        self._step.setText(tr("step {step}").format(step=label.step))
        if index < len(state.shown.pictures):
            self._view.show_image(state.shown.pictures[index].picture)
            self._strip.select(index)


def _set_quietly(slider: QtWidgets.QSlider, value: int) -> None:
    blocked = slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(blocked)


def _single_shot(parent: QtCore.QObject, pause: int, slot: Callable[[], None]) -> QtCore.QTimer:
    timer = QtCore.QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(slot)
    return timer
