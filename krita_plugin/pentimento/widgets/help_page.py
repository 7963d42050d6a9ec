"""A friendly page in the place of the docker's content: what is missing, and how it gets here.

Needs nothing but Qt, so that it can also be shown where the rest of the plugin cannot start.
"""

from __future__ import annotations

from typing import Optional

from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr

LARGER = 1.25
"""Size of the title, beside that of the text."""


class HelpPage(QtWidgets.QWidget):
    """A title, what is to be done, a command that can be copied, and what comes of it."""

    def __init__(
        self, title: str, command: str, parent: Optional[QtWidgets.QWidget] = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("help_page")
        self._title = _words(title, "help_title", self)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        font.setBold(True)
        self._title.setFont(font)
        self._sentence = _words("", "help_sentence", self)
        self._command = QtWidgets.QLineEdit(command, self)
        self._command.setObjectName("help_command")
        self._command.setReadOnly(True)
        self._command.setFont(
            QtGui.QFontDatabase.systemFont(QtGui.QFontDatabase.SystemFont.FixedFont)
        )
        self._command.setAccessibleName(tr("The command"))
        self._copy = QtWidgets.QPushButton(tr("Copy the command"), self)
        self._copy.setObjectName("help_copy")
        self._copy.clicked.connect(self._on_copy)
        self._outcome = _words("", "help_outcome", self)
        self._column = QtWidgets.QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 4)
        self._column.setSpacing(10)
        for widget in (self._title, self._sentence, self._command, self._copy, self._outcome):
            self._column.addWidget(widget)

    def show_words(self, sentence: str, outcome: str) -> None:
        """Show what is to be done, and what comes of it."""
        self._sentence.setText(sentence)
        self._outcome.setText(outcome)
        self._outcome.setVisible(bool(outcome))

    def add_button(self, title: str, name: str) -> QtWidgets.QPushButton:
        """Add a button at the end."""
        button = QtWidgets.QPushButton(title, self)
        button.setObjectName(name)
        self._column.addWidget(button)
        return button

    def add_words(self, name: str) -> QtWidgets.QLabel:
        """Add a paragraph at the end."""
        label = _words("", name, self)
        self._column.addWidget(label)
        return label

    def finish(self) -> None:
        """Leave the rest of the docker empty."""
        self._column.addStretch(1)

    def _on_copy(self) -> None:
        QtWidgets.QApplication.clipboard().setText(self._command.text())
        self._copy.setText(tr("Copied"))


def _words(text: str, name: str, parent: QtWidgets.QWidget) -> QtWidgets.QLabel:
    label = QtWidgets.QLabel(text, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
