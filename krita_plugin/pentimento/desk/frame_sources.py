"""Where whole frames come from: the document that keeps them, or the backend's store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Iterator, Sequence, Tuple

from pentimento_protocol.connection import Connection
from pentimento_protocol.messages import FrameArrived
from pentimento_protocol.portions import Bytes

from ..document.documents import is_open
from ..document.kept_frames import kept_frames, kept_size
from ..eventloop import Steps
from ..link.frame_fetch import FramesMissing, fetch_frames
from ..link.session import Session
from ..words import tr
from .backend_steps import until_ready
from .process import PaintingProcess

if TYPE_CHECKING:
    from krita import Document

WholeFrame = Tuple[int, int, int, Bytes]
"""Index, width, height, and BGRA8 rows (height x width x 4 bytes)."""

WholeFrames = Callable[[Sequence[int], Callable[[], bool]], Iterator[WholeFrame]]
"""Yields the frames of these rising indices until it is stopped; for a thread."""


class FrameSources:
    """Finds the frames of processes; starts the backend where they are in its store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_kept(self, document: Document, process: PaintingProcess) -> bool:
        """Return whether the document itself keeps the frames of a process."""
        return kept_size(document, process.job_id) > 0

    def whole_frames(self, document: Document, process: PaintingProcess) -> Steps[WholeFrames]:
        """Steps to a source of a process's frames; the source raises FramesMissing, ProtocolError.

        Raises BackendFailed.
        """
        kept = kept_frames(document, process.job_id) if is_open(document) else None
        if kept is not None:
            return kept.whole_frames
        return (yield from self.stored_frames(process))

    def stored_frames(self, process: PaintingProcess) -> Steps[WholeFrames]:
        """Steps to the source in the backend's store. Raises BackendFailed."""
        self._session.wake()
        yield from until_ready(self._session, lambda: False)
        connection = self._session.connection
        if connection is None:
            raise FramesMissing(tr("The backend is not there: try again."))
        return lambda indices, stopped: _stored(connection, process.job_id, indices, stopped)


def _stored(
    connection: Connection, job: str, indices: Sequence[int], stopped: Callable[[], bool]
) -> Iterator[WholeFrame]:
    wanted = set(indices)
    first, last = min(indices), max(indices)
    for arrival in fetch_frames(connection, job, first, last - first + 1, stopped):
        frame = arrival.message
        if isinstance(frame, FrameArrived) and frame.index in wanted:
            yield frame.index, frame.image.width, frame.image.height, arrival.pixels()
