"""Processes of an open document whose frames are not in it: known here, or to the backend alone."""

from __future__ import annotations

from typing import Iterable, Optional, Sequence

from pentimento_protocol.messages import ENDED_STATES, JobSummary

from ..document.document_memory import remembered_processes
from ..document.documents import is_open
from ..link.dispatch import Dispatch
from .document_places import DocumentPlaces
from .document_state import DocumentState
from .process import PaintingProcess
from .waiting_jobs import WaitingJob, WaitingJobs


class Offering:
    """Keeps track of what waits for each document, and offers it there."""

    def __init__(self, waiting: WaitingJobs, places: DocumentPlaces, dispatch: Dispatch) -> None:
        self._waiting = waiting
        self._places = places
        self._dispatch = dispatch

    def note_asked(self, state: DocumentState, process: PaintingProcess, frames: int) -> None:
        """Remember a process that the backend is asked for."""
        path = state.document.fileName()
        self._places.note(state.document_id, path)
        self._waiting.add(WaitingJob(process.job_id, state.document_id, path, frames))

    def note_saved(self, state: DocumentState, path: str) -> None:
        """Note that a document has been saved, and with it what is on its timeline."""
        self._places.note(state.document_id, path)
        self._waiting.note_path(state.document_id, path)
        if path.endswith(".kra"):
            for process in remembered_processes(state.document):
                if process.labels:
                    self._waiting.remove(process.job)

    def forget(self, process: PaintingProcess) -> None:
        """Forget a process that there is nothing of."""
        self._waiting.remove(process.job_id)

    def find(self, process: PaintingProcess) -> Optional[WaitingJob]:
        """Return what is remembered of a process, None where the backend was never asked for it."""
        return self._waiting.find(process.job_id)

    def discard(self, state: DocumentState, process: PaintingProcess) -> None:
        """Delete a process, also in the backend, and never offer it again."""
        path = state.document.fileName()
        known = self.find(process) or WaitingJob(process.job_id, state.document_id, path, 0)
        self._waiting.discard(known)
        self._dispatch.delete(process.job_id)

    def discard_newest(self, state: DocumentState) -> None:
        """Delete the newest waiting process of a document, also in the backend."""
        if state.waiting:
            waiting = state.waiting.pop(0)
            self._waiting.discard(waiting)
            self._dispatch.delete(waiting.job)
            state.changed.emit()

    def look(self, state: DocumentState) -> None:
        """Find out what waits for a document."""
        if is_open(state.document):
            path = state.document.fileName()
            if self._places.is_copy(state.document_id, path):
                state.document_id, state.is_copy = "", True
            known = self._waiting.of_document(state.document_id, path)
            state.waiting = [job for job in known if _is_offered(state, job)]
            state.changed.emit()

    def ask_backend(self, state: DocumentState) -> None:
        """Ask the backend what it has for a document."""
        if state.document_id:
            self._dispatch.list_jobs(state.document_id)

    def take_list(self, states: Iterable[DocumentState], jobs: Sequence[JobSummary]) -> None:
        """Offer what the backend knows of an open document and this Krita does not."""
        for state in states:
            if not state.document_id or not is_open(state.document):
                continue
            for job in reversed(jobs):
                if job.tag == state.document_id and _has_frames(job):
                    self._note_listed(state, job)
            self.look(state)

    def _note_listed(self, state: DocumentState, listed: JobSummary) -> None:
        job = WaitingJob(listed.job, listed.tag, state.document.fileName(), listed.frames)
        if self._waiting.find(job.job) is None and _is_offered(state, job):
            self._waiting.add(job)


def _is_offered(state: DocumentState, job: WaitingJob) -> bool:
    known = {process.job for process in remembered_processes(state.document) if process.labels}
    running = {process.job_id for process in state.running}
    return not job.discarded and job.job not in known | running


def _has_frames(job: JobSummary) -> bool:
    return job.frames_done > 0 or job.state not in ENDED_STATES
