"""The first page of a new user: the backend is not there yet, and how it gets here."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.failures import INSTALL_COMMAND
from ..link.backend_process import output_file
from ..qt import QtWidgets
from ..words import tr
from .help_page import HelpPage
from .panel_parts import place_words
from .settings_dialog import SettingsDialog
from .text_window import show_backend_log


class FirstRun(HelpPage):
    """There instead of all else as long as no backend can be started."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(tr("One more step"), INSTALL_COMMAND, parent)
        self._desk = desk
        self._again = self.add_button(tr("Look again"), "look_again")
        self._again.setToolTip(tr("Press this when the command has ended"))
        self._found = self.add_words("look_again_words")
        self._elsewhere = self.add_button(
            tr("Use a backend on another computer…"), "backend_elsewhere"
        )
        self._log = self.add_button(tr("Show the log"), "help_log")
        self._again.clicked.connect(self._on_again)
        self._elsewhere.clicked.connect(lambda: SettingsDialog(desk, self.window()).open())
        self._log.clicked.connect(lambda: show_backend_log(self))

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Be there where it is needed."""
        missing = self._desk.backend_missing
        self.setVisible(bool(missing))
        if not missing:
            return
        sentence = tr(
            "Pentimento paints in a program of its own, so that Krita stays quick and your work "
            "safe. Open a terminal in the folder that Pentimento was downloaded to, and run:"
        )
        outcome = tr(
            "It brings what the painter needs, about 2 GB (more with an NVIDIA graphics card), to "
            "{place}. It shows how far it is, can be stopped and run again, and takes nothing "
            "from this computer but disk space: no account, no upload."
        ).format(place=place_words(self._desk.backend_place))
        self.show_words(f"{missing}\n\n{sentence}", outcome)
        self._log.setVisible(output_file().exists())

    def _on_again(self) -> None:
        self._desk.look_for_backend()
        missing = self._desk.backend_missing
        self._found.setText(tr("Still not here.") if missing else "")
