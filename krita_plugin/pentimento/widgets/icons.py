"""Krita's own icons, which follow its theme."""

from __future__ import annotations

from krita import Krita

from ..qt import QtCore, QtGui, QtWidgets

SIDE = 16
_DRAWN = "pentimento_icon"


class IconButton(QtWidgets.QToolButton):
    """A flat button whose icon is drawn anew when Krita's theme changes."""

    def changeEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the icon of another theme."""
        super().changeEvent(a0)
        if a0.type() == QtCore.QEvent.Type.PaletteChange:
            icon = str(self.property(_DRAWN) or "").partition(" ")[0]
            if icon:
                _draw(self, icon)


def icon_button(
    parent: QtWidgets.QWidget, name: str, icon: str, words: str, *, checkable: bool = False
) -> QtWidgets.QToolButton:
    """Return a flat button with one of Krita's icons; `words` say what it does."""
    button = IconButton(parent)
    button.setObjectName(name)
    button.setAutoRaise(True)
    button.setIconSize(QtCore.QSize(SIDE, SIDE))
    button.setCheckable(checkable)
    button.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
    label_button(button, icon, words)
    return button


def label_button(button: QtWidgets.QAbstractButton, icon: str, words: str) -> None:
    """Give a button another icon and other words; cheap where they are what they were."""
    _draw(button, icon)
    button.setToolTip(words)
    button.setAccessibleName(words)


def krita_icon(name: str) -> QtGui.QIcon:
    """Return one of Krita's icons, for the theme of now."""
    return Krita.instance().icon(name)


def _draw(button: QtWidgets.QAbstractButton, icon: str) -> None:
    # Krita reads an icon's file anew each time it is asked for it.
    theme = button.palette().color(QtGui.QPalette.ColorRole.Window).name()
    if button.property(_DRAWN) != f"{icon} {theme}":
        button.setProperty(_DRAWN, f"{icon} {theme}")
        button.setIcon(krita_icon(icon))
