"""The way of one question: from the canvas to the backend, and its frames back to the document."""

from __future__ import annotations

from typing import Callable, List, Sequence, Tuple

from pentimento_protocol.client import new_id
from pentimento_protocol.messages import EngineDescription
from pentimento_protocol.wire import ProtocolError

from ..background import Background
from ..document.animated_group import CommitFailed
from ..document.documents import identify, identify_anew, is_open
from ..document.pixels import Unreadable
from ..eventloop import Cancelled, NotSettled, Steps, run
from ..link.dispatch import Dispatch
from ..link.jobs import JobPhase, ProcessJob
from ..link.session import Session
from ..qt import QtCore
from ..words import counted, tr
from .backend_steps import BackendFailed, in_background, until_ready
from .document_state import DocumentState
from .engine_choice import check_words, choose_engine, chosen_options, finds_words_itself
from .importing import DocumentClosed, Importing, frames_pass_by
from .offering import Offering
from .process import PaintingProcess
from .question_reading import read_question
from .questions import Question, Unanswerable
from .submission import NothingPainted, code_question, submit_message
from .waiting_jobs import WaitingJob

TOLD_ERRORS = (
    CommitFailed,
    NotSettled,
    NothingPainted,
    ProtocolError,
    Unanswerable,
    Unreadable,
)
"""Errors whose text is a sentence for the painter."""


class Asking(QtCore.QObject):
    """Asks questions and sees to their answers, any number at a time.

    `changed` says that a job is further; `noticed(sentence)` is for painters whose document is no
    longer there to tell it in.
    """

    changed = QtCore.pyqtSignal()
    noticed = QtCore.pyqtSignal(str)

    def __init__(
        self,
        session: Session,
        dispatch: Dispatch,
        offering: Offering,
        importing: Importing,
        background: Background,
        parent: QtCore.QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dispatch = dispatch
        self._offering = offering
        self._background = background
        self._importing = importing
        self._queue: List[Tuple[DocumentState, PaintingProcess]] = []

    @property
    def queue(self) -> List[Tuple[DocumentState, PaintingProcess]]:
        """The processes under way in all documents, in the order of their turns."""
        return sorted(self._queue, key=lambda entry: _turn(entry[1]))

    def ask(
        self, state: DocumentState, question: Question, *, keeps_pixels: bool
    ) -> PaintingProcess:
        """Ask a question about a document; with `keeps_pixels` its answer goes to the timeline."""
        process = PaintingProcess(
            new_id(),
            state.title,
            task=question.task.value,
            seed=question.seed,
            parent=question.parent,
        )
        job = ProcessJob(process.job_id, question.frames, keeps_pixels=keeps_pixels)
        self._start(state, process, job, lambda: self._paint(state, process, job, question))
        return process

    def bring_back(self, state: DocumentState, waiting: WaitingJob) -> None:
        """Bring a process whose frames the backend keeps onto the timeline."""
        process = state.find(waiting.job) or PaintingProcess(waiting.job, state.title)
        if not process.running:
            job = ProcessJob(waiting.job, waiting.frames, wants_any=True)
            self._start(state, process, job, lambda: self._fetch(state, process, job))

    def go_on(self, state: DocumentState, process: PaintingProcess) -> None:
        """Have the backend go on with a process that was cancelled or has failed."""
        if process.job is not None and not process.running:
            before = process.job
            job = ProcessJob(before.job, before.frames, keeps_pixels=before.keeps_pixels)
            self._start(state, process, job, lambda: self._fetch(state, process, job, resume=True))

    def paint_next(self, process: PaintingProcess) -> None:
        """Have a process that waits painted before the others that wait."""
        if process.job is not None:
            self._dispatch.paint_next(process.job)

    def cancel(self, process: PaintingProcess) -> None:
        """Cancel a process under way; its frames so far are kept and offered."""
        if process.job is not None and process.running:
            self._dispatch.cancel(process.job)
            self.changed.emit()

    def _start(
        self,
        state: DocumentState,
        process: PaintingProcess,
        job: ProcessJob,
        steps: Callable[[], Steps[None]],
    ) -> None:
        process.begin(job)
        state.begin(process)
        self._queue.append((state, process))
        self._session.wake()
        run(
            steps(),
            done=lambda _: self._on_end(state, process, job),
            failed=lambda error: self._on_failed(state, process, job, error),
        )
        self.changed.emit()

    def _paint(
        self,
        state: DocumentState,
        process: PaintingProcess,
        job: ProcessJob,
        question: Question,
    ) -> Steps[None]:
        """Steps from the canvas to the layer on the timeline."""
        reading = yield from read_question(state.document, question, self._background)
        task = question.task
        coded = yield from in_background(self._background, lambda: code_question(reading, task))
        self._set_phase(job, JobPhase.STARTING)
        yield from until_ready(self._session, lambda: job.cancelling)
        engine = _engine_for(question, self._session.engines)
        options = chosen_options(engine, question.options.get(engine.name, {}))
        check_words(task, engine, options)
        process.engine, process.options = engine.name, options
        _identify(state)
        message = submit_message(
            process.job_id, state.document_id, question, engine.name, options, coded
        )
        process.given_steps = tuple(given.step for given in message.givens)
        process.layer_names = tuple(layer.name for layer in message.layers)
        self._offering.note_asked(state, process, question.frames)
        self._set_phase(job, JobPhase.SENDING)
        self._dispatch.submit(job, message, coded.payloads)
        yield from self._receive(state, process, job)
        if finds_words_itself(task, engine, options):
            self._dispatch.fetch_prompt(process.job_id)

    def _fetch(
        self,
        state: DocumentState,
        process: PaintingProcess,
        job: ProcessJob,
        *,
        resume: bool = False,
    ) -> Steps[None]:
        """Steps from the frames in the backend's store to the layer on the timeline."""
        self._set_phase(job, JobPhase.STARTING)
        yield from until_ready(self._session, lambda: job.cancelling)
        _identify(state)
        if resume:
            self._dispatch.resume(job)
        self._dispatch.follow(job)
        self._set_phase(job, JobPhase.SENDING)
        yield from self._receive(state, process, job)

    def _receive(
        self, state: DocumentState, process: PaintingProcess, job: ProcessJob
    ) -> Steps[None]:
        if job.keeps_pixels:
            yield from self._importing.bring_in(state, process)
        else:
            yield from frames_pass_by(state, job)

    def _set_phase(self, job: ProcessJob, phase: JobPhase) -> None:
        job.phase = phase
        self.changed.emit()

    def _leave_queue(self, process: PaintingProcess, job: ProcessJob) -> None:
        job.phase = JobPhase.ENDED
        self._queue = [(state, one) for state, one in self._queue if one is not process]
        if not self._queue:
            self._session.greet_again()  # free memory and room for frames are others now

    def _on_end(self, state: DocumentState, process: PaintingProcess, job: ProcessJob) -> None:
        self._leave_queue(process, job)
        if process.imported is None and not (job.outcome == "finished" and job.pictures):
            self._tell_not_all_frames(state, process, job)
        self._offering.look(state)
        self.changed.emit()

    def _on_failed(
        self, state: DocumentState, process: PaintingProcess, job: ProcessJob, error: Exception
    ) -> None:
        self._leave_queue(process, job)
        self._dispatch.drop(job)
        if self._offering.find(process) is None and process.imported is None:
            state.leave_out(process)  # it was never sent
        if isinstance(error, DocumentClosed) or not is_open(state.document):
            self._tell_closed_meanwhile(state, process)
        elif isinstance(error, Cancelled):
            state.tell(tr("Cancelled."))
        elif isinstance(error, BackendFailed):
            state.tell(str(error), self._session.details, self._session.code)
        elif isinstance(error, TOLD_ERRORS):
            code = error.code if isinstance(error, ProtocolError) else ""
            state.tell(str(error), job.details, code)
        else:
            state.tell(
                tr(
                    "Pentimento stopped with an error ({error}): try again; what was painted is "
                    "kept."
                ).format(error=type(error).__name__)
            )
        self._offering.look(state)
        self.changed.emit()

    def _tell_not_all_frames(
        self, state: DocumentState, process: PaintingProcess, job: ProcessJob
    ) -> None:
        nothing_kept = not job.pictures and not job.gave_up
        if job.is_gone or nothing_kept:
            self._offering.forget(process)
            state.leave_out(process)
        if job.outcome == "cancelled":
            state.tell(
                counted(
                    "Cancelled after {count} frame.",
                    "Cancelled after {count} frames.",
                    len(job.pictures),
                )
            )
        else:
            sentence = job.sentence or tr("No frame was painted: try again.")
            state.tell(sentence, job.details, job.code)

    def _tell_closed_meanwhile(self, state: DocumentState, process: PaintingProcess) -> None:
        waiting = self._offering.find(process)
        if waiting is None:
            return  # it was never sent
        if waiting.path:
            sentence = tr(
                "“{title}” was closed during its job: the frames are kept and offered when you "
                "open it again."
            )
        else:
            sentence = tr(
                "“{title}” was closed during its job: the frames are kept by the backend; as it "
                "was never saved, `pentimento jobs` is the way to them."
            )
        self.noticed.emit(sentence.format(title=state.title))


def _turn(process: PaintingProcess) -> Tuple[int, int]:
    return process.job.turn if process.job is not None else (0, 0)


def _engine_for(question: Question, engines: Sequence[EngineDescription]) -> EngineDescription:
    engine = choose_engine(engines, question.task, question.engine)
    if engine is None:
        raise Unanswerable(
            tr("This backend has no engine that answers this question: update the backend.")
        )
    return engine


def _identify(state: DocumentState) -> None:
    if not is_open(state.document):
        raise DocumentClosed
    if state.is_copy:
        state.document_id, state.is_copy = identify_anew(state.document), False
    elif not state.document_id:
        state.document_id = identify(state.document)
