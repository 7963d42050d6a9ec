"""The parts of the docker that are made of several widgets each."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Iterable, Optional, Union

from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr

DOT = 10


class StatusRow(QtWidgets.QWidget):
    """A dot and words about the backend, and the docker's small menu."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.dot = StatusDot(self)
        self.words = ElidedLabel(self)
        self.words.setObjectName("status")
        self.menu_button = MenuButton("menu", tr("More"), self)
        row = _row(self)
        row.addWidget(self.dot)
        row.addWidget(self.words, 1)
        row.addWidget(self.menu_button)

    def show_status(self, color: QtGui.QColor, words: str, more: str) -> None:
        """Show a colour and the words that say the same; `more` is for who points at them."""
        self.dot.show_color(color)
        self.words.set_words(words, more)
        self.words.setAccessibleName(tr("Backend: {words}").format(words=words))


class MenuButton(QtWidgets.QToolButton):
    """A flat button with three dots that opens a menu; `words` say of what.

    The menu is not the button's own: that would draw an arrow beside the dots.
    """

    def __init__(self, name: str, words: str, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        name_widget(self, name, words)
        self.entries = QtWidgets.QMenu(self)
        self.setAutoRaise(True)
        self.setText("⋯")
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.entries.popup(self.mapToGlobal(self.rect().bottomLeft()))


class StatusDot(QtWidgets.QWidget):
    """A coloured dot."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._color = QtGui.QColor(QtCore.Qt.GlobalColor.gray)
        self.setFixedSize(DOT + 2, DOT + 2)

    def show_color(self, color: QtGui.QColor) -> None:
        """Change the colour."""
        if color != self._color:
            self._color = color
            self.update()

    def paintEvent(self, a0: QtGui.QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the dot."""
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawEllipse(QtCore.QRectF(1, 1, DOT, DOT))
        painter.end()


class ElidedLabel(QtWidgets.QLabel):
    """One line of text that never makes the docker wider; the tooltip has all of it."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._words = self._more = ""
        self.setMinimumWidth(40)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Preferred
        )
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)

    @property
    def words(self) -> str:
        """All of the text."""
        return self._words

    def set_words(self, words: str, more: str = "") -> None:
        """Show a text; the tooltip says `more`."""
        if (words, more) != (self._words, self._more):
            self._words, self._more = words, more
            self._elide()

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Cut the text anew."""
        super().resizeEvent(a0)
        self._elide()

    def changeEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Cut the text anew in another font."""
        super().changeEvent(a0)
        if a0.type() == QtCore.QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._words, QtCore.Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        self.setText(shown)
        lines = [self._words] if shown != self._words or self._more else []
        self.setToolTip("\n".join([*lines, self._more]).strip())


class Notice(QtWidgets.QFrame):
    """A framed part of the docker that is there only when it has something to say."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QtWidgets.QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QtGui.QPalette.ColorRole.AlternateBase)
        self.label = QtWidgets.QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()


class OfferRow(Notice):
    """Frames of an earlier process that wait: show or discard them."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.label.setText(tr("Frames of an earlier process are waiting."))
        self.label.setObjectName("offer_words")
        self.show_button = QtWidgets.QPushButton(tr("Show"), self)
        self.show_button.setObjectName("offer_show")
        self.show_button.setToolTip(tr("Put the frames on the timeline"))
        self.discard_button = QtWidgets.QPushButton(tr("Discard"), self)
        self.discard_button.setObjectName("offer_discard")
        self.discard_button.setToolTip(tr("Delete these frames"))
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.label)
        row = QtWidgets.QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.show_button)
        row.addWidget(self.discard_button)
        column.addLayout(row)


class Collapsible(QtWidgets.QWidget):
    """A part of the docker that the painter opens and closes by its title.

    A title that is too long for the docker is cut; the tooltip then has all of it.
    """

    def __init__(
        self, title: str, content: QtWidgets.QWidget, parent: Optional[QtWidgets.QWidget] = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._title = title
        self.button = QtWidgets.QToolButton(self)
        self.button.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.button.setMinimumWidth(40)
        self.button.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Maximum, QtWidgets.QSizePolicy.Policy.Fixed
        )
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.toggled.connect(self._open)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        column.addWidget(content)
        self._open(False)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title = title
        self.button.setAccessibleName(title)
        self._elide()

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Cut the title anew."""
        super().resizeEvent(a0)
        self._elide()

    def changeEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Cut the title anew in another font."""
        super().changeEvent(a0)
        if a0.type() == QtCore.QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        metric = QtWidgets.QStyle.PixelMetric.PM_SmallIconSize
        room = self.width() - self.style().pixelMetric(metric) - 16
        shown = self.button.fontMetrics().elidedText(
            self._title, QtCore.Qt.TextElideMode.ElideRight, max(20, room)
        )
        self.button.setText(shown)
        self.button.setToolTip(self._title if shown != self._title else "")

    def _open(self, is_open: bool) -> None:
        arrow = QtCore.Qt.ArrowType.DownArrow if is_open else QtCore.Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self._content.setVisible(is_open)


def name_widget(widget: QtWidgets.QWidget, name: str, words: str) -> None:
    """Give a widget its name, and its words to those who point at it or have it read out."""
    widget.setObjectName(name)
    widget.setToolTip(words)
    widget.setAccessibleName(words)


def add_form_row(
    form: QtWidgets.QFormLayout,
    title: str,
    field: QtWidgets.QWidget,
    control: Optional[QtWidgets.QWidget] = None,
) -> None:
    """Add a row to a form; its title leads to `control`, or to the field, and names it."""
    label = QtWidgets.QLabel(title)
    named = control or field
    label.setBuddy(named)
    named.setAccessibleName(title.replace("&", ""))
    form.addRow(label, field)


def place_words(place: PurePath) -> str:
    """Return a folder as people write it, with ~ for their own."""
    home = Path.home()
    return str(Path("~") / place.relative_to(home)) if home in place.parents else str(place)


def align_labels(labels: Iterable[QtWidgets.QLabel]) -> None:
    """Make labels of several rows as wide as the widest: what they name then stands in a column."""
    rows = list(labels)
    widest = max((label.sizeHint().width() for label in rows), default=0)
    for label in rows:
        label.setMinimumWidth(widest)


def set_quietly(
    control: Union[QtWidgets.QSpinBox, QtWidgets.QSlider, QtWidgets.QComboBox], value: int
) -> None:
    """Show a value, or a row, without telling about it."""
    blocked = control.blockSignals(True)
    if isinstance(control, QtWidgets.QComboBox):
        control.setCurrentIndex(value)
    else:
        control.setValue(value)
    control.blockSignals(blocked)


def _row(widget: QtWidgets.QWidget) -> QtWidgets.QHBoxLayout:
    row = QtWidgets.QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    return row
