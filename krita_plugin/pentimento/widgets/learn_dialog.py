"""Teach a style: which recordings, what it is called, what it builds on."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from pentimento_protocol import limits

from ..desk.desk import Desk
from ..desk.learning import (
    FEWEST_RECORDINGS,
    base_styles,
    learn_order,
    name_problem,
    recorded_sessions,
    recorder_folder,
    teachable_engine,
)
from ..link.session import LinkState
from ..qt import QtCore, QtWidgets
from ..words import counted, tr
from .panel_parts import add_form_row

VIDEOS = "*.mp4 *.webm *.kra *.ora *.psd"


class LearnDialog(QtWidgets.QDialog):
    """Opens without stopping Krita; learning itself goes on in the backend when it is closed."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("pentimento_learn")
        self.setWindowTitle(tr("Learn a style from recordings"))
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._name = QtWidgets.QLineEdit(self)
        self._name.setObjectName("style_name")
        self._name.setMaxLength(limits.MAX_STYLE_NAME)
        self._name.setPlaceholderText(tr("my-inks"))
        self._base = QtWidgets.QComboBox(self)
        self._base.setObjectName("style_base")
        self._list = QtWidgets.QListWidget(self)
        self._list.setObjectName("recordings")
        self._list.setAccessibleName(tr("Recordings"))
        self._list.setTextElideMode(QtCore.Qt.TextElideMode.ElideLeft)
        self._list.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.ExtendedSelection)
        self._note = QtWidgets.QLabel(self)
        self._note.setObjectName("learn_note")
        self._note.setWordWrap(True)
        self._start = QtWidgets.QPushButton(tr("Learn"), self)
        self._start.setObjectName("learn_start")
        self._lay_out()
        self._add(recorded_sessions())
        self._name.textChanged.connect(self._show_note)
        desk.session.welcomed.connect(self._show_styles)
        desk.session.changed.connect(self._show_note)
        desk.models.changed.connect(self._show_note)
        self._show_styles()
        if not self._base.count():
            desk.start_backend()

    def accept(self) -> None:
        """Begin."""
        name = self._style_name()
        order = learn_order(name, self._recordings(), self._base.currentText(), 0)
        self._desk.learning.start(order, name)
        super().accept()

    def _lay_out(self) -> None:
        words = QtWidgets.QLabel(
            tr(
                "The engine learns from recordings of your own paintings: folders of Krita's "
                "Recorder, videos, layered or animated documents. They stay on this computer, and "
                "so does what is learnt. Use only what you have painted, or may use."
            ),
            self,
        )
        words.setWordWrap(True)
        folder = QtWidgets.QPushButton(tr("Add a &folder…"), self)
        folder.setObjectName("add_folder")
        folder.clicked.connect(self._choose_folder)
        files = QtWidgets.QPushButton(tr("Add fi&les…"), self)
        files.setObjectName("add_files")
        files.clicked.connect(self._choose_files)
        remove = QtWidgets.QPushButton(tr("&Take out"), self)
        remove.setObjectName("take_out")
        remove.setToolTip(tr("Take the chosen recordings out of the list; they stay on the disk"))
        remove.clicked.connect(self._take_out)
        row = QtWidgets.QHBoxLayout()
        for button in (folder, files, remove):
            row.addWidget(button)
        row.addStretch(1)
        form = QtWidgets.QFormLayout()
        add_form_row(form, tr("&Name of the style"), self._name)
        add_form_row(form, tr("&Based on"), self._base)
        buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self._start, QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QtWidgets.QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(buttons)
        self.resize(460, 420)

    def _recordings(self) -> List[Path]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return [Path(item.text()) for item in items if item is not None]

    def _add(self, paths: List[Path]) -> None:
        known = set(self._recordings())
        self._list.addItems([str(path) for path in paths if path not in known])
        self._show_note()

    def _take_out(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._show_note()

    def _show_styles(self) -> None:
        """Offer what the backend can begin with; it may have been asleep when this was opened."""
        engine = teachable_engine(self._desk.session.engines)
        styles = base_styles(engine) if engine is not None else []
        if styles != [self._base.itemText(row) for row in range(self._base.count())]:
            self._base.clear()
            self._base.addItems(styles)
        self._show_note()

    def _show_note(self) -> None:
        count = self._list.count()
        lacking = self._lacking()
        if lacking:
            self._note.setText(lacking)
        elif self._base.findText(self._style_name()) >= 0:
            self._note.setText(
                tr("There is a style of this name: only one whose learning broke off is replaced.")
            )
        elif count < FEWEST_RECORDINGS:
            self._note.setText(
                counted(
                    "{count} recording teaches little: ten to fifty are better.",
                    "{count} recordings teach little: ten to fifty are better.",
                    count,
                )
            )
        else:
            self._note.setText(counted("{count} recording.", "{count} recordings.", count))
        self._start.setEnabled(not lacking)

    def _lacking(self) -> str:
        if not self._base.count():
            if self._desk.session.state is LinkState.STARTING:
                return tr("Starting the backend…")
            return tr("This backend has no engine that could learn: start or update the backend.")
        if not self._list.count():
            return tr("Add recordings. Krita's Recorder docker makes them while you paint.")
        return name_problem(self._style_name(), self._desk.models.names)

    def _style_name(self) -> str:
        return self._name.text().strip()

    def _choose_folder(self) -> None:
        dialog = QtWidgets.QFileDialog(self, "", str(recorder_folder()))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        self._open(dialog)

    def _choose_files(self) -> None:
        dialog = QtWidgets.QFileDialog(self, "", "", VIDEOS)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        self._open(dialog)

    def _open(self, dialog: QtWidgets.QFileDialog) -> None:
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self._add([Path(path) for path in paths]))
        dialog.open()
