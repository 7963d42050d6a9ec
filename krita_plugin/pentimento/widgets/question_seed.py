"""How many frames, and from which seed."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.settings import FEWEST_FRAMES, LARGEST_SEED, MOST_FRAMES
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .icons import DiceButton, icon_button, label_button
from .panel_parts import name_widget, set_quietly

SPIN_BUTTONS = 24
"""Pixels that a spin box needs beside its number."""


class FramesAndSeed(QtWidgets.QWidget):
    """The number of frames, the seed, a die for another one, and a lock that keeps it."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frames = QtWidgets.QSpinBox(self)
        self._frames.setRange(FEWEST_FRAMES, MOST_FRAMES)
        name_widget(self._frames, "frames", tr("Number of frames of the process"))
        self._seed = QtWidgets.QSpinBox(self)
        self._seed.setRange(0, LARGEST_SEED)
        name_widget(self._seed, "seed", tr("Seed: the same seed gives the same process again"))
        self._dice = DiceButton(self, "dice", tr("Another seed"))
        self._lock = icon_button(self, "seed_lock", "", "", checkable=True)
        self._lay_out()
        self._frames.valueChanged.connect(self._on_frames)
        self._seed.valueChanged.connect(self._on_seed)
        self._dice.clicked.connect(self._on_dice)
        self._lock.toggled.connect(self._on_lock)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is settled now; what is just being typed stays."""
        settings = self._desk.settings
        for spin, value in ((self._frames, settings.frames), (self._seed, settings.seed)):
            if not spin.hasFocus() and spin.value() != value:
                set_quietly(spin, value)
        self._show_lock(settings.seed_locked)

    def commit(self) -> None:
        """Take what has been typed, though the painter may still be at it."""
        self._frames.interpretText()
        self._seed.interpretText()

    def _lay_out(self) -> None:
        frames = _labelled(tr("Frames"), self._frames, self)
        seed = _labelled(tr("Seed"), self._seed, self)
        seed.addWidget(self._dice)
        seed.addWidget(self._lock)
        self._row = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(frames, 1)
        self._row.addLayout(seed, 1)

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand in two rows where one is too narrow."""
        super().resizeEvent(a0)
        parts = [self._row.itemAt(index).minimumSize().width() for index in (0, 1)]
        fits = sum(parts) + self._row.spacing() <= self.width()
        direction = QtWidgets.QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return a size that does not keep the docker from becoming narrow."""
        return QtCore.QSize(0, super().minimumSizeHint().height())

    def _on_frames(self, frames: int) -> None:
        self._desk.change_settings(frames=frames)

    def _on_seed(self, seed: int) -> None:
        self._desk.form.choose_seed(seed)
        self._show_lock(True)

    def _on_dice(self) -> None:
        seed = self._desk.form.roll_seed()
        self._desk.form.choose_seed(seed)
        set_quietly(self._seed, seed)
        self._show_lock(True)

    def _on_lock(self, locked: bool) -> None:
        self._desk.change_settings(seed_locked=locked)
        self._show_lock(locked)

    def _show_lock(self, locked: bool) -> None:
        blocked = self._lock.blockSignals(True)
        self._lock.setChecked(locked)
        self._lock.blockSignals(blocked)
        if locked:
            label_button(self._lock, "layer-locked", tr("Locked: every question has this seed"))
        else:
            words = tr("Not locked: every question gets a seed of its own")
            label_button(self._lock, "layer-unlocked", words)


def _labelled(
    title: str, spin: QtWidgets.QSpinBox, parent: QtWidgets.QWidget
) -> QtWidgets.QHBoxLayout:
    label = QtWidgets.QLabel(title, parent)
    label.setBuddy(spin)
    # as narrow as its longest number allows, so that both stand in one row where they can
    digits = spin.fontMetrics().boundingRect(str(spin.maximum())).width()
    spin.setMinimumWidth(digits + SPIN_BUTTONS)
    row = QtWidgets.QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(label)
    row.addWidget(spin, 1)
    return row
