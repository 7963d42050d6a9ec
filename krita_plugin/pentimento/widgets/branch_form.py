"""How a process shall go on from the frame at the slider: engine, prompt, seed."""

from __future__ import annotations

import random
from typing import List, Optional

from pentimento_protocol import limits
from pentimento_protocol.messages import EngineDescription

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.engine_choice import PROMPT, able_engines, option_named
from ..desk.frame_taking import BranchWish
from ..desk.questions import Task
from ..desk.settings import LARGEST_SEED
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .icons import DiceButton
from .option_controls import NARROWEST, combo_box
from .panel_parts import name_widget
from .text_controls import TextField
from .wrapping_buttons import WrappingButton


class BranchForm(QtWidgets.QFrame):
    """Opens below the frame's buttons; `wished(wish)` when the painter wants the branch.

    Begins with what the process itself was asked for, and another seed.
    """

    wished = QtCore.pyqtSignal(object)
    closed = QtCore.pyqtSignal()

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._engines: List[EngineDescription] = []
        self.setObjectName("branch_form")
        self.setFrameShape(QtWidgets.QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QtGui.QPalette.ColorRole.AlternateBase)
        self._make_widgets()
        self._lay_out()
        self._dice.clicked.connect(lambda: self._seed.setValue(random.randint(0, LARGEST_SEED)))
        self._engine.currentIndexChanged.connect(self._show_prompt)
        self._paint.clicked.connect(self._on_paint)
        self._cancel.clicked.connect(self.closed)
        self.hide()

    def say_from(self, words: str) -> None:
        """Say from where the branch goes on."""
        self._from.setText(words)

    def open(self) -> None:
        """Open for another branch."""
        self._seed.setValue(random.randint(0, LARGEST_SEED))
        process = self._desk.playback.process
        if process is not None:
            self._prompt.set_text(process.prompt or process.proposal)
            self._show_engines(process.engine)
        self.show()
        self._engine.setFocus()

    def refresh(self, _: Optional[DocumentState]) -> None:
        """Show the engines that there are now."""
        if self.isVisible():
            self._show_engines(self._engine.currentData() or "")

    def _make_widgets(self) -> None:
        self._from = QtWidgets.QLabel(self)
        self._from.setWordWrap(True)
        self._engine = combo_box([])
        name_widget(self._engine, "branch_engine", tr("The engine that paints the branch"))
        self._prompt = TextField("", limits.MAX_TEXT, self)
        name_widget(self._prompt, "branch_prompt", tr("What the branch shall become"))
        self._seed = QtWidgets.QSpinBox(self)
        self._seed.setRange(0, LARGEST_SEED)
        self._seed.setMinimumWidth(NARROWEST)
        name_widget(self._seed, "branch_seed", tr("Seed of the branch"))
        self._dice = DiceButton(self, "branch_dice", tr("Another seed"))
        self._paint = WrappingButton(tr("Paint the branch"), self)
        self._paint.setObjectName("branch_paint")
        self._cancel = QtWidgets.QPushButton(tr("Cancel"), self)
        self._cancel.setObjectName("branch_cancel")

    def _lay_out(self) -> None:
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(6, 6, 6, 6)
        grid.setSpacing(4)
        grid.addWidget(self._from, 0, 0, 1, 3)
        self._prompt_label = self._label(tr("Prompt"), self._prompt)
        rows = (
            (self._label(tr("Engine"), self._engine), self._engine),
            (self._prompt_label, self._prompt),
            (self._label(tr("Seed"), self._seed), self._seed),
        )
        for row, (label, control) in enumerate(rows, 1):
            align = QtCore.Qt.AlignmentFlag
            top = align.AlignTop if control is self._prompt else align.AlignVCenter
            grid.addWidget(label, row, 0, top)
            grid.addWidget(control, row, 1, 1, 1 if control is self._seed else 2)
        grid.addWidget(self._dice, len(rows), 2)
        buttons = QtWidgets.QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._paint)
        grid.addLayout(buttons, len(rows) + 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def _label(self, words: str, control: QtWidgets.QWidget) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(words, self)
        label.setBuddy(control)
        return label

    def _show_engines(self, chosen: str) -> None:
        engines = able_engines(self._desk.session.engines, Task.COMPLETE)
        if engines != self._engines:
            self._engines = engines
            blocked = self._engine.blockSignals(True)
            self._engine.clear()
            for engine in engines:
                self._engine.addItem(tr(engine.title), engine.name)
            self._engine.blockSignals(blocked)
        row = max(0, self._engine.findData(chosen))
        if row != self._engine.currentIndex():
            self._engine.setCurrentIndex(row)
        self._show_prompt()
        self._paint.setEnabled(bool(engines))

    def _show_prompt(self) -> None:
        engine = self._chosen_engine()
        takes_words = engine is not None and option_named(engine, PROMPT) is not None
        self._prompt.setVisible(takes_words)
        self._prompt_label.setVisible(takes_words)

    def _chosen_engine(self) -> Optional[EngineDescription]:
        row = self._engine.currentIndex()
        return self._engines[row] if 0 <= row < len(self._engines) else None

    def _on_paint(self) -> None:
        engine, process = self._chosen_engine(), self._desk.playback.process
        if engine is None or process is None:
            return
        settings = self._desk.settings
        same = engine.name == process.engine
        options = process.options if same else settings.options.get(engine.name, {})
        self.wished.emit(
            BranchWish(
                engine=engine.name,
                prompt=self._prompt.text(),
                seed=self._seed.value(),
                frames=settings.frames,
                options=dict(options),
            )
        )
        self.closed.emit()
