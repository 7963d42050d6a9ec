"""Krita's own icons, which follow its theme."""

from __future__ import annotations

from krita import Krita

from ..qt import QtCore, QtGui, QtWidgets

SIDE = 16


def icon_button(
    parent: QtWidgets.QWidget, name: str, icon: str, words: str, *, checkable: bool = False
) -> QtWidgets.QToolButton:
    """Return a flat button with one of Krita's icons; `words` say what it does."""
    button = QtWidgets.QToolButton(parent)
    button.setObjectName(name)
    button.setAutoRaise(True)
    button.setIconSize(QtCore.QSize(SIDE, SIDE))
    button.setCheckable(checkable)
    button.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    label_button(button, icon, words)
    return button


def label_button(button: QtWidgets.QAbstractButton, icon: str, words: str) -> None:
    """Give a button another icon and other words."""
    button.setIcon(krita_icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)


def krita_icon(name: str) -> QtGui.QIcon:
    """Return one of Krita's icons, for the theme of now."""
    return Krita.instance().icon(name)
