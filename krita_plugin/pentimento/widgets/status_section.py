"""How the plugin stands with the backend, and the docker's menu."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.standing import Standing, standing_words, store_words
from ..link.session import LinkState
from ..qt import QAction, QtCore, QtGui, QtWidgets
from ..words import tr
from .learn_dialog import LearnDialog
from .panel_parts import StatusRow
from .settings_dialog import SettingsDialog

GREEN, AMBER, RED = (QtGui.QColor(name) for name in ("#3fae5a", "#e0a030", "#d9534f"))


class StatusSection(StatusRow):
    """The docker's first row; emits `extras_wanted` when the painter asks for more models."""

    extras_wanted = QtCore.pyqtSignal()

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        menu = self.menu_button.entries
        self._timeline = _action(menu, tr("Show the timeline"), "show_timeline")
        self._extras = _action(menu, tr("Models that are not here…"), "show_extras")
        self._learn = _action(menu, tr("Learn a style…"), "learn_style")
        self._settings = _action(menu, tr("Settings…"), "show_settings")
        self._report = _action(menu, tr("Copy a report"), "copy_report_action")
        self._free = _action(menu, tr("Free memory"), "free_memory")
        self._free.setToolTip(tr("Have the backend give up the models it holds between jobs"))
        self._stop = _action(menu, tr("Stop the backend"), "stop_backend")
        self._timeline.triggered.connect(desk.show_timeline)
        self._extras.triggered.connect(self.extras_wanted)
        self._learn.triggered.connect(lambda: LearnDialog(desk, self.window()).open())
        self._settings.triggered.connect(lambda: SettingsDialog(desk, self.window()).open())
        self._report.triggered.connect(
            lambda: QtWidgets.QApplication.clipboard().setText(desk.report())
        )
        self._free.triggered.connect(desk.free_memory)
        self._stop.triggered.connect(desk.stop_backend)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show how it stands now."""
        session, standing = self._desk.session, self._desk.standing
        words = standing_words(standing, session)
        self.show_status(_color(standing), words, store_words(session))
        for action in (self._stop, self._free):
            action.setEnabled(session.state is LinkState.READY)
        engine = self._desk.engine
        offer = self._desk.models.offer(engine) if engine is not None else None
        self._extras.setEnabled(offer is not None and not offer.needed)


def _color(standing: Standing) -> QtGui.QColor:
    """Return the colour of the dot, which says again what the words beside it say."""
    if standing is Standing.READY:
        return GREEN
    if standing is Standing.LOST:
        return RED
    if standing in (Standing.STARTING, Standing.LOADING, Standing.WORKING):
        return AMBER
    return QtGui.QColor(QtCore.Qt.GlobalColor.gray)


def _action(menu: QtWidgets.QMenu, title: str, name: str) -> QAction:
    action = menu.addAction(title)
    action.setObjectName(name)
    return action
