"""Krita's docker around the panel. All windows of Krita share one desk, and so one backend."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from krita import DockWidget, Krita

from .desk.desk import Desk
from .desk.settings import load_settings, settings_file
from .link.backend_process import installed_command
from .link.session import Session
from .qt import QtCore, QtWidgets
from .widgets.panel import Panel

BACKEND_FILE = Path(__file__).parent / "backend.json"
"""Written by the installer: how the backend is started."""

_desk: Optional[Desk] = None


class PentimentoDocker(DockWidget):
    """The docker; Krita makes one for each of its windows."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Pentimento")
        area = QtWidgets.QScrollArea(self)
        area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(Panel(shared_desk(), area))
        area.setMinimumWidth(240)
        self.setWidget(area)

    def canvasChanged(self, canvas: object) -> None:  # noqa: N802 (Krita's name)
        """Do nothing: this comes too early and too often, the desk watches by itself."""


def shared_desk() -> Desk:
    """Return the desk, made when the first docker is."""
    global _desk  # noqa: PLW0603 (Krita makes dockers without arguments, one for each window)
    if _desk is None:
        _desk = _make_desk()
    return _desk


def _make_desk() -> Desk:
    settings = load_settings(settings_file())

    def command() -> List[str]:
        words = list(desk.settings.backend_command) or installed_command(BACKEND_FILE)
        return [*words, *desk.settings.backend.serve_words()]

    session = Session(command, lambda: desk.settings.backend.remote_connection)
    desk = Desk(session, settings)
    desk.look_for_backend()
    notifier = Krita.instance().notifier()
    notifier.setActive(True)
    notifier.imageSaved.connect(desk.note_saved)
    notifier.applicationClosing.connect(desk.close)
    QtCore.QTimer.singleShot(0, session.attach)
    return desk
