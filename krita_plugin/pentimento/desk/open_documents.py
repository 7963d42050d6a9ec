"""The documents that are open: what is known of each, and which of them is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional

from ..document.documents import ActiveDocumentWatch, active_document, is_open
from ..qt import QtCore
from .document_state import DocumentState
from .offering import Offering
from .process import PaintingProcess

if TYPE_CHECKING:
    from krita import Document


class OpenDocuments(QtCore.QObject):
    """A state for each document, so that two of them never mix.

    `activated` says that another document may be in front, `changed` that something is new in one.
    """

    activated = QtCore.pyqtSignal()
    changed = QtCore.pyqtSignal()

    def __init__(self, offering: Offering, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self.active: Optional[DocumentState] = None
        self._states: List[DocumentState] = []
        self._offering = offering
        self._watch = ActiveDocumentWatch(self)
        self._watch.changed.connect(self.look)

    @property
    def states(self) -> List[DocumentState]:
        """The states of all open documents, and of closed ones that something is done for."""
        return list(self._states)

    def look(self) -> None:
        """Look which document is in front."""
        document = active_document()
        self._states = [state for state in self._states if is_open(state.document) or state.running]
        self.active = None if document is None else self._state_of(document)
        self.activated.emit()

    def find_process(self, job_id: str) -> Optional[PaintingProcess]:
        """Return the process of a job, None where no open document has it."""
        found = (state.find(job_id) for state in self._states)
        return next((process for process in found if process is not None), None)

    def note_saved(self, path: str) -> None:
        """Note that a document has been saved to `path`."""
        for state in self._states:
            if state.document_id and is_open(state.document) and state.document.fileName() == path:
                self._offering.note_saved(state, path)

    def _state_of(self, document: Document) -> DocumentState:
        for state in self._states:
            if is_open(state.document) and state.document == document:
                return state
        state = DocumentState(document, self)
        others = {other.document_id for other in self._states}
        if state.document_id and state.document_id in others:
            state.document_id, state.is_copy = "", True
        state.changed.connect(self.changed)
        self._states.append(state)
        self._offering.look(state)
        return state
