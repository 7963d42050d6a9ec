"""A longer text in a window of its own, such as the backend's log."""

from __future__ import annotations

from ..desk.report import last_lines
from ..link.backend_process import output_file
from ..qt import QtCore, QtWidgets
from ..words import tr


def show_backend_log(parent: QtWidgets.QWidget) -> None:
    """Show what the backend said last."""
    lines = last_lines(output_file())
    show_text(parent, tr("The backend's log"), "\n".join(lines) or tr("The log is empty."))


def show_text(parent: QtWidgets.QWidget, title: str, text: str) -> None:
    """Show a longer text in a window of its own, without stopping Krita."""
    dialog = QtWidgets.QDialog(parent.window())
    dialog.setObjectName("pentimento_text")
    dialog.setWindowTitle("Pentimento")
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    heading = QtWidgets.QLabel(title, dialog)
    heading.setWordWrap(True)
    view = QtWidgets.QPlainTextEdit(text, dialog)
    view.setReadOnly(True)
    view.setLineWrapMode(QtWidgets.QPlainTextEdit.LineWrapMode.NoWrap)
    view.setAccessibleName(title)
    buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    column = QtWidgets.QVBoxLayout(dialog)
    for widget in (heading, view, buttons):
        column.addWidget(widget)
    dialog.resize(560, 360)
    dialog.open()
