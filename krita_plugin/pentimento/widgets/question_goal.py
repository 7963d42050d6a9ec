"""What it takes to complete a painting: how far along it is, and what it shall become."""

from __future__ import annotations

from pathlib import PurePath
from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.questions import FIRST_STEP, LayerState, ReferenceFile
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .panel_parts import ElidedLabel, name_widget, set_quietly

LAST_UNFINISHED_STEP = 1


class GoalControls(QtWidgets.QWidget):
    """The controls that only "complete" has."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._step = QtWidgets.QSlider(QtCore.Qt.Orientation.Horizontal, self)
        # first marks on the left, as on a timeline
        self._step.setRange(-FIRST_STEP, -LAST_UNFINISHED_STEP)
        self._step.setPageStep(100)
        name_widget(self._step, "canvas_step", tr("How far along the canvas is"))
        self._words = ElidedLabel(self)
        self._words.setObjectName("canvas_step_words")
        self._reference = ReferenceButton(desk, self)
        self._lay_out()
        self._step.valueChanged.connect(self._on_step)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is chosen for the active document."""
        self.setEnabled(state is not None)
        if state is not None:
            step = state.wishes.canvas_step
            if not self._step.isSliderDown():
                set_quietly(self._step, -step)
            self._show_step(step)
        self._reference.refresh(state)

    def _lay_out(self) -> None:
        label = QtWidgets.QLabel(tr("How far along is it?"), self)
        label.setBuddy(self._step)
        self.label = QtWidgets.QLabel(tr("Towards"), self)
        self.label.setBuddy(self._reference.button)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)
        column.addWidget(self._step)
        column.addWidget(self._words)
        row = QtWidgets.QHBoxLayout()
        row.addWidget(self.label)
        row.addWidget(self._reference, 1)
        column.addLayout(row)

    def _on_step(self, value: int) -> None:
        self._show_step(-value)
        if self._desk.state is not None:
            self._desk.state.wish(canvas_step=-value)

    def _show_step(self, step: int) -> None:
        words = tr("{stage}, operation step {step}").format(stage=stage_words(step), step=step)
        self._words.set_words(words)
        self._step.setAccessibleDescription(words)


class ReferenceButton(QtWidgets.QWidget):
    """Chooses the picture that shows what the painting shall become: none, a layer or a file."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Fixed)
        self.button = QtWidgets.QPushButton(self)
        name_widget(
            self.button,
            "reference",
            tr("A picture of the finish; without one, the engine finds a finish by itself"),
        )
        menu = QtWidgets.QMenu(self)
        for name, words, choose in (
            ("reference_none", tr("No picture"), self._choose_none),
            ("reference_layer", tr("The selected layer"), self._choose_layer),
            ("reference_file", tr("A picture file…"), self._choose_file),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(choose)
        self.button.setMenu(menu)
        self.button.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Fixed
        )
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is chosen for the active document."""
        reference = state.wishes.reference if state is not None else None
        if reference is None:
            words = tr("No picture")
        elif isinstance(reference, LayerState):
            words = tr("Layer “{title}”").format(title=reference.title)
        else:
            words = reference.title
        room = max(40, self.width() - 40)
        elide = QtCore.Qt.TextElideMode.ElideMiddle
        shown = self.button.fontMetrics().elidedText(words, elide, room)
        self.button.setText(shown.replace("&", "&&"))  # of a name; one alone would make a key of it
        self.button.setAccessibleName(tr("Towards: {what}").format(what=words))

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Cut the words anew."""
        super().resizeEvent(a0)
        self.refresh(self._desk.state)

    def _choose_none(self) -> None:
        if self._desk.state is not None:
            self._desk.state.wish(reference=None)

    def _choose_layer(self) -> None:
        self._desk.choosing.choose_reference_layer()

    def _choose_file(self) -> None:
        dialog = QtWidgets.QFileDialog(self, tr("A picture of the finish"))
        dialog.setObjectName("reference_dialog")
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
        formats = QtGui.QImageReader.supportedImageFormats()
        patterns = " ".join(f"*.{bytes(one).decode('ascii')}" for one in formats)
        dialog.setNameFilter(tr("Pictures ({patterns})").format(patterns=patterns))
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        if self._desk.state is not None:
            self._desk.state.wish(reference=ReferenceFile(path, PurePath(path).name))


def stage_words(step: int) -> str:
    """Return in a few words what a painting is like at an operation step."""
    if step >= 900:
        return tr("First marks")
    if step >= 700:
        return tr("Sketch")
    if step >= 500:
        return tr("First colours")
    if step >= 250:
        return tr("Colours and shading")
    return tr("Details") if step >= 80 else tr("Nearly finished")
