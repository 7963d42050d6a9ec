"""A choice of the engine, and controls for its options."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple

from pentimento_protocol.messages import EngineDescription, OptionDescription
from pentimento_protocol.wire import OptionValue

from ..desk.engine_choice import PROMPT
from ..desk.questions import Task
from ..qt import QtCore, QtWidgets
from ..words import tr
from .option_controls import (
    Control,
    combo_box,
    is_long_text,
    is_share,
    make_control,
    option_form,
    option_title,
)
from .panel_parts import Collapsible
from .text_controls import TextField, TextLine

MAIN_OPTIONS = 3
"""Engines declare first what matters most; what comes after so many is folded away."""


class EngineOptions(QtWidgets.QWidget):
    """Shows the engines that can answer a question, and the options of the chosen one.

    Emits `engine_chosen(name)` and `option_changed(engine, option, value)`. `before` is the widget
    that has the focus before the controls, which are made anew for each engine.
    """

    engine_chosen = QtCore.pyqtSignal(str)
    option_changed = QtCore.pyqtSignal(str, str, object)

    def __init__(
        self, before: QtWidgets.QWidget, parent: Optional[QtWidgets.QWidget] = None
    ) -> None:
        super().__init__(parent)
        self._before = before
        self._shown: Optional[Tuple[Task, List[EngineDescription], EngineDescription]] = None
        self._values: Dict[str, OptionValue] = {}
        self._controls: List[Control] = []
        self._prompt: Optional[TextField] = None
        self._take: Optional[QtWidgets.QPushButton] = None
        self._proposal = ""
        self._main = option_form()
        rest = QtWidgets.QWidget(self)
        self._rest = option_form(rest)
        self._more = Collapsible(tr("More options"), rest, self)
        self._more.button.setObjectName("more_options")
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._main)
        column.addWidget(self._more)

    def show_engine(
        self,
        task: Task,
        engines: List[EngineDescription],
        engine: EngineDescription,
        values: Dict[str, OptionValue],
    ) -> None:
        """Show the controls of one of the engines, with these values of its options."""
        shown = (task, list(engines), engine)
        if shown == self._shown and values == self._values:
            return
        if self._shown is not None and self._shown[2].name != engine.name:
            self.commit()
        self._clear()
        self._shown, self._values = shown, dict(values)
        in_order = [self._before]
        if len(engines) > 1:
            choice = self._engine_choice(engines, engine)
            self._main.addRow(tr("Engine"), choice)
            in_order.append(choice)
        main = main_options(engine.options, task)
        rest = [option for option in engine.options if option not in main]
        in_order += self._add_all(self._main, engine.name, main)
        in_order.append(self._more.button)
        in_order += self._add_all(self._rest, engine.name, rest)
        self._more.setVisible(bool(rest))
        for before, after in zip(in_order, in_order[1:]):
            QtWidgets.QWidget.setTabOrder(before, after)

    @property
    def labels(self) -> List[QtWidgets.QLabel]:
        """What stands before the controls that are always shown."""
        role = QtWidgets.QFormLayout.ItemRole.LabelRole
        items = (self._main.itemAt(row, role) for row in range(self._main.rowCount()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, QtWidgets.QLabel)]

    def show_proposal(self, words: str, hint: str) -> None:
        """Show what the engine proposes as its prompt, "" for nothing: then a hint is shown."""
        self._proposal = words
        if self._prompt is not None:
            self._prompt.setPlaceholderText(words or hint)
            self._show_take()

    def commit(self) -> None:
        """Take what has been typed, though the painter may still be at it."""
        for control in self._controls:
            if isinstance(control, (TextLine, TextField)):
                control.commit()
            elif isinstance(control, QtWidgets.QAbstractSpinBox):
                control.interpretText()

    def _clear(self) -> None:
        self._controls = []
        self._prompt = self._take = None
        for form in (self._main, self._rest):
            while form.rowCount():
                form.removeRow(0)

    def _add_all(
        self, form: QtWidgets.QFormLayout, engine: str, options: Sequence[OptionDescription]
    ) -> List[QtWidgets.QWidget]:
        """Add a row for each option and return what takes the focus in them, in order."""
        added: List[QtWidgets.QWidget] = []
        for option in options:
            control = self._add(form, engine, option)
            added.append(control.focusProxy() or control)
            if self._take is not None and control is self._prompt:
                added.append(self._take)
        return added

    def _add(self, form: QtWidgets.QFormLayout, engine: str, option: OptionDescription) -> Control:
        def changed(value: OptionValue) -> None:
            self._values[option.name] = value
            self.option_changed.emit(engine, option.name, value)

        control = make_control(option, self._values[option.name], changed)
        control.setObjectName(f"option_{option.name}")
        control.setToolTip(tr(option.description))
        control.setAccessibleName(option_title(option))
        control.setAccessibleDescription(tr(option.description))
        self._controls.append(control)
        if option.kind == "bool":
            form.addRow(control)
            return control
        label = QtWidgets.QLabel(option_title(option))
        label.setWordWrap(True)
        label.setBuddy(control)
        label.setToolTip(tr(option.description))
        if not isinstance(control, TextField):
            form.addRow(label, control)
            return control
        form.addRow(label)
        form.addRow(control)
        if option.name == PROMPT:
            self._prompt, self._take = control, self._take_button()
            form.addRow(self._take)
            control.textChanged.connect(self._show_take)
            self._show_take()
        return control

    def _take_button(self) -> QtWidgets.QPushButton:
        button = QtWidgets.QPushButton(tr("Edit these words"))
        button.setObjectName("take_proposal")
        button.setToolTip(tr("Take what the tagger sees in the picture as your prompt"))
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
        choice = combo_box([tr(one.title) for one in engines])
        choice.setObjectName("engine")
        choice.setAccessibleName(tr("Engine"))
        choice.setToolTip(
            tr("The engine that paints the process: {title}").format(title=tr(engine.title))
        )
        choice.setCurrentIndex(engines.index(engine))
        choice.activated[int].connect(lambda row: self.engine_chosen.emit(engines[row].name))
        return choice


def main_options(options: Sequence[OptionDescription], task: Task) -> List[OptionDescription]:
    """Return those that are always shown: the first, with one long text at most among them.

    Who imagines has nothing but words: all of them are shown then.
    """
    if len(options) <= MAIN_OPTIONS + 1:
        return list(options)  # folding away a single one would win nothing
    long_texts = [option for option in options if is_long_text(option)]
    hidden = [] if task is Task.IMAGINE else long_texts[1:]
    main = [option for option in options if option not in hidden and not is_share(option)]
    return main[:MAIN_OPTIONS]
