"""The painter's desk: what the docker shows of the active document, and what its buttons do.

Knows documents, jobs and the link to the backend; knows nothing of widgets. Each document has a
state of its own, so that two of them never mix.
"""

from __future__ import annotations

import logging
import random
from dataclasses import replace
from typing import TYPE_CHECKING, List, Optional, Sequence

from pentimento_protocol.client import new_id
from pentimento_protocol.messages import ENDED_STATES, JobSummary
from pentimento_protocol.wire import OptionValue, ProtocolError

from ..background import Background
from ..document.canvas import check_readable
from ..document.document_memory import (
    FrameLabel,
    ImportedProcess,
    imported_processes,
    remember_process,
)
from ..document.documents import (
    ActiveDocumentWatch,
    active_document,
    identify,
    identify_anew,
    is_open,
)
from ..document.pixels import Unreadable
from ..document.timeline import CommitFailed, Committed, show_time, show_timeline
from ..eventloop import Cancelled, NotSettled, Steps, run
from ..link.dispatch import Dispatch
from ..link.jobs import JobPhase, ProcessJob
from ..link.session import Session
from ..qt import QtCore
from .document_state import DocumentState
from .model_shelf import ModelShelf
from .reconstruction import (
    BackendFailed,
    DocumentClosed,
    frames_to_timeline,
    read_and_code,
    until_ready,
)
from .settings import LARGEST_SEED, Settings, save_settings, settings_file
from .submission import (
    NothingPainted,
    Question,
    choose_engine,
    chosen_options,
    lacks_prompt,
    submit_message,
)
from .waiting_jobs import WaitingJob, WaitingJobs, waiting_jobs_file

if TYPE_CHECKING:
    from krita import Document

log = logging.getLogger("pentimento")

NO_DOCUMENT = "No document is open: open a painting, then ask how it could have been painted."


TOLD_ERRORS = (
    CommitFailed,
    LookupError,
    NotSettled,
    NothingPainted,
    ProtocolError,
    Unreadable,
)
"""Errors whose text is a sentence for the painter."""


class Desk(QtCore.QObject):
    """Everything the docker shows and does; `changed` says that it should look again."""

    changed = QtCore.pyqtSignal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.models = ModelShelf(session, self)
        self.notice = ""
        self._background = Background(parent=self)
        self._dispatch = Dispatch(session, self._background, self)
        self._waiting = WaitingJobs(waiting_jobs_file())
        self._states: List[DocumentState] = []
        self._state: Optional[DocumentState] = None
        self._watch = ActiveDocumentWatch(self)
        self._watch.changed.connect(self._on_active_document_changed)
        self._dispatch.changed.connect(self.changed)
        self._dispatch.jobs_listed.connect(self._on_jobs_listed)
        self._dispatch.proposed.connect(self._on_proposed)
        self.models.changed.connect(self.changed)
        session.changed.connect(self.changed)
        session.welcomed.connect(self._ask_for_jobs_of_active_document)

    @property
    def state(self) -> Optional[DocumentState]:
        """The state of the active document, None where no document is open."""
        return self._state

    def reconstruct(self) -> None:
        """Ask how the active document could have been painted."""
        document = active_document()
        try:
            check_readable(document)
        except Unreadable as problem:
            self._tell(NO_DOCUMENT if document is None else str(problem))
            return
        self._on_active_document_changed()
        state = self._state
        if state is None or state.running:
            return
        job = ProcessJob(new_id(), self.settings.frames)
        self._start(state, job, self._paint(state, job))

    def cancel(self) -> None:
        """Cancel the active document's job; its frames so far are kept and offered."""
        state = self._state
        if state is None or state.job is None or not state.running:
            return
        state.job.cancelling = True
        self._dispatch.cancel(state.job)
        self.changed.emit()

    def show_waiting(self) -> None:
        """Bring the newest waiting process of the active document onto its timeline."""
        state = self._state
        if state is not None and state.waiting and not state.running:
            waiting = state.waiting[0]
            job = ProcessJob(waiting.job, waiting.frames, wants_any=True)
            self._start(state, job, self._bring_back(state, job))

    def discard_waiting(self) -> None:
        """Delete the newest waiting process of the active document."""
        if self._state is not None and self._state.waiting:
            waiting = self._state.waiting.pop(0)
            self._waiting.discard(waiting)
            self._dispatch.delete(waiting.job)
            self.changed.emit()

    def show_frame(self, index: int) -> None:
        """Move Krita's timeline to a frame of the process that is on it."""
        state = self._state
        if state is not None and state.process is not None:
            show_time(state.document, state.process.first_time + index)

    def show_timeline(self) -> None:
        """Show Krita's timeline docker."""
        show_timeline()

    def dismiss(self) -> None:
        """Take the message away."""
        self._tell("")

    def start_backend(self) -> None:
        """Start the backend, so that the painter sees what it offers."""

        self.session.wake()
        run(
            until_ready(self.session, cancelled=lambda: False),
            failed=lambda error: self._tell(str(error)),
        )

    def stop_backend(self) -> None:
        """Stop the backend; what it has not finished goes on at its next start."""
        self.session.stop_backend()

    def change_settings(self, **changes: object) -> None:
        """Change and keep some of the settings."""
        self.settings = replace(self.settings, **changes)
        save_settings(settings_file(), self.settings)

    def change_option(self, engine: str, name: str, value: OptionValue) -> None:
        """Change and keep one option of an engine."""
        options = {key: dict(values) for key, values in self.settings.options.items()}
        options.setdefault(engine, {})[name] = value
        self.change_settings(options=options)

    def roll_seed(self) -> int:
        """Choose another seed and return it."""
        seed = random.randint(0, LARGEST_SEED)
        self.change_settings(seed=seed)
        return seed

    def note_saved(self, path: str) -> None:
        """Note that a document has been saved to `path`."""
        for state in self._states:
            if state.document_id and is_open(state.document) and state.document.fileName() == path:
                self._waiting.note_path(state.document_id, path)
                if path.endswith(".kra"):
                    for process in imported_processes(state.document):
                        self._waiting.remove(process.job)

    def close(self) -> None:
        """Let go of everything; for the moment when Krita closes. The backend finishes its jobs."""
        self.session.close()
        self._background.close()

    def _start(
        self, state: DocumentState, job: ProcessJob, steps: Steps[Optional[Committed]]
    ) -> None:
        self.notice = ""
        state.begin(job)
        self.session.wake()
        run(
            steps,
            done=lambda committed: self._on_end(state, job, committed),
            failed=lambda error: self._on_failed(state, job, error),
        )
        self.changed.emit()

    def _paint(self, state: DocumentState, job: ProcessJob) -> Steps[Optional[Committed]]:
        """Steps from the canvas to the layer on the timeline."""
        settings = self.settings
        coded = yield from read_and_code(state.document, self._background)
        self._set_phase(job, JobPhase.SENDING)
        yield from until_ready(self.session, lambda: job.cancelling)
        engine = choose_engine(self.session.engines, settings.engine)
        options = chosen_options(engine, settings.options.get(engine.name, {}))
        question = Question(settings.frames, settings.seed, engine.name, options)
        self._identify(state)
        message = submit_message(job.job, state.document_id, question, coded)
        self._waiting.add(
            WaitingJob(job.job, state.document_id, state.document.fileName(), settings.frames)
        )
        self._dispatch.submit(job, message, coded.payloads)
        self._set_phase(job, JobPhase.PAINTING)
        committed = yield from self._bring_in(state, job)
        if lacks_prompt(question):
            self._dispatch.fetch_prompt(job.job)
        return committed

    def _bring_back(self, state: DocumentState, job: ProcessJob) -> Steps[Optional[Committed]]:
        """Steps from the frames in the backend's store to the layer on the timeline."""
        self._set_phase(job, JobPhase.SENDING)
        yield from until_ready(self.session, lambda: job.cancelling)
        self._identify(state)
        self._dispatch.follow(job)
        self._set_phase(job, JobPhase.PAINTING)
        return (yield from self._bring_in(state, job))

    def _bring_in(self, state: DocumentState, job: ProcessJob) -> Steps[Optional[Committed]]:
        def come_back() -> None:
            job.note = f"go back to “{state.title}” to see them"
            self.changed.emit()

        def add() -> None:
            self._set_phase(job, JobPhase.ADDING)

        return (yield from frames_to_timeline(state.document, job, state.title, add, come_back))

    def _identify(self, state: DocumentState) -> None:
        if not is_open(state.document):
            raise DocumentClosed
        if state.is_copy:
            state.document_id, state.is_copy = identify_anew(state.document), False
        elif not state.document_id:
            state.document_id = identify(state.document)

    def _set_phase(self, job: ProcessJob, phase: JobPhase) -> None:
        job.phase = phase
        self.changed.emit()

    def _on_end(
        self, state: DocumentState, job: ProcessJob, committed: Optional[Committed]
    ) -> None:
        job.phase = JobPhase.ENDED
        if committed is None:
            self._on_not_all_frames(state, job)
        else:
            self._on_committed(state, job, committed)
        self._look_for_waiting(state)
        self.changed.emit()

    def _on_committed(self, state: DocumentState, job: ProcessJob, committed: Committed) -> None:
        labels = tuple(FrameLabel(picture.step, picture.stage) for picture in job.pictures)
        process = ImportedProcess(job.job, committed.first_time, labels)
        remember_process(state.document, process)
        state.process = process
        if not committed.animated:
            state.tell(
                "Krita did not make an animated layer: the frames are the layers of the group "
                f"“{committed.title}”."
            )

    def _on_failed(self, state: DocumentState, job: ProcessJob, error: Exception) -> None:
        job.phase = JobPhase.ENDED
        self._dispatch.drop(job)
        if isinstance(error, DocumentClosed) or not is_open(state.document):
            self._on_closed_meanwhile(state, job)
        elif isinstance(error, Cancelled):
            state.tell("Cancelled.")
        elif isinstance(error, BackendFailed):
            state.tell(str(error), self.session.details)
        elif isinstance(error, TOLD_ERRORS):
            state.tell(str(error), job.details)
        else:
            state.tell(
                f"Pentimento stopped with an error ({type(error).__name__}): try again; what was "
                "painted is kept."
            )
        self._look_for_waiting(state)
        self.changed.emit()

    def _on_closed_meanwhile(self, state: DocumentState, job: ProcessJob) -> None:
        waiting = self._waiting.find(job.job)
        if waiting is None:
            return
        if waiting.path:
            when = "and offered when you open it again."
        else:
            when = "by the backend; as it was never saved, `pentimento jobs` is the way to them."
        self.notice = f"“{state.title}” was closed during its job: the frames are kept {when}"

    def _on_not_all_frames(self, state: DocumentState, job: ProcessJob) -> None:
        nothing_kept = not job.pictures and not job.gave_up
        if job.is_gone or nothing_kept:
            self._waiting.remove(job.job)
        if job.outcome == "cancelled":
            state.tell(f"Cancelled after {_counted(len(job.pictures))}.")
        else:
            state.tell(job.sentence or "No frame was painted: try again.", job.details)

    def _tell(self, sentence: str) -> None:
        if self._state is not None:
            self._state.tell(sentence)
        self.notice = sentence if self._state is None else ""
        self.changed.emit()

    def _on_active_document_changed(self) -> None:
        document = active_document()
        self._states = [state for state in self._states if is_open(state.document) or state.running]
        self._state = None if document is None else self._state_of(document)
        self._ask_for_jobs_of_active_document()
        self.changed.emit()

    def _state_of(self, document: Document) -> DocumentState:
        for state in self._states:
            if is_open(state.document) and state.document == document:
                return state
        state = DocumentState(document)
        others = {other.document_id for other in self._states}
        if state.document_id and state.document_id in others:
            state.document_id, state.is_copy = "", True
        self._states.append(state)
        self._look_for_waiting(state)
        return state

    def _look_for_waiting(self, state: DocumentState) -> None:
        if is_open(state.document):
            path = state.document.fileName()
            known = self._waiting.of_document(state.document_id, path)
            state.waiting = [job for job in known if self._is_offered(state, job)]

    def _is_offered(self, state: DocumentState, job: WaitingJob) -> bool:
        imported = {process.job for process in imported_processes(state.document)}
        running = {state.job.job} if state.job is not None and state.running else set()
        return not job.discarded and job.job not in imported | running

    def _ask_for_jobs_of_active_document(self) -> None:
        if self._state is not None and self._state.document_id:
            self._dispatch.list_jobs(self._state.document_id)

    def _on_jobs_listed(self, jobs: Sequence[JobSummary]) -> None:
        """Offer what the backend knows of an open document and this Krita does not."""
        for state in self._states:
            if not state.document_id or not is_open(state.document):
                continue
            for job in reversed(jobs):
                if job.tag == state.document_id and _has_frames(job):
                    self._note_listed(state, job)
            self._look_for_waiting(state)
        self.changed.emit()

    def _on_proposed(self, job: str, prompt: str) -> None:
        """Show the words that the engine has put in the place of an empty prompt."""
        for state in self._states:
            if state.job is not None and state.job.job == job:
                state.proposal = prompt
        self.changed.emit()

    def _note_listed(self, state: DocumentState, listed: JobSummary) -> None:
        job = WaitingJob(listed.job, listed.tag, state.document.fileName(), listed.frames)
        if self._waiting.find(job.job) is None and self._is_offered(state, job):
            self._waiting.add(job)


def _has_frames(job: JobSummary) -> bool:
    return job.frames_done > 0 or job.state not in ENDED_STATES


def _counted(frames: int) -> str:
    return "1 frame" if frames == 1 else f"{frames} frames"
