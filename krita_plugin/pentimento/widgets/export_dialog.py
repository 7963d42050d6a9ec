"""Export a process: what kind of file, how fast, how long, how large, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from ..desk.errand import Errand
from ..desk.exporting import KINDS, ExportKind, export_order, kind_titles, lengths
from ..desk.process import PaintingProcess
from ..qt import QtCore, QtWidgets
from ..words import tr
from .confirmation import ask_before
from .panel_parts import add_form_row

SIDES = (0, 2160, 1440, 1080, 720, 480)
"""Long sides, in pixels; 0 is the canvas's own size."""

HOLD_SECONDS = 1.5


class ExportDialog(QtWidgets.QDialog):
    """Opens without stopping Krita; the export itself goes on when it is closed."""

    def __init__(
        self,
        exporting: Errand,
        process: PaintingProcess,
        folder: Path,
        frames_per_second: int,
        *,
        offers_whole: bool,
        parent: Optional[QtWidgets.QWidget] = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pentimento_export")
        self.setWindowTitle(tr("Export the process"))
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self._exporting = exporting
        self._process = process
        self._kind = QtWidgets.QComboBox(self)
        titles = kind_titles()
        for kind in KINDS:
            self._kind.addItem(titles[kind.name], kind)
        self._rate = QtWidgets.QSpinBox(self)
        self._rate.setRange(1, 60)
        self._rate.setValue(frames_per_second)
        self._rate.setSuffix(" " + tr("frames a second"))
        self._hold = QtWidgets.QDoubleSpinBox(self)
        self._hold.setRange(0, 60)
        self._hold.setDecimals(1)
        self._hold.setSingleStep(0.5)
        self._hold.setValue(HOLD_SECONDS)
        self._hold.setSuffix(" s")
        self._length = QtWidgets.QComboBox(self)
        for title, seconds in lengths():
            self._length.addItem(title, seconds)
        self._side = QtWidgets.QComboBox(self)
        for side in SIDES:
            title = tr("{side} pixels on the long side").format(side=side)
            self._side.addItem(title if side else tr("As the canvas"), side)
        self._whole = QtWidgets.QCheckBox(tr("&With what came before"), self)
        self._whole.setObjectName("export_whole")
        self._whole.setToolTip(
            tr("Begin with the first marks: what this branch goes on from comes first")
        )
        self._whole.setVisible(offers_whole and process.parent is not None)
        stem = _safe(process.title) or "process"
        self._path = QtWidgets.QLineEdit(str(folder / stem), self)
        self._choose = QtWidgets.QToolButton(self)
        self._lay_out()
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()

    def accept(self) -> None:
        """Begin, after asking where a file would be replaced."""
        path = self.path
        if not path.is_absolute() or not path.parent.is_dir():
            self._note.setText(tr("Choose a folder that exists."))
            return
        if path.exists() and path.is_file():
            ask_before(
                self._start,
                self,
                "export_replace",
                tr("{name} is there already. Replace it?").format(name=path.name),
                yes=tr("Replace"),
            )
            return
        self._start()

    @property
    def kind(self) -> ExportKind:
        """The chosen kind."""
        return self._kind.currentData()

    @property
    def path(self) -> Path:
        """Where it is to go."""
        return Path(self._path.text().strip()).expanduser()

    def _lay_out(self) -> None:
        form = QtWidgets.QFormLayout()
        form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
        _add(form, tr("&Kind"), self._kind, "export_kind", tr("What is written"))
        _add(form, tr("&Speed"), self._rate, "export_rate", tr("How fast it plays"))
        _add(
            form,
            tr("&Hold the last frame"),
            self._hold,
            "export_hold",
            tr("How long the finished picture is shown"),
        )
        _add(
            form,
            tr("&Length"),
            self._length,
            "export_length",
            tr("A longer film plays faster, and leaves out frames where that is not enough"),
        )
        _add(form, tr("S&ize"), self._side, "export_side", tr("How large its pictures are"))
        form.addRow(self._whole)
        row = QtWidgets.QHBoxLayout()
        row.addWidget(self._path, 1)
        self._choose.setText("…")
        self._choose.setObjectName("export_choose")
        self._choose.setToolTip(tr("Choose where it goes"))
        self._choose.setAccessibleName(tr("Choose where it goes"))
        self._choose.clicked.connect(self._open_file_dialog)
        row.addWidget(self._choose)
        label = QtWidgets.QLabel(tr("&To"), self)
        label.setBuddy(self._path)
        self._path.setObjectName("export_path")
        self._path.setAccessibleName(tr("File or folder"))
        form.addRow(label, row)
        self._note = QtWidgets.QLabel(
            tr("The file says that it was generated, by which engine and seed."), self
        )
        self._note.setObjectName("export_note")
        self._note.setWordWrap(True)
        buttons = QtWidgets.QDialogButtonBox(QtWidgets.QDialogButtonBox.StandardButton.Cancel, self)
        start = buttons.addButton(tr("Export"), QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
        start.setObjectName("export_start")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QtWidgets.QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(380)

    def _on_kind(self) -> None:
        kind = self.kind
        self._rate.setEnabled(kind.plays)
        self._hold.setEnabled(kind.length_counts)
        self._length.setEnabled(kind.length_counts)
        self._side.setEnabled(kind.has_pixels)
        self._whole.setEnabled(kind.has_pixels)
        path = self._path.text().strip()
        known = [one.ending for one in KINDS if one.ending]
        stem = next((path[: -len(end)] for end in known if path.endswith(end)), path)
        self._path.setText(stem + kind.ending)

    def _open_file_dialog(self) -> None:
        dialog = QtWidgets.QFileDialog(self, "", str(self.path.parent))
        if self.kind.ending:
            dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QtWidgets.QFileDialog.Option.DontConfirmOverwrite)
            dialog.setDefaultSuffix(self.kind.ending[1:])
        else:
            dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _start(self) -> None:
        self._exporting.start(
            export_order(
                self._process.job_id,
                self.kind,
                self.path,
                frames_per_second=self._rate.value(),
                hold_last_seconds=self._hold.value(),
                longest_seconds=self._length.currentData() or None,
                long_side=self._side.currentData() or None,
                whole=self._whole.isChecked() and self._whole.isEnabled(),
            ),
            str(self.path),
        )
        super().accept()


def _add(
    form: QtWidgets.QFormLayout, title: str, widget: QtWidgets.QWidget, name: str, words: str
) -> None:
    widget.setObjectName(name)
    widget.setToolTip(words)
    add_form_row(form, title, widget)


def _safe(title: str) -> str:
    """Return a title as a file's name on every system."""
    kept = "".join("_" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in title)
    return kept.strip(" .")[:80]
