"""Keeps the frames of a process in its document, so that they are there wherever the file goes."""

from __future__ import annotations

from typing import Dict, List, Optional

from pentimento_protocol.wire import ProtocolError

from ..background import Background
from ..document.documents import is_open
from ..document.kept_frames import KeptFramesWriter, keep_frames, kept_size, let_go_of_frames
from ..eventloop import Steps, run
from ..link.frame_fetch import FramesMissing
from ..qt import QtCore
from ..words import tr
from .backend_steps import BackendFailed, in_background
from .document_state import DocumentState
from .frame_reel import FramePart, FrameReel
from .frame_sources import FrameSources
from .process import PaintingProcess
from .remembering import remember


class Keeping(QtCore.QObject):
    """Puts frames into documents and takes them out; `changed` says that one is further."""

    changed = QtCore.pyqtSignal()

    def __init__(self, sources: FrameSources, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._background = Background(1, self)
        self._fractions: Dict[str, float] = {}

    def size(self, state: DocumentState, process: PaintingProcess) -> int:
        """Return the bytes that a process's frames take in the document, 0 where it keeps none."""
        return kept_size(state.document, process.job_id) if is_open(state.document) else 0

    def fraction(self, process: PaintingProcess) -> Optional[float]:
        """Return how far the keeping is, 0..1; None while nothing is being kept."""
        return self._fractions.get(process.job_id)

    def keep(self, state: DocumentState, process: PaintingProcess) -> None:
        """Put the frames of a process into its document."""
        if self.fraction(process) is not None or not process.labels:
            return

        def failed(error: Exception) -> None:
            told = isinstance(error, (BackendFailed, FramesMissing, ProtocolError))
            unknown = tr("The frames could not be kept in the document ({error}): try again.")
            state.tell(str(error) if told else unknown.format(error=type(error).__name__))
            self.changed.emit()

        self._fractions[process.job_id] = 0.0
        run(self._keep(state, process), failed=failed)
        self.changed.emit()

    def let_go(self, state: DocumentState, process: PaintingProcess) -> None:
        """Take the frames of a process out of its document again."""
        if is_open(state.document):
            let_go_of_frames(state.document, process.job_id)
            self.changed.emit()

    def close(self) -> None:
        """Code nothing any more; for the moment when Krita closes."""
        self._background.close()

    def _keep(self, state: DocumentState, process: PaintingProcess) -> Steps[None]:
        writers: List[KeptFramesWriter] = []
        count = len(process.labels)

        def take(part: FramePart) -> Steps[None]:
            if not writers:
                writers.append(KeptFramesWriter(part.width, part.height))
            yield from in_background(self._background, lambda: writers[0].add(part.pixels))
            self._fractions[process.job_id] = (part.index + 1) / count
            self.changed.emit()

        try:
            frames = yield from self._sources.stored_frames(process)
            reel = FrameReel(
                lambda stopped: (FramePart(*frame) for frame in frames(range(count), stopped))
            )
            try:
                yield from reel.each(take)
            finally:
                reel.stop()
            content = yield from in_background(self._background, writers[0].finish)
            if is_open(state.document):
                keep_frames(state.document, process.job_id, content)
                remember(state.document, process)
        finally:
            self._fractions.pop(process.job_id, None)
            self.changed.emit()
