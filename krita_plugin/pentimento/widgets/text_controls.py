"""Controls for texts: a line, and a field of a few lines for prompts.

Both say `chosen(text)` when the painter has finished, and on `commit()`: where a click on a button
does not move the focus, as on macOS, nothing else tells them that the painter has.
"""

from __future__ import annotations

from typing import Optional

from ..qt import QtCore, QtGui, QtWidgets

FIELD_LINES = 3


class TextLine(QtWidgets.QLineEdit):
    """One line for a short text."""

    chosen = QtCore.pyqtSignal(str)

    def __init__(self, text: str, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(text, parent)
        self._last = text
        self.setCursorPosition(0)  # where it is too long, its beginning is what it is known by
        self.editingFinished.connect(self.commit)

    def commit(self) -> None:
        """Say what the text is, if it is another one than before."""
        if self.text() != self._last:
            self._last = self.text()
            self.chosen.emit(self._last)


class TextField(QtWidgets.QPlainTextEdit):
    """A few lines for one paragraph of at most `maximum` characters; Return finishes it."""

    chosen = QtCore.pyqtSignal(str)

    def __init__(self, text: str, maximum: int, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(text, parent)
        self._last = text
        self._maximum = maximum
        self.setTabChangesFocus(True)
        margins = 2 * int(self.document().documentMargin()) + 2 * self.frameWidth()
        self.setFixedHeight(FIELD_LINES * self.fontMetrics().lineSpacing() + margins)
        self.textChanged.connect(self._cut)

    def text(self) -> str:
        """The text as one paragraph."""
        return " ".join(self.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Replace the text, to be gone on with at its end."""
        self.setPlainText(text)
        self.moveCursor(QtGui.QTextCursor.MoveOperation.End)
        self.commit()

    def commit(self) -> None:
        """Say what the text is, if it is another one than before."""
        if self.text() != self._last:
            self._last = self.text()
            self.chosen.emit(self._last)

    def keyPressEvent(self, e: QtGui.QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Take Return as the end of the text: a prompt has no lines."""
        if e.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.commit()
        else:
            super().keyPressEvent(e)

    def focusOutEvent(self, e: QtGui.QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take leaving the field as the end of the text."""
        super().focusOutEvent(e)
        self.commit()

    def _cut(self) -> None:
        text = self.toPlainText()
        if len(text) > self._maximum:
            self.set_text(text[: self._maximum])
