"""The states between which to paint: an ordered list, each with its operation step."""

from __future__ import annotations

from typing import List, Optional, Tuple

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.questions import FIRST_STEP, LAST_STEP, GivenState, spread
from ..qt import QtWidgets
from ..words import tr
from .icons import icon_button
from .panel_parts import name_widget

ROWS_SEEN = 4


class StatesControls(QtWidgets.QWidget):
    """The controls that only "in-between" has."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Tuple[GivenState, ...] = ()
        self._steps: List[QtWidgets.QSpinBox] = []
        self._hint = QtWidgets.QLabel(
            tr("Add two or more states of the painting, the earliest first."), self
        )
        self._hint.setObjectName("states_hint")
        self._hint.setWordWrap(True)
        self._list = QtWidgets.QTreeWidget(self)
        name_widget(self._list, "states", tr("The states between which to paint, earliest first"))
        self._make_list()
        self._add = QtWidgets.QPushButton(tr("Add"), self)
        name_widget(self._add, "add_state", tr("Add a state of the painting"))
        self._add.setMenu(self._add_menu())
        self._up = icon_button(self, "state_up", "arrowup", tr("Earlier"))
        self._down = icon_button(self, "state_down", "arrowdown", tr("Later"))
        self._remove = icon_button(self, "state_remove", "deletelayer", tr("Leave this state out"))
        self._even = icon_button(
            self, "states_even", "view-list-details", tr("Spread the steps evenly")
        )
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._remove.clicked.connect(self._on_remove)
        self._even.clicked.connect(self._on_even)
        self._lay_out()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show the states of the active document."""
        self.setEnabled(state is not None)
        states = state.wishes.states if state is not None else ()
        if states != self._shown:
            self._show(states)
        self._hint.setVisible(len(states) < 2)
        self._list.setVisible(bool(states))
        self._show_buttons()

    def _make_list(self) -> None:
        self._list.setColumnCount(2)
        self._list.setHeaderLabels([tr("State"), tr("Step")])
        self._list.setRootIsDecorated(False)
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QtWidgets.QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QtWidgets.QHeaderView.ResizeMode.ResizeToContents)
        self._list.currentItemChanged.connect(self._show_buttons)

    def _add_menu(self) -> QtWidgets.QMenu:
        menu = QtWidgets.QMenu(self)
        for name, words, add in (
            ("add_layers", tr("The selected layers"), self._desk.choosing.add_layer_states),
            ("add_canvas", tr("The canvas as it is now"), self._desk.choosing.add_canvas_state),
            ("add_time", tr("The canvas at the current time"), self._desk.choosing.add_time_state),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(add)
        return menu

    def _lay_out(self) -> None:
        buttons = QtWidgets.QHBoxLayout()
        buttons.addWidget(self._add, 1)
        for button in (self._up, self._down, self._even, self._remove):
            buttons.addWidget(button)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._hint)
        column.addWidget(self._list)
        column.addLayout(buttons)

    def _show(self, states: Tuple[GivenState, ...]) -> None:
        row = self._row
        self._shown = states
        self._list.clear()
        self._steps = []
        for index, given in enumerate(states):
            item = QtWidgets.QTreeWidgetItem([given.state.title, ""])
            item.setToolTip(0, given.state.title)
            self._list.addTopLevelItem(item)
            spin = self._step_spin(index, given.step, len(states))
            self._steps.append(spin)
            self._list.setItemWidget(item, 1, spin)
        for before, after in zip([self._list, *self._steps], self._steps):
            QtWidgets.QWidget.setTabOrder(before, after)
        height = self._list.sizeHintForRow(0) * min(ROWS_SEEN, max(2, len(states)))
        frame = 2 * self._list.frameWidth() + self._list.header().sizeHint().height()
        self._list.setFixedHeight(height + frame)
        self._list.setCurrentItem(self._list.topLevelItem(min(max(row, 0), len(states) - 1)))

    def _step_spin(self, index: int, step: int, count: int) -> QtWidgets.QSpinBox:
        spin = QtWidgets.QSpinBox(self._list)
        spin.setFrame(False)
        spin.setRange(LAST_STEP, FIRST_STEP)
        spin.setKeyboardTracking(False)
        spin.setValue(step)
        spin.setEnabled(index < count - 1)  # the last one is the finish
        words = tr("Operation step: 999 is the first mark, 0 the finished canvas")
        name_widget(spin, f"state_step_{index}", words)
        spin.valueChanged.connect(lambda value: self._on_step(index, value))
        return spin

    @property
    def _row(self) -> int:
        return self._list.indexOfTopLevelItem(self._list.currentItem())

    def _show_buttons(self) -> None:
        row, count = self._row, len(self._shown)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < count - 1)
        self._remove.setEnabled(row >= 0)
        self._even.setEnabled(count > 1)

    def _on_step(self, index: int, step: int) -> None:
        states = list(self._shown)
        states[index] = GivenState(states[index].state, step)
        self._shown = tuple(states)
        self._wish(self._shown)

    def _move(self, by: int) -> None:
        """Change two states' places; the steps stay where they are."""
        row = self._row
        states = list(self._shown)
        one, other = states[row], states[row + by]
        states[row] = GivenState(other.state, one.step)
        states[row + by] = GivenState(one.state, other.step)
        self._wish(tuple(states))
        self._list.setCurrentItem(self._list.topLevelItem(row + by))

    def _on_remove(self) -> None:
        row = self._row
        self._wish(
            spread(tuple(one.state for index, one in enumerate(self._shown) if index != row))
        )

    def _on_even(self) -> None:
        self._wish(spread(tuple(one.state for one in self._shown)))

    def _wish(self, states: Tuple[GivenState, ...]) -> None:
        state = self._desk.state
        if state is not None:
            state.wish(states=states)
            self.refresh(state)
