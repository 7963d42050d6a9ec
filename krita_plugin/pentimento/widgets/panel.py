"""The inside of the docker: a column of sections, each of which shows its part of the desk."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..qt import QtCore, QtGui, QtWidgets
from .errand_section import export_section, learning_section
from .first_run import FirstRun
from .frame_actions import FrameActions
from .message_section import MessageSection
from .offer_section import OfferSection
from .process_tree import ProcessTree
from .process_view import ProcessView
from .question_section import QuestionSection
from .queue_list import QueueList
from .status_section import StatusSection
from .timeline_section import TimelineSection

REFRESH_MS = 30


class Panel(QtWidgets.QWidget):
    """The docker's content; refreshes itself when the desk has changed and it can be seen."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("pentimento_panel")
        self._desk = desk
        self._refresh_timer = QtCore.QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(REFRESH_MS)
        self._refresh_timer.timeout.connect(self.refresh)
        self._status = StatusSection(desk, self)
        self._question = QuestionSection(desk, self)
        self._body = QtWidgets.QWidget(self)
        self._sections = (
            OfferSection(desk, self),
            self._question,
            QueueList(desk, self),
            export_section(desk.exporting, self),
            learning_section(desk.learning, self),
            MessageSection(desk, self),
            ProcessView(desk, self),
            FrameActions(desk, self),
            TimelineSection(desk, self),
            ProcessTree(desk, self),
        )
        self._first_run = FirstRun(desk, self)
        self._lay_out()
        self._status.extras_wanted.connect(self._question.show_extras)
        self._question.asked.connect(self.refresh)
        desk.changed.connect(self._refresh_soon)
        self.refresh()

    def showEvent(self, a0: QtGui.QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up."""
        super().showEvent(a0)
        self._desk.models.look()
        self.refresh()

    def changeEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """Measure anew in another font."""
        super().changeEvent(a0)
        if a0.type() == QtCore.QEvent.Type.FontChange:
            self._refresh_soon()

    def refresh(self) -> None:
        """Show the desk's state as it is now."""
        state = self._desk.state
        for section in (self._status, self._first_run, *self._sections):
            section.refresh(state)
        self._body.setVisible(not self._desk.backend_missing)

    def _lay_out(self) -> None:
        body = _column(self._body)
        for section in self._sections:
            body.addWidget(section)
        column = _column(self)
        column.setContentsMargins(8, 6, 8, 8)
        for part in (self._status, self._first_run, self._body):
            column.addWidget(part)
        column.addStretch(1)

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_timer.start()


def _column(widget: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
    column = QtWidgets.QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column
