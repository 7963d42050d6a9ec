"""Krita's own icons, which follow its theme."""

from __future__ import annotations

from krita import Krita

from ..qt import QtCore, QtGui, QtWidgets
from .panel_parts import name_widget

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


class DiceButton(QtWidgets.QToolButton):
    """A flat button with a die, which Krita has no icon of; `words` say what it does."""

    def __init__(self, parent: QtWidgets.QWidget, name: str, words: str) -> None:
        super().__init__(parent)
        name_widget(self, name, words)
        _make_flat(self)
        self._draw()

    def changeEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the die in the colours of another theme."""
        super().changeEvent(a0)
        if a0.type() == QtCore.QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(_dice_icon(self.palette(), SIDE, self.devicePixelRatioF()))


def icon_button(
    parent: QtWidgets.QWidget, name: str, icon: str, words: str, *, checkable: bool = False
) -> QtWidgets.QToolButton:
    """Return a flat button with one of Krita's icons; `words` say what it does."""
    button = IconButton(parent)
    button.setObjectName(name)
    _make_flat(button)
    button.setCheckable(checkable)
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


def _make_flat(button: QtWidgets.QToolButton) -> None:
    button.setAutoRaise(True)
    button.setIconSize(QtCore.QSize(SIDE, SIDE))
    button.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)


def _draw(button: QtWidgets.QAbstractButton, icon: str) -> None:
    # Krita reads an icon's file anew each time it is asked for it.
    theme = button.palette().color(QtGui.QPalette.ColorRole.Window).name()
    if button.property(_DRAWN) != f"{icon} {theme}":
        button.setProperty(_DRAWN, f"{icon} {theme}")
        button.setIcon(krita_icon(icon))


def _dice_icon(palette: QtGui.QPalette, side: int, ratio: float) -> QtGui.QIcon:
    """Return a die's five in the palette's text colour."""
    pixmap = QtGui.QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QtCore.Qt.GlobalColor.transparent)
    color = palette.color(QtGui.QPalette.ColorRole.ButtonText)
    painter = QtGui.QPainter(pixmap)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(QtGui.QPen(color, 1.2))
    painter.drawRoundedRect(QtCore.QRectF(1.5, 1.5, side - 3, side - 3), 3, 3)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(color)
    near, middle, far = side * 0.3, side * 0.5, side * 0.7
    for x, y in ((near, near), (far, near), (middle, middle), (near, far), (far, far)):
        painter.drawEllipse(QtCore.QPointF(x, y), side * 0.075, side * 0.075)
    painter.end()
    return QtGui.QIcon(pixmap)
