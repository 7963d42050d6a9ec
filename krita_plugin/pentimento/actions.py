"""Pentimento's actions in Krita's menu (Tools > Pentimento), and so in its shortcut settings.

The names are those of `pentimento.action`, which tells Krita of them before any window is there.
"""

from __future__ import annotations

import logging
from typing import Callable, Dict, List

from krita import Extension, Krita, Window

from .desk.desk import Desk
from .document.frame_layer import Placement
from .qt import QtWidgets
from .words import tr

log = logging.getLogger("pentimento")

MENU = "pentimento_menu"
PREFIX = "pentimento_"


class PentimentoActions(Extension):
    """Makes the actions of each of Krita's windows."""

    def __init__(self, parent: Krita, desk: Callable[[], Desk], docker_id: str) -> None:
        super().__init__(parent)
        self._desk = desk
        self._docker_id = docker_id
        self._menus: List[QtWidgets.QMenu] = []

    def setup(self) -> None:
        """Do nothing: there is nothing to prepare."""

    def createActions(self, window: Window) -> None:  # noqa: N802 (Krita's name)
        """Make the menu of a window."""
        entry = window.createAction(MENU, "Pentimento", "tools")
        menu = QtWidgets.QMenu(MENU, window.qwindow())
        entry.setMenu(menu)
        self._menus.append(menu)  # Krita keeps no reference
        deeds = self._deeds()
        for name, title in titles().items():
            action = window.createAction(PREFIX + name, title, f"tools/{MENU}")
            action.triggered.connect(lambda _=False, deed=deeds[name]: self._do(deed))

    def _deeds(self) -> Dict[str, Callable[[Desk], None]]:
        return {
            "show_docker": lambda _: self._show_docker(),
            "ask": lambda desk: desk.ask(),
            "cancel": lambda desk: desk.cancel_newest(),
            "previous_frame": lambda desk: desk.playback.step(-1),
            "next_frame": lambda desk: desk.playback.step(1),
            "previous_stage": lambda desk: desk.playback.step_stage(-1),
            "next_stage": lambda desk: desk.playback.step_stage(1),
            "play": lambda desk: desk.playback.toggle(),
            "copy_frame": lambda desk: desk.copy_frame(Placement.ABOVE),
            "add_to_timeline": lambda desk: desk.add_to_timeline(),
        }

    def _do(self, deed: Callable[[Desk], None]) -> None:
        # an exception that leaves a slot would end Krita
        try:
            deed(self._desk())
        except Exception:
            log.exception("an action stumbled")

    def _show_docker(self) -> None:
        for docker in Krita.instance().dockers():
            if docker.objectName() == self._docker_id:
                docker.show()
                docker.raise_()


def titles() -> Dict[str, str]:
    """Return what each action is called, in the menu's order."""
    return {
        "show_docker": tr("Show the docker"),
        "ask": tr("Ask for a painting process"),
        "cancel": tr("Cancel the newest process"),
        "previous_frame": tr("Previous frame"),
        "next_frame": tr("Next frame"),
        "previous_stage": tr("Previous stage"),
        "next_stage": tr("Next stage"),
        "play": tr("Play or pause"),
        "copy_frame": tr("Copy the frame to a new layer"),
        "add_to_timeline": tr("Add the process to the timeline"),
    }
