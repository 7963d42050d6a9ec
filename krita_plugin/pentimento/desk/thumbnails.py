"""Small pictures of processes that come with their document: out of it, or out of the store."""

from __future__ import annotations

from typing import Callable, Iterator, Optional, Sequence, Set

from pentimento_protocol.wire import ProtocolError

from ..document.documents import is_open
from ..document.kept_frames import KeptFramesDamaged
from ..eventloop import Steps, run
from ..link.frame_decoding import FramePicture, small_picture
from ..link.frame_fetch import BackendSilent, FramesMissing
from ..link.session import LinkState, Session
from ..qt import QtCore
from ..words import tr
from .document_state import DocumentState
from .frame_reel import FrameReel
from .frame_sources import FrameSources, WholeFrames
from .process import PaintingProcess


class Thumbnails(QtCore.QObject):
    """Fetches the pictures of the process that is shown; `changed` says that one has come.

    Does not start the backend: to look at a document is no reason to.
    """

    changed = QtCore.pyqtSignal()

    def __init__(
        self, session: Session, sources: FrameSources, parent: Optional[QtCore.QObject] = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sources = sources
        self._fetching: Set[str] = set()
        self._absent: Set[str] = set()
        session.changed.connect(self._on_link_changed)

    def need_backend(self, state: DocumentState, process: PaintingProcess) -> bool:
        """Return whether there are no pictures because nobody has started the backend yet."""
        off = self._session.state in (LinkState.OFF, LinkState.LOST)
        known = process.job_id in self._absent or self._is_kept(state, process)
        return off and _are_missing(process) and not known

    def look(self, state: Optional[DocumentState]) -> None:
        """Fetch what is missing of the process that is shown, if that can be had now."""
        process = state.shown if state is not None else None
        if state is None or process is None or not _are_missing(process):
            return
        if process.job_id in self._fetching | self._absent or not is_open(state.document):
            return
        if self._session.state is not LinkState.READY and not self._is_kept(state, process):
            return
        self._fetching.add(process.job_id)
        run(
            self._fetch(state, process),
            done=lambda _: self._on_end(process),
            failed=lambda error: self._on_failed(state, process, error),
        )

    def _on_link_changed(self) -> None:
        if self._session.state in (LinkState.OFF, LinkState.LOST):
            self._absent.clear()  # the next backend may have them: another folder, another machine

    def _is_kept(self, state: DocumentState, process: PaintingProcess) -> bool:
        return is_open(state.document) and self._sources.is_kept(state.document, process)

    def _fetch(self, state: DocumentState, process: PaintingProcess) -> Steps[None]:
        first, count = len(process.pictures), len(process.labels)
        frames = yield from self._sources.whole_frames(state.document, process)
        reel = FrameReel(lambda stopped: _pictures(frames, process, range(first, count), stopped))

        def take(picture: FramePicture) -> Steps[None]:
            if picture.index == len(process.pictures):
                process.pictures.append(picture)
                self.changed.emit()
            yield from ()

        try:
            yield from reel.each(take)
        finally:
            reel.stop()

    def _on_end(self, process: PaintingProcess) -> None:
        self._fetching.discard(process.job_id)
        if _are_missing(process):
            self._absent.add(process.job_id)  # or we would ask for the same again and again
        self.changed.emit()

    def _on_failed(self, state: DocumentState, process: PaintingProcess, error: Exception) -> None:
        self._fetching.discard(process.job_id)
        was_ending = isinstance(error, BackendSilent)  # the one that comes after it has them
        known = isinstance(error, (FramesMissing, KeptFramesDamaged, ProtocolError))
        if known and not was_ending:
            self._absent.add(process.job_id)
            if process.imported is not None:
                sentence = tr(
                    "The frames of “{title}” are no longer in the backend's store. What is on the "
                    "timeline stays."
                )
            else:
                sentence = tr(
                    "The frames of “{title}” are no longer in the backend's store: ask the "
                    "question again to have them painted again."
                )
            state.tell(sentence.format(title=process.title))
        self.changed.emit()


def _are_missing(process: PaintingProcess) -> bool:
    return not process.running and len(process.pictures) < len(process.labels)


def _pictures(
    frames: WholeFrames,
    process: PaintingProcess,
    indices: Sequence[int],
    stopped: Callable[[], bool],
) -> Iterator[FramePicture]:
    """Yield small pictures of frames; for a thread."""
    labels = list(process.labels)
    for index, width, height, pixels in frames(indices, stopped):
        label = labels[index]
        origin = "given" if label.step in process.given_steps else "generated"
        yield FramePicture(index, label, origin, small_picture(pixels, width, height))
