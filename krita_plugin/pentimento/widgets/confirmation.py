"""A question about what cannot be undone, in Krita's window."""

from __future__ import annotations

from typing import Callable

from ..qt import QtCore, QtWidgets


def ask_before(
    act: Callable[[], object],
    parent: QtWidgets.QWidget,
    name: str,
    words: str,
    *,
    yes: str,
    more: str = "",
) -> None:
    """Ask whether to `act`, which the button `yes` stands for; Enter and Escape leave all as it is.

    Returns at once. `more` is said in smaller letters. The box is called `name` and its button the
    same with "_yes".
    """
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QtWidgets.QMessageBox.Icon.Question)
    box.setWindowTitle("Pentimento")
    box.setText(words)
    box.setInformativeText(more)
    button = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
    button.setObjectName(f"{name}_yes")
    button.clicked.connect(lambda _: act())
    box.setDefaultButton(box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel))
    box.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
