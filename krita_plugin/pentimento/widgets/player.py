"""Plays a process: buttons to move by frames and stages, play, loop and speed."""

from __future__ import annotations

from typing import Optional

from ..desk.playback import FASTEST, SLOWEST, Playback
from ..qt import QtCore, QtWidgets
from ..words import tr
from .icons import icon_button, label_button


class Player(QtWidgets.QWidget):
    """A row of buttons over one `Playback`.

    `settings_chosen(speed, loop)` when the painter has changed one of the two.
    """

    settings_chosen = QtCore.pyqtSignal(int, bool)

    def __init__(self, playback: Playback, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what the playback is doing."""
        playback = self._playback
        if playback.playing:
            label_button(self._play, "animation_pause", tr("Pause (Space)"))
        else:
            label_button(self._play, "animation_play", tr("Play (Space)"))
        several = playback.count > 1
        at_start, at_end = playback.index == 0, playback.index >= playback.count - 1
        self._play.setEnabled(several)
        for button in (self._earlier_stage, self._previous):
            button.setEnabled(several and not at_start)
        for button in (self._later_stage, self._next):
            button.setEnabled(several and not at_end)
        # What these say next comes from the playback itself: it is nothing that was chosen here.
        for control in (self._loop, self._speed):
            control.blockSignals(True)
        self._loop.setChecked(playback.loop)
        self._speed.setValue(playback.frames_per_second)
        for control in (self._loop, self._speed):
            control.blockSignals(False)

    def _make_buttons(self) -> None:
        self._earlier_stage = icon_button(
            self, "previous_stage", "prevkeyframe", tr("To the beginning of the stage (Page Up)")
        )
        self._previous = icon_button(
            self, "previous_frame", "prevframe", tr("Previous frame (Left)")
        )
        self._play = icon_button(self, "play", "animation_play", tr("Play (Space)"))
        self._next = icon_button(self, "next_frame", "nextframe", tr("Next frame (Right)"))
        self._later_stage = icon_button(
            self, "next_stage", "nextkeyframe", tr("To the next stage (Page Down)")
        )
        self._loop = icon_button(
            self, "loop", "view-refresh", tr("Begin again after the last frame"), checkable=True
        )
        self._speed = QtWidgets.QSpinBox(self)
        self._speed.setObjectName("speed")
        self._speed.setRange(SLOWEST, FASTEST)
        self._speed.setSuffix(tr(" fps"))
        self._speed.setToolTip(tr("How many frames are shown in a second"))
        self._speed.setAccessibleName(tr("Frames a second"))

    def _lay_out(self) -> None:
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for button in (
            self._earlier_stage,
            self._previous,
            self._play,
            self._next,
            self._later_stage,
        ):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._loop)
        row.addSpacing(4)
        row.addWidget(self._speed)

    def _connect(self) -> None:
        playback = self._playback
        playback.changed.connect(self.refresh)
        playback.moved.connect(self.refresh)
        self._earlier_stage.clicked.connect(lambda: playback.step_stage(-1))
        self._previous.clicked.connect(lambda: playback.step(-1))
        self._play.clicked.connect(playback.toggle)
        self._next.clicked.connect(lambda: playback.step(1))
        self._later_stage.clicked.connect(lambda: playback.step_stage(1))
        self._loop.toggled.connect(self._on_loop)
        self._speed.valueChanged.connect(self._on_speed)

    def _on_loop(self, loop: bool) -> None:
        self._playback.loop = loop
        self.settings_chosen.emit(self._playback.frames_per_second, loop)

    def _on_speed(self, frames_per_second: int) -> None:
        self._playback.change_speed(frames_per_second)
        self.settings_chosen.emit(frames_per_second, self._playback.loop)
