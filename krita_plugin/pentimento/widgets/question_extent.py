"""Which layers count, and what Krita's selection says."""

from __future__ import annotations

from typing import List, Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.engine_choice import selection_uses
from ..desk.questions import SelectionUse, Task
from ..qt import QtWidgets
from ..words import tr
from .option_controls import combo_box, option_form
from .panel_parts import Collapsible, name_widget


class ExtentControls(QtWidgets.QWidget):
    """Folded away as long as everything counts; the title tells what is chosen."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._uses: List[SelectionUse] = []
        content = QtWidgets.QWidget(self)
        self._layers = combo_box([tr("All visible"), tr("Only the selected ones")])
        name_widget(
            self._layers,
            "layers_that_count",
            tr("Which layers are asked about; those that Pentimento has made never are"),
        )
        self._selection = combo_box([])
        name_widget(self._selection, "selection_use", tr("What Krita's selection says"))
        form = option_form(content)
        form.addRow(tr("Layers"), self._layers)
        form.addRow(tr("Selection"), self._selection)
        self._part = Collapsible("", content, self)
        self._part.button.setObjectName("extent")
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._part)
        QtWidgets.QWidget.setTabOrder(self._part.button, self._layers)
        QtWidgets.QWidget.setTabOrder(self._layers, self._selection)
        self._layers.activated[int].connect(self._on_layers)
        self._selection.activated[int].connect(self._on_selection)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is chosen for the active document."""
        task, engine = self._desk.form.task, self._desk.engine
        reads_canvas = task in (Task.RECONSTRUCT, Task.COMPLETE)
        self.setVisible(reads_canvas and state is not None)
        if state is None or not reads_canvas:
            return
        uses = selection_uses(task, engine) if engine is not None else [SelectionUse.UNUSED]
        if uses != self._uses:
            self._uses = uses
            self._selection.clear()
            self._selection.addItems([_use_words(use) for use in uses])
        wishes = state.wishes
        use = wishes.selection if wishes.selection in uses else SelectionUse.UNUSED
        self._layers.setCurrentIndex(int(wishes.chosen_layers_alone))
        self._selection.setCurrentIndex(uses.index(use))
        self._show_title(wishes.chosen_layers_alone, use)

    def _show_title(self, chosen_layers_alone: bool, use: SelectionUse) -> None:
        layers = tr("Selected layers") if chosen_layers_alone else tr("All layers")
        words = tr("{layers}, selection: {use}").format(layers=layers, use=_use_words(use))
        self._part.set_title(words)

    def _on_layers(self, row: int) -> None:
        if self._desk.state is not None:
            self._desk.state.wish(chosen_layers_alone=bool(row))

    def _on_selection(self, row: int) -> None:
        if self._desk.state is not None:
            self._desk.state.wish(selection=self._uses[row])


def _use_words(use: SelectionUse) -> str:
    return {
        SelectionUse.UNUSED: tr("not used"),
        SelectionUse.START_HERE: tr("start here"),
        SelectionUse.FINISHED: tr("finished area"),
    }[use]
