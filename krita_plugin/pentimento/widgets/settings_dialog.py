"""Pentimento's settings: the backend, what it may use and keep, the language."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from krita import Krita

from pentimento_protocol.places import data_folder

from ..desk.backend_settings import (
    LARGEST_BUDGET,
    LARGEST_STORE,
    SMALLEST_STORE,
    BackendSettings,
)
from ..desk.desk import Desk
from ..qt import QtCore, QtWidgets
from ..words import languages, tr
from .panel_parts import add_form_row

LANGUAGE_NAMES = {"en": "English", "de": "Deutsch", "ja": "日本語", "zh": "中文"}
"""Languages in their own words; they are not translated."""


class SettingsDialog(QtWidgets.QDialog):
    """Opens without stopping Krita; what is changed is kept with OK."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("pentimento_settings")
        self.setWindowTitle(tr("Pentimento: settings"))
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        settings = desk.settings.backend
        self._place = _BackendPlace(settings.connection, self)
        self._device = self._devices(settings.device)
        self._budget = _spin(0, LARGEST_BUDGET, settings.memory_budget, "memory_budget")
        self._budget.setSpecialValueText(tr("What is free"))
        self._budget.setToolTip(tr("How much memory of the device models may use"))
        self._store = _spin(SMALLEST_STORE, LARGEST_STORE, settings.store_limit, "store_limit")
        self._store.setToolTip(tr("Where frames take more room, the oldest processes go first"))
        self._folder = PathRow("frames_folder", settings.frames_folder, folder=True, parent=self)
        self._folder.line.setPlaceholderText(str(data_folder()))
        self._folder.line.setToolTip(tr("Frames are kept here; empty for Pentimento's own folder"))
        self._language = self._languages(desk.settings.language)
        self._note = QtWidgets.QLabel(
            tr("Changes of the backend count from its next start on."), self
        )
        self._note.setWordWrap(True)
        self._shortcuts = QtWidgets.QPushButton(tr("Shortcuts…"), self)
        self._shortcuts.setObjectName("shortcuts")
        self._shortcuts.setToolTip(tr("Krita's own shortcut settings: search for Pentimento there"))
        self._shortcuts.clicked.connect(_open_krita_settings)
        self._lay_out()

    def accept(self) -> None:
        """Keep what was changed."""
        backend = BackendSettings(
            store_limit=self._store.value(),
            frames_folder=self._folder.path,
            device=self._device.currentData(),
            memory_budget=self._budget.value(),
            connection=self._place.connection,
        )
        self._desk.change_settings(backend=backend)
        self._desk.change_language(self._language.currentData())
        super().accept()

    def _lay_out(self) -> None:
        form = QtWidgets.QFormLayout()
        form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._place)
        add_form_row(form, tr("&Device"), self._device)
        add_form_row(form, tr("&Memory it may use"), self._budget)
        add_form_row(form, tr("&Room for frames"), self._store)
        add_form_row(form, tr("&Frames are kept in"), self._folder, self._folder.line)
        add_form_row(form, tr("&Language"), self._language)
        buttons = QtWidgets.QDialogButtonBox(
            QtWidgets.QDialogButtonBox.StandardButton.Ok
            | QtWidgets.QDialogButtonBox.StandardButton.Cancel,
            self,
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QtWidgets.QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self._shortcuts, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(buttons)

    def _devices(self, chosen: str) -> QtWidgets.QComboBox:
        names: List[str] = [*self._desk.session.devices]
        if chosen and chosen not in names:
            names.append(chosen)
        box = _choices("device")
        box.addItem(tr("The best there is"), "")
        for name in names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setToolTip(tr("What engines with models work on"))
        return box

    def _languages(self, chosen: str) -> QtWidgets.QComboBox:
        box = _choices("language")
        box.addItem(tr("As Krita"), "")
        for code in languages():
            box.addItem(LANGUAGE_NAMES.get(code, code), code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setToolTip(tr("Counts from Krita's next start on"))
        return box


class _BackendPlace(QtWidgets.QWidget):
    """Whether the backend runs on this machine, or on one whose connection file is named."""

    def __init__(self, connection: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._here = QtWidgets.QRadioButton(tr("The backend runs on &this computer"), self)
        self._here.setObjectName("backend_here")
        self._there = QtWidgets.QRadioButton(tr("It runs on &another one"), self)
        self._there.setObjectName("backend_there")
        self._file = PathRow("connection", connection, folder=False, parent=self)
        self._file.line.setPlaceholderText("connection.json")
        self._file.line.setToolTip(
            tr("The file connection.json of the other computer, copied to this one")
        )
        self._there.toggled.connect(self._file.setEnabled)
        self._there.setChecked(bool(connection))
        self._here.setChecked(not connection)
        self._file.setEnabled(bool(connection))
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._here, self._there, self._file):
            column.addWidget(widget)

    @property
    def connection(self) -> str:
        """The connection file, "" for this computer."""
        return self._file.path if self._there.isChecked() else ""


class PathRow(QtWidgets.QWidget):
    """A path to type or to choose."""

    def __init__(self, name: str, path: str, *, folder: bool, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._wants_folder = folder
        self.line = QtWidgets.QLineEdit(path, self)
        self.line.setObjectName(name)
        self.line.setClearButtonEnabled(True)
        choose = QtWidgets.QToolButton(self)
        choose.setObjectName(f"{name}_choose")
        choose.setText("…")
        choose.setToolTip(tr("Choose a folder") if folder else tr("Choose a file"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(choose)

    @property
    def path(self) -> str:
        """What is typed, the home folder's sign written out."""
        typed = self.line.text().strip()
        return str(Path(typed).expanduser()) if typed else ""

    def _choose(self) -> None:
        dialog = QtWidgets.QFileDialog(self, "", self.path)
        if self._wants_folder:
            dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()


def _open_krita_settings() -> None:
    action = Krita.instance().action("options_configure")
    if action is not None:
        action.trigger()


def _spin(least: int, most: int, value: int, name: str) -> QtWidgets.QSpinBox:
    spin = QtWidgets.QSpinBox()
    spin.setObjectName(name)
    spin.setRange(least, most)
    spin.setSuffix(" GB")
    spin.setValue(value)
    return spin


def _choices(name: str) -> QtWidgets.QComboBox:
    box = QtWidgets.QComboBox()
    box.setObjectName(name)
    return box
