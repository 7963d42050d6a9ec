"""What can be made of the frame at the slider: a layer to paint on, a branch, a given."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.exporting import export_folder
from ..desk.frame_taking import BranchWish
from ..desk.questions import Task
from ..document.frame_layer import Placement
from ..qt import QtCore, QtWidgets
from ..words import tr
from .branch_form import BranchForm
from .export_dialog import ExportDialog
from .frame_words import step_words


class FrameActions(QtWidgets.QWidget):
    """Buttons for the frame at the slider; the form for a branch opens below them."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make_buttons()
        self._form = BranchForm(desk, self)
        self._lay_out()
        self._branch.toggled.connect(self._on_branch)
        self._form.wished.connect(self._on_wish)
        self._form.closed.connect(lambda: self._branch.setChecked(False))
        self._given.clicked.connect(self._on_given)
        desk.playback.moved.connect(self._show_step)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what can be done now."""
        self.setVisible(state is not None and self._desk.playback.count > 0)
        for button in (self._copy, self._given):
            button.setEnabled(not self._desk.taking.busy)
        self._export.setEnabled(self._desk.exporting.under_way is None)
        self._form.refresh(state)
        self._show_step()

    def _make_buttons(self) -> None:
        self._copy = QtWidgets.QToolButton(self)
        self._copy.setObjectName("copy_frame")
        self._copy.setText(tr("To layer"))
        self._copy.setPopupMode(QtWidgets.QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._copy.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self._copy.clicked.connect(lambda: self._desk.copy_frame(Placement.ABOVE))
        menu = QtWidgets.QMenu(self._copy)
        for placement, name, words in (
            (Placement.ABOVE, "copy_above", tr("Above the active layer")),
            (Placement.BELOW, "copy_below", tr("Below the active layer")),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, where=placement: self._desk.copy_frame(where))
        self._copy.setMenu(menu)
        self._branch = QtWidgets.QPushButton(tr("Branch…"), self)
        self._branch.setObjectName("branch")
        self._branch.setCheckable(True)
        self._given = QtWidgets.QPushButton(tr("Use as given"), self)
        self._given.setObjectName("use_as_given")
        self._export = QtWidgets.QPushButton(tr("Export…"), self)
        self._export.setObjectName("export")
        self._export.setToolTip(tr("Write the process to a video, pictures, a document or strokes"))
        self._export.clicked.connect(self._on_export)

    def _lay_out(self) -> None:
        grid = QtWidgets.QGridLayout()
        grid.setSpacing(4)
        across = QtWidgets.QSizePolicy.Policy.Ignored
        for column, button in enumerate((self._copy, self._branch, self._given, self._export)):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(across)
            button.setSizePolicy(policy)
            grid.addWidget(button, column // 2, column % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(self._form)

    def _on_branch(self, opened: bool) -> None:
        if opened:
            self._form.open()
        else:
            self._form.hide()

    def _on_wish(self, wish: BranchWish) -> None:
        frame = self._desk.frame_looked_at
        if frame is not None:
            self._desk.taking.branch(frame, wish, self._desk.ask_about)

    def _on_given(self) -> None:
        frame = self._desk.frame_looked_at
        if frame is not None:
            self._desk.form.choose_task(Task.INBETWEEN)
            self._desk.taking.use_as_given(frame)

    def _on_export(self) -> None:
        process, state = self._desk.playback.process, self._desk.state
        if process is not None and state is not None:
            ExportDialog(
                self._desk.exporting,
                process,
                export_folder(state.document.fileName()),
                self._desk.playback.frames_per_second,
                offers_whole=self._desk.session.exports_whole_processes,
                parent=self.window(),
            ).open()

    def _show_step(self) -> None:
        """Say of which frame the buttons speak; a finished painting has nothing to go on with."""
        frame = self._desk.frame_looked_at
        if frame is None:
            return
        step = frame.process.labels[frame.index].step
        words = step_words(step)
        self._branch.setEnabled(step > 0 and not self._desk.taking.busy)
        self._branch.setChecked(self._branch.isChecked() and step > 0)
        self._form.say_from(tr("Goes on from {step}:").format(step=words))
        for button, sentence in (
            (self._copy, tr("Put this frame ({step}) into a new layer above the active one")),
            (self._branch, tr("Paint on from this frame ({step}) in another way")),
            (self._given, tr("Let the next process pass through this frame ({step})")),
        ):
            button.setToolTip(sentence.format(step=words))
            button.setAccessibleDescription(sentence.format(step=words))
