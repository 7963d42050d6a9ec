"""The choice of a preset, and the menu that saves and deletes the painter's own."""

from __future__ import annotations

from typing import List, Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.presets import LONGEST_NAME, Preset
from ..qt import QtWidgets
from ..words import tr
from .option_controls import combo_box
from .panel_parts import MenuButton, name_widget, set_quietly


class PresetRow(QtWidgets.QWidget):
    """Shows which preset the controls agree with, "Own settings" where it is none."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: List[Preset] = []
        self._choice = combo_box([])
        name_widget(self._choice, "preset", tr("A preset of this engine's options"))
        self._menu_button = MenuButton("preset_menu", tr("Save or delete a preset"), self)
        menu = self._menu_button.entries
        self._save = menu.addAction(tr("Save as a preset…"))
        self._save.setObjectName("preset_save")
        self._delete = menu.addAction(tr("Delete this preset"))
        self._delete.setObjectName("preset_delete")
        self.label = QtWidgets.QLabel(tr("Preset"), self)
        self.label.setBuddy(self._choice)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self._choice, 1)
        row.addWidget(self._menu_button)
        QtWidgets.QWidget.setTabOrder(self._choice, self._menu_button)
        self._choice.activated[int].connect(self._on_choice)
        self._save.triggered.connect(self._ask_for_name)
        self._delete.triggered.connect(self._on_delete)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show the presets of the engine that paints next."""
        engine = self._desk.engine
        self.setVisible(engine is not None)
        presets = self._desk.form.presets.of_engine(engine.name) if engine is not None else []
        if presets != self._shown or not self._choice.count():
            self._shown = presets
            self._choice.clear()
            self._choice.addItems([tr("Own settings"), *(preset.name for preset in presets)])
        used = self._desk.form.preset
        set_quietly(self._choice, presets.index(used) + 1 if used in presets else 0)
        self._delete.setEnabled(used is not None and self._desk.form.presets.is_own(used))

    def _on_choice(self, row: int) -> None:
        if row > 0:
            self._desk.form.use_preset(self._shown[row - 1])

    def _ask_for_name(self) -> None:
        dialog = QtWidgets.QInputDialog(self)
        dialog.setObjectName("preset_name")
        dialog.setWindowTitle(tr("Save a preset"))
        dialog.setLabelText(tr("Its name"))
        dialog.textValueSelected.connect(self._on_name)
        dialog.open()

    def _on_name(self, name: str) -> None:
        if name.strip():
            self._desk.form.save_preset(name.strip()[:LONGEST_NAME])

    def _on_delete(self) -> None:
        used = self._desk.form.preset
        if used is not None:
            self._desk.form.delete_preset(used)
