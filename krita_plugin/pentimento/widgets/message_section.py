"""What the painter should read, where there is something, and what helps."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.failures import INSTALL_COMMAND, Remedy, failure
from ..desk.told import Told
from ..qt import QtCore, QtWidgets
from ..words import tr
from .icons import icon_button
from .panel_parts import Notice
from .settings_dialog import SettingsDialog
from .text_window import show_backend_log, show_text


class MessageSection(Notice):
    """One sentence, its cause, the button that helps, and what else is known on request."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = Told()
        self._remedy: Optional[Remedy] = None
        self.setObjectName("message_box")
        self.label.setObjectName("message")
        self._cause = QtWidgets.QLabel(self)
        self._cause.setObjectName("cause")
        self._cause.setWordWrap(True)
        self._help = QtWidgets.QPushButton(self)
        self._help.setObjectName("remedy")
        self._report = icon_button(
            self,
            "copy_report",
            "edit-copy",
            tr("Copy a report for whoever helps: it names no path"),
        )
        self._details = QtWidgets.QPushButton(tr("Details…"), self)
        self._details.setObjectName("details")
        self._details.setToolTip(tr("What the backend said last"))
        self._close = icon_button(self, "dismiss", "docker_close", tr("Dismiss the message"))
        self._lay_out()
        self._close.clicked.connect(desk.dismiss)
        self._help.clicked.connect(self._on_help)
        self._report.clicked.connect(self._copy_report)
        self._details.clicked.connect(self._show_details)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is to be told now."""
        told = self._desk.told
        self.setVisible(bool(told.sentence))
        if told == self._told:
            return
        self._told = told
        known = failure(told.code)
        self._remedy = known.remedy if known is not None else None
        self.label.setText(told.sentence)
        self.setAccessibleName(told.sentence)
        self._cause.setText(known.cause if known is not None else "")
        self._cause.setVisible(known is not None)
        self._help.setText(self._remedy.title if self._remedy is not None else "")
        self._help.setVisible(self._remedy is not None)
        self._details.setVisible(bool(told.details))
        self._report.setVisible(bool(told.code or told.details))

    def _lay_out(self) -> None:
        icon = QtWidgets.QLabel(self)
        size = self.style().pixelMetric(QtWidgets.QStyle.PixelMetric.PM_SmallIconSize)
        information = self.style().standardIcon(
            QtWidgets.QStyle.StandardPixmap.SP_MessageBoxInformation
        )
        icon.setPixmap(information.pixmap(size, size))
        icon.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        buttons = QtWidgets.QHBoxLayout()
        for button in (self._help, self._details, self._report):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(6, 6, 4, 6)
        grid.addWidget(icon, 0, 0)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self._close, 0, 2, QtCore.Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._cause, 1, 1)
        grid.addLayout(buttons, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _on_help(self) -> None:
        if self._remedy is Remedy.OPEN_SETTINGS:
            SettingsDialog(self._desk, self.window()).open()
        elif self._remedy is Remedy.COPY_COMMAND:
            QtWidgets.QApplication.clipboard().setText(INSTALL_COMMAND)
        elif self._remedy is Remedy.SHOW_LOG:
            show_backend_log(self)
        elif self._remedy is not None:
            self._desk.help(self._remedy)

    def _copy_report(self) -> None:
        QtWidgets.QApplication.clipboard().setText(self._desk.report())

    def _show_details(self) -> None:
        show_text(self, self._told.sentence, self._told.details)
