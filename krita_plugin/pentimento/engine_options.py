"""Controls for an engine's options, built from what the engine declares."""

from __future__ import annotations

from typing import Dict, List, Optional

from pentimento_protocol.messages import EngineDescription, OptionDescription
from pentimento_protocol.wire import OptionValue

from .qt import QtCore, QtWidgets

LARGEST_INT = 2**31 - 1


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
        self._form = QtWidgets.QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(
            QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow
        )
        self._form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)

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
        self._engines, self._shown = list(engines), engine.name
        while self._form.rowCount():
            self._form.removeRow(0)
        if len(engines) > 1:
            self._form.addRow("Engine", self._engine_choice(engines, engine))
        for option in engine.options:
            control = self._control(engine.name, option, values[option.name])
            control.setObjectName(f"option_{option.name}")
            control.setToolTip(option.description)
            control.setAccessibleName(_title(option))
            control.setAccessibleDescription(option.description)
            self._form.addRow("" if option.kind == "bool" else _title(option), control)

    def _engine_choice(
        self, engines: List[EngineDescription], engine: EngineDescription
    ) -> QtWidgets.QWidget:
        choice = QtWidgets.QComboBox()
        choice.setObjectName("engine")
        choice.setAccessibleName("Engine")
        choice.setToolTip("The engine that paints the process")
        choice.addItems([one.title for one in engines])
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
            choice = QtWidgets.QComboBox()
            choice.addItems(option.choices)
            choice.setCurrentText(str(value))
            choice.currentIndexChanged[int].connect(lambda row: changed(option.choices[row]))
            return choice
        if option.kind == "text":
            line = QtWidgets.QLineEdit(str(value))
            if option.maximum is not None:
                line.setMaxLength(int(option.maximum))
            line.editingFinished.connect(lambda: changed(line.text()))
            return line
        spin = _int_spin(option, value) if option.kind == "int" else _float_spin(option, value)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(changed)
        return spin


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
