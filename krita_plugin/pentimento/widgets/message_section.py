"""What the painter should read, where there is something."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..qt import QtWidgets
from .panel_parts import MessageBox


class MessageSection(MessageBox):
    """Shows what the desk tells."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.close_button.clicked.connect(desk.dismiss)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is to be told now."""
        told = self._desk.told
        self.show_message(told.sentence, told.details)
