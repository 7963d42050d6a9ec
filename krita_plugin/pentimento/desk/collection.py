"""The processes a painter has collected for a document: their names, their stars, their end."""

from __future__ import annotations

from .document_state import DocumentState
from .offering import Offering
from .process import PaintingProcess
from .remembering import forget, remember

LONGEST_TITLE = 60
"""Characters of a process's title."""


class Collection:
    """Changes what is kept of processes, in their documents and in the backend's store."""

    def __init__(self, offering: Offering) -> None:
        self._offering = offering

    def star(self, state: DocumentState, process: PaintingProcess, starred: bool) -> None:
        """Mark a process, or take the mark away."""
        process.starred = starred
        self._note(state, process)

    def rename(self, state: DocumentState, process: PaintingProcess, title: str) -> None:
        """Give a process another title."""
        process.title = title[:LONGEST_TITLE]
        self._note(state, process)

    def delete(self, state: DocumentState, process: PaintingProcess) -> None:
        """Throw a process away, with its frames in the store; what is on the timeline stays."""
        number = state.processes.index(process)
        state.processes.remove(process)
        if state.shown is process:
            state.shown = state.processes[max(0, number - 1)] if state.processes else None
        self._offering.discard(state, process)
        forget(state.document, process)
        state.changed.emit()

    def _note(self, state: DocumentState, process: PaintingProcess) -> None:
        remember(state.document, process)
        state.changed.emit()
