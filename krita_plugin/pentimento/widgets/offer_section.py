"""Offers the frames of an earlier process of the document."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..qt import QtWidgets
from .panel_parts import OfferRow


class OfferSection(OfferRow):
    """There where something waits for the active document."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.show_button.clicked.connect(desk.show_waiting)
        self.discard_button.clicked.connect(desk.discard_waiting)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Offer what waits now."""
        self.setVisible(state is not None and bool(state.waiting))
