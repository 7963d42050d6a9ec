"""Buttons and check boxes whose words may be too long for a narrow docker, or for large fonts.

They stand in two lines there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..qt import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    _Button = QtWidgets.QAbstractButton
else:
    _Button = object  # Qt's classes cannot be mixed with each other


class _Wrapping(_Button):
    """What the button and the check box have in common."""

    _words = ""

    def set_words(self, words: str) -> None:
        """Change the words."""
        self._words = words
        self.setAccessibleName(words)
        _wrap(self, words)

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return the size with all words in one line."""
        return _in_one_line(super().sizeHint(), self, self._words)

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand in as many lines as it takes."""
        super().resizeEvent(a0)
        _wrap(self, self._words)

    def changeEvent(self, e: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the room that another font needs."""
        super().changeEvent(e)
        if e.type() == QtCore.QEvent.Type.FontChange:
            _wrap(self, self._words)


class WrappingButton(_Wrapping, QtWidgets.QPushButton):
    """A button whose words stand in two lines where one is too narrow for them."""

    def __init__(self, words: str = "", parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        _let_shrink(self)
        self.set_words(words)


class WrappingCheckBox(_Wrapping, QtWidgets.QCheckBox):
    """A check box whose words stand in two lines where one is too narrow for them."""

    def __init__(self, words: str, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        _let_shrink(self)
        self.set_words(words)


def _let_shrink(button: QtWidgets.QAbstractButton) -> None:
    policy = QtWidgets.QSizePolicy.Policy
    button.setSizePolicy(policy.Preferred, policy.Fixed)


def _in_one_line(hint: QtCore.QSize, button: QtWidgets.QAbstractButton, words: str) -> QtCore.QSize:
    """Return the hint for what a button shows now, as it would be for the words in one line."""
    metrics = button.fontMetrics()
    wider = _width(words, metrics) - _width(button.text(), metrics)
    return QtCore.QSize(hint.width() + wider, hint.height())


def _wrap(button: QtWidgets.QAbstractButton, words: str) -> None:
    """Show words in one line or two, and let the button be no narrower than two need."""
    metrics = button.fontMetrics()
    around = button.sizeHint().width() - _width(words, metrics)
    narrow = _in_two_lines(words, metrics)
    button.setMinimumWidth(_width(narrow, metrics) + around)
    shown = words if _width(words, metrics) + around <= button.width() else narrow
    if shown != button.text():
        button.setText(shown)


def _in_two_lines(words: str, metrics: QtGui.QFontMetrics) -> str:
    """Return the words with the one break that leaves them narrowest; as they are without a gap."""
    gaps = [place for place, sign in enumerate(words) if sign == " "]
    ways = [f"{words[:gap]}\n{words[gap + 1 :]}" for gap in gaps]
    return min(ways, key=lambda way: _width(way, metrics), default=words)


def _width(words: str, metrics: QtGui.QFontMetrics) -> int:
    """Return how wide the widest line is, in pixels."""
    return metrics.size(0, words).width()
