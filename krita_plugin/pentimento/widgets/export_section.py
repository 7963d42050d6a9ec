"""How far an export is, and the button that stops it; there only while one is written."""

from __future__ import annotations

from pathlib import PurePath
from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..qt import QtWidgets
from ..words import tr
from .icons import icon_button
from .panel_parts import ElidedLabel

PROGRESS_STEPS = 1000


class ExportSection(QtWidgets.QWidget):
    """One row: the file, a bar, cancel."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_row")
        self._desk = desk
        self._words = ElidedLabel(self)
        self._words.setObjectName("export_words")
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setObjectName("export_progress")
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        cancel = icon_button(self, "export_cancel", "docker_close", tr("Cancel the export"))
        cancel.clicked.connect(desk.exporting.cancel)
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(cancel, 0, 1, 2, 1)
        grid.addWidget(self._bar, 1, 0)
        grid.setColumnStretch(0, 1)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show how far it is now."""
        export = self._desk.exporting.under_way
        self.setVisible(export is not None)
        if export is not None:
            words = tr("Exporting {name}").format(name=PurePath(export.path).name)
            self._words.set_words(f"{words}: {export.note}" if export.note else f"{words}…")
            self._bar.setAccessibleName(words)
            self._bar.setValue(round(export.fraction * PROGRESS_STEPS))
