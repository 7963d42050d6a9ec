"""The way of a process's frames onto the timeline of its document, as steps."""

from __future__ import annotations

from typing import Callable, List

from ..document.document_memory import ImportedProcess, remember_process
from ..document.documents import is_open
from ..document.timeline import Committed, ProcessLayer, show_time
from ..eventloop import SETTLE, Steps
from ..link.jobs import JobPhase, ProcessJob
from ..words import tr
from .backend_steps import LOOK_MS
from .document_state import DocumentState
from .process import PaintingProcess


class DocumentClosed(Exception):
    """The document was closed while its job was under way."""


class Importing:
    """Puts processes on timelines; `changed` is called when a job's phase changes.

    Only one at a time for each document: two would take each other's undo entries for the
    painter's.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._busy: List[DocumentState] = []

    def bring_in(self, state: DocumentState, process: PaintingProcess) -> Steps[None]:
        """Steps that take a process's frames as they are decoded and make the animated layer.

        Nothing in the document changes before the last frame, and nothing at all where the job has
        ended before. Raises DocumentClosed, CommitFailed.
        """
        job = process.job
        assert job is not None
        layer = ProcessLayer(state.document)
        try:
            yield from self._fill(layer, state, job)
            if layer.frame_count == 0 or (job.outcome != "finished" and not job.wants_any):
                return
            while state in self._busy:
                yield LOOK_MS
            self._busy.append(state)
            try:
                committed = yield from self._commit(layer, state, job)
            finally:
                self._busy.remove(state)
        finally:
            layer.discard()
        _note_committed(state, process, committed)

    def _fill(self, layer: ProcessLayer, state: DocumentState, job: ProcessJob) -> Steps[None]:
        while not job.complete:
            if not is_open(state.document):
                raise DocumentClosed
            for frame in job.take_decoded():
                yield from layer.add_frame(frame.pixels, frame.width, frame.height)
            yield LOOK_MS

    def _commit(
        self, layer: ProcessLayer, state: DocumentState, job: ProcessJob
    ) -> Steps[Committed]:
        def come_back() -> None:
            job.come_back = True
            self._changed()

        job.phase = JobPhase.ADDING
        self._changed()
        # The last frame is the canvas: going there first, nothing seems to change when the layer
        # comes, and one undo takes it away.
        show_time(state.document, layer.frame_count - 1)
        yield SETTLE
        return (yield from layer.commit(state.title, waiting=come_back))


def _note_committed(state: DocumentState, process: PaintingProcess, committed: Committed) -> None:
    imported = ImportedProcess(process.job_id, committed.first_time, tuple(process.labels))
    remember_process(state.document, imported)
    process.imported = imported
    if not committed.animated:
        state.tell(
            tr(
                "Krita did not make an animated layer: the frames are the layers of the group "
                "“{title}”."
            ).format(title=committed.title)
        )


def frames_pass_by(state: DocumentState, job: ProcessJob) -> Steps[None]:
    """Steps that wait for a job's end without putting its frames anywhere."""
    while not job.complete:
        if not is_open(state.document):
            raise DocumentClosed
        yield LOOK_MS
