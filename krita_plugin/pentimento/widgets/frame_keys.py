"""The keys that move through a process, the same in its picture, its slider and its strip."""

from __future__ import annotations

from typing import Dict

from ..qt import QtCore, QtGui

STEPS: Dict[int, int] = {
    QtCore.Qt.Key.Key_Left: -1,
    QtCore.Qt.Key.Key_Down: -1,
    QtCore.Qt.Key.Key_Right: 1,
    QtCore.Qt.Key.Key_Up: 1,
}
STAGE_STEPS: Dict[int, int] = {QtCore.Qt.Key.Key_PageUp: -1, QtCore.Qt.Key.Key_PageDown: 1}
ENDS: Dict[int, bool] = {QtCore.Qt.Key.Key_Home: False, QtCore.Qt.Key.Key_End: True}


class FrameKeys(QtCore.QObject):
    """Left and right move by a frame, page up and down by a stage, home and end to the ends.

    Space plays. Is made without a parent, before anything that sends the widget an event. A widget
    asks `keep` from its `event`, `take` from its `keyPressEvent`.
    """

    step_wanted = QtCore.pyqtSignal(int)
    stage_wanted = QtCore.pyqtSignal(int)
    end_wanted = QtCore.pyqtSignal(bool)
    play_wanted = QtCore.pyqtSignal()

    def keep(self, event: QtCore.QEvent) -> bool:
        """Accept a key that Krita would take for the timeline or the canvas otherwise."""
        if event.type() != QtCore.QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(event, QtGui.QKeyEvent) or not _is_ours(event):
            return False
        event.accept()
        return True

    def take(self, event: QtGui.QKeyEvent) -> bool:
        """Do what a key asks for; returns False for keys that mean nothing here."""
        key = event.key()
        if not _is_ours(event):
            return False
        if key in STEPS:
            self.step_wanted.emit(STEPS[key])
        elif key in STAGE_STEPS:
            self.stage_wanted.emit(STAGE_STEPS[key])
        elif key in ENDS:
            self.end_wanted.emit(ENDS[key])
        else:
            self.play_wanted.emit()
        return True


def _is_ours(event: QtGui.QKeyEvent) -> bool:
    modifiers = QtCore.Qt.KeyboardModifier
    plain = event.modifiers() in (modifiers.NoModifier, modifiers.KeypadModifier)
    shifted = event.modifiers() == modifiers.ShiftModifier
    key = event.key()
    known = key in STEPS or key in STAGE_STEPS or key in ENDS or key == QtCore.Qt.Key.Key_Space
    return (plain and known) or (shifted and key in STEPS)
