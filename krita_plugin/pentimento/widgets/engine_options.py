"""Controls for an engine's options, built from what the engine declares."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Union

from pentimento_protocol import limits
from pentimento_protocol.messages import EngineDescription, OptionDescription
from pentimento_protocol.wire import OptionValue

from ..desk.submission import PROMPT
from ..qt import QtCore, QtWidgets
from .panel_parts import Collapsible
from .text_controls import TextField, TextLine

LARGEST_INT = 2**31 - 1

NARROWEST_SPIN = 56
"""Pixels; a spin box would otherwise be as wide as its longest number, also in a narrow docker."""

MAIN_OPTIONS = 3
"""Engines declare first what matters most; what comes after so many is folded away."""

LONG_TEXT = 500
"""A text that may have so many characters gets a field of several lines."""


class EngineOptions(QtWidgets.QWidget):
    """A choice of the engine, and a control for each of its options.

    Emits `engine_chosen(name)` and `option_changed(engine, option, value)`.
    """

    engine_chosen = QtCore.pyqtSignal(str)
    option_changed = QtCore.pyqtSignal(str, str, object)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._engines: List[EngineDescription] = []
        self._shown = ""
        self._texts: List[Union[TextLine, TextField]] = []
        self._spins: List[QtWidgets.QAbstractSpinBox] = []
        self._prompt: Optional[TextField] = None
        self._take: Optional[QtWidgets.QPushButton] = None
        self._proposal = ""
        self._main = _form()
        rest = QtWidgets.QWidget(self)
        self._rest = _form(rest)
        self._more = Collapsible("More options", rest, self)
        self._more.button.setObjectName("more_options")
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._main)
        column.addWidget(self._more)

    @property
    def is_empty(self) -> bool:
        """Whether no engine's controls have been shown yet."""
        return not self._shown

    def show_engine(
        self,
        engines: List[EngineDescription],
        engine: EngineDescription,
        values: Dict[str, OptionValue],
    ) -> None:
        """Show the controls of one of the engines, with these values of its options."""
        if engines == self._engines and engine.name == self._shown:
            return
        self.commit()
        self._clear()
        self._engines, self._shown = list(engines), engine.name
        if len(engines) > 1:
            self._main.addRow("Engine", self._engine_choice(engines, engine))
        main = main_options(engine.options)
        rest = [option for option in engine.options if option not in main]
        self._add(self._main, engine.name, main, values)
        self._add(self._rest, engine.name, rest, values)
        self._more.setVisible(bool(rest))

    def show_proposal(self, words: str) -> None:
        """Show what the engine proposes as its prompt, "" for nothing."""
        self._proposal = words
        if self._prompt is not None:
            self._prompt.setPlaceholderText(words or self._prompt.accessibleDescription())
            self._show_take()

    def commit(self) -> None:
        """Take what has been typed, though the painter may still be at it."""
        for text in self._texts:
            text.commit()
        for spin in self._spins:
            spin.interpretText()

    def _clear(self) -> None:
        self._texts, self._spins = [], []
        self._prompt = self._take = None
        for form in (self._main, self._rest):
            while form.rowCount():
                form.removeRow(0)

    def _add(
        self,
        form: QtWidgets.QFormLayout,
        engine: str,
        options: Sequence[OptionDescription],
        values: Dict[str, OptionValue],
    ) -> None:
        for option in options:
            control = self._control(engine, option, values[option.name])
            control.setObjectName(f"option_{option.name}")
            control.setToolTip(option.description)
            control.setAccessibleName(_title(option))
            control.setAccessibleDescription(option.description)
            if isinstance(control, TextField):
                label = QtWidgets.QLabel(_title(option))
                label.setBuddy(control)
                form.addRow(label)
                form.addRow(control)
            elif option.kind == "bool":
                form.addRow(control)
            else:
                form.addRow(_title(option), control)
            if option.name == PROMPT and isinstance(control, TextField):
                self._prompt, self._take = control, self._take_button()
                form.addRow(self._take)
                control.textChanged.connect(self._show_take)
                self._show_take()

    def _take_button(self) -> QtWidgets.QPushButton:
        button = QtWidgets.QPushButton("Edit these words")
        button.setObjectName("take_proposal")
        button.setToolTip("Take what the tagger sees in the picture as your prompt")
        button.clicked.connect(self._take_proposal)
        return button

    def _show_take(self) -> None:
        if self._prompt is not None and self._take is not None:
            self._take.setVisible(bool(self._proposal) and not self._prompt.text())

    def _take_proposal(self) -> None:
        if self._prompt is not None:
            self._prompt.set_text(self._proposal)
            self._prompt.setFocus()

    def _engine_choice(
        self, engines: List[EngineDescription], engine: EngineDescription
    ) -> QtWidgets.QWidget:
        choice = _combo_box([one.title for one in engines])
        choice.setObjectName("engine")
        choice.setAccessibleName("Engine")
        choice.setToolTip(f"The engine that paints the process: {engine.title}")
        choice.setCurrentIndex(engines.index(engine))
        choice.activated[int].connect(lambda row: self.engine_chosen.emit(engines[row].name))
        return choice

    def _control(
        self, engine: str, option: OptionDescription, value: OptionValue
    ) -> QtWidgets.QWidget:
        def changed(new_value: OptionValue) -> None:
            self.option_changed.emit(engine, option.name, new_value)

        if option.kind == "bool":
            check = QtWidgets.QCheckBox(_title(option))
            check.setChecked(bool(value))
            check.toggled.connect(changed)
            return check
        if option.kind == "choice":
            choice = _combo_box(option.choices)
            choice.setCurrentText(str(value))
            choice.currentIndexChanged[int].connect(lambda row: changed(option.choices[row]))
            return choice
        if option.kind == "text":
            text = _text_control(option, str(value))
            text.chosen.connect(changed)
            self._texts.append(text)
            return text
        spin = _int_spin(option, value) if option.kind == "int" else _float_spin(option, value)
        spin.setKeyboardTracking(False)
        spin.setMinimumWidth(NARROWEST_SPIN)
        spin.valueChanged.connect(changed)
        self._spins.append(spin)
        return spin


def main_options(options: Sequence[OptionDescription]) -> List[OptionDescription]:
    """Return those that are always shown: the first, with one long text at most among them."""
    if len(options) <= MAIN_OPTIONS + 1:
        return list(options)  # folding away a single one would win nothing
    long_texts = [option for option in options if is_long_text(option)]
    main = [option for option in options if option not in long_texts[1:]]
    return main[:MAIN_OPTIONS]


def is_long_text(option: OptionDescription) -> bool:
    """Return whether an option is a text that may have several lines' length."""
    return option.kind == "text" and (option.maximum is None or option.maximum >= LONG_TEXT)


def _form(parent: Optional[QtWidgets.QWidget] = None) -> QtWidgets.QFormLayout:
    form = QtWidgets.QFormLayout(parent) if parent is not None else QtWidgets.QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setFieldGrowthPolicy(QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
    return form


def _combo_box(entries: Sequence[str]) -> QtWidgets.QComboBox:
    """Return a choice that never makes the docker wider than it is."""
    choice = QtWidgets.QComboBox()
    choice.addItems(entries)
    choice.setMinimumContentsLength(8)
    choice.setSizeAdjustPolicy(
        QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    return choice


def _text_control(option: OptionDescription, value: str) -> Union[TextLine, TextField]:
    longest = limits.MAX_TEXT if option.maximum is None else int(option.maximum)
    if is_long_text(option):
        field = TextField(value, longest)
        field.setPlaceholderText(option.description)
        return field
    line = TextLine(value)
    line.setMaxLength(longest)
    line.setPlaceholderText(option.description)
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


def _title(option: OptionDescription) -> str:
    return option.name.replace("_", " ").replace("-", " ").capitalize()
