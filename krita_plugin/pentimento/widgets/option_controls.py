"""A control for one option of an engine, built from what the engine declares."""

from __future__ import annotations

from typing import Callable, Optional, Sequence, Union

from pentimento_protocol import limits
from pentimento_protocol.messages import OptionDescription
from pentimento_protocol.wire import OptionValue

from ..qt import QtCore, QtWidgets
from ..words import tr
from .text_controls import TextField, TextLine
from .wrapping_buttons import WrappingCheckBox

LARGEST_INT = 2**31 - 1

NARROWEST = 56
"""Pixels; a control would otherwise be as wide as its longest number or word, also where there is
no room for it."""

LONG_TEXT = 500
"""A text that may have so many characters gets a field of several lines."""

SHARE_PREFIX = "share_"
"""Options named so are weights of stages, 1 the usual: sliders show them best."""

SHARE_STEPS = 4
"""Slider steps for one whole share."""

Control = Union[QtWidgets.QWidget, TextLine, TextField]


class ShareSlider(QtWidgets.QWidget):
    """A weight as a slider, with words for what it comes to; `changed(value)`."""

    changed = QtCore.pyqtSignal(float)

    def __init__(
        self, value: float, most: float, parent: Optional[QtWidgets.QWidget] = None
    ) -> None:
        super().__init__(parent)
        self._slider = QtWidgets.QSlider(QtCore.Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, round(most * SHARE_STEPS))
        self._slider.setPageStep(SHARE_STEPS)
        self._slider.setMinimumWidth(NARROWEST)
        self._slider.setValue(round(value * SHARE_STEPS))
        self._words = QtWidgets.QLabel(self)
        widest = max(self.fontMetrics().size(0, _share_words(share)).width() for share in (0, 1))
        self._words.setMinimumWidth(widest)  # or the slider would change its length with them
        self.setFocusProxy(self._slider)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._slider, 1)
        row.addWidget(self._words)
        self._slider.valueChanged.connect(self._on_value)
        self._show()

    def _on_value(self, value: int) -> None:
        self._show()
        self.changed.emit(value / SHARE_STEPS)

    def _show(self) -> None:
        words = _share_words(self._slider.value() / SHARE_STEPS)
        self._words.setText(words)
        self._slider.setAccessibleDescription(words)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 (Qt's name)
        """Name the slider too: it is what has the focus."""
        super().setAccessibleName(name)
        self._slider.setAccessibleName(name)


def make_control(
    option: OptionDescription, value: OptionValue, changed: Callable[[OptionValue], None]
) -> Control:
    """Return a control that shows `value` and calls `changed` with what the painter chooses."""
    if option.kind == "bool":
        check = WrappingCheckBox(option_title(option))
        check.setChecked(bool(value))
        check.toggled.connect(changed)
        return check
    if option.kind == "choice":
        choice = combo_box([tr(one) for one in option.choices])
        choice.setCurrentIndex(option.choices.index(str(value)))
        choice.currentIndexChanged[int].connect(lambda row: changed(option.choices[row]))
        return choice
    if option.kind == "text":
        text = _text_control(option, str(value))
        text.chosen.connect(changed)
        return text
    if is_share(option):
        share = ShareSlider(float(value), float(option.maximum or 1))
        share.changed.connect(changed)
        return share
    spin = _int_spin(option, value) if option.kind == "int" else _float_spin(option, value)
    spin.setKeyboardTracking(False)
    spin.setMinimumWidth(NARROWEST)
    spin.valueChanged.connect(changed)
    return spin


def option_title(option: OptionDescription) -> str:
    """Return an option's name in a painter's words."""
    return tr(option.title or option.name.replace("_", " ").replace("-", " ").capitalize())


def is_long_text(option: OptionDescription) -> bool:
    """Return whether an option is a text that may have several lines' length."""
    return option.kind == "text" and (option.maximum is None or option.maximum >= LONG_TEXT)


def is_share(option: OptionDescription) -> bool:
    """Return whether an option is the weight of a stage."""
    return option.kind == "float" and option.name.startswith(SHARE_PREFIX)


def option_form(parent: Optional[QtWidgets.QWidget] = None) -> QtWidgets.QFormLayout:
    """Return a form whose labels go above their controls where the docker is too narrow."""
    form = QtWidgets.QFormLayout(parent) if parent is not None else QtWidgets.QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setFieldGrowthPolicy(QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
    return form


def combo_box(entries: Sequence[str]) -> QtWidgets.QComboBox:
    """Return a choice that never makes the docker wider than it is."""
    choice = QtWidgets.QComboBox()
    choice.addItems(entries)
    choice.setMinimumContentsLength(8)
    choice.setMinimumWidth(NARROWEST)
    choice.setSizeAdjustPolicy(
        QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    return choice


def _text_control(option: OptionDescription, value: str) -> Union[TextLine, TextField]:
    longest = limits.MAX_TEXT if option.maximum is None else int(option.maximum)
    if is_long_text(option):
        return TextField(value, longest)
    line = TextLine(value)
    line.setMaxLength(longest)
    line.setPlaceholderText(tr(option.description))
    return line


def _int_spin(option: OptionDescription, value: OptionValue) -> QtWidgets.QSpinBox:
    spin = QtWidgets.QSpinBox()
    spin.setRange(
        -LARGEST_INT if option.minimum is None else int(option.minimum),
        LARGEST_INT if option.maximum is None else int(option.maximum),
    )
    spin.setValue(int(value))
    return spin


def _float_spin(option: OptionDescription, value: OptionValue) -> QtWidgets.QDoubleSpinBox:
    spin = QtWidgets.QDoubleSpinBox()
    low = -1e6 if option.minimum is None else option.minimum
    high = 1e6 if option.maximum is None else option.maximum
    spin.setRange(low, high)
    spin.setSingleStep(0.05 if high - low <= 2 else 1.0)
    spin.setValue(float(value))
    return spin


def _share_words(share: float) -> str:
    return tr("none") if share == 0 else f"{share:.0%}"
