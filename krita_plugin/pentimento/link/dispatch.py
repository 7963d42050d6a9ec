"""Carries jobs to the backend and their frames back, whatever becomes of the backend meanwhile."""

from __future__ import annotations

import logging
from typing import Dict, List, Optional, Sequence, Tuple

from pentimento_protocol.client import Arrival, new_id
from pentimento_protocol.descriptions import PROMPT_FILE
from pentimento_protocol.messages import (
    Accepted,
    ByProduct,
    Cancel,
    Delete,
    Fetch,
    FrameArrived,
    JobEnded,
    JobList,
    ListJobs,
    PaintNext,
    Preview,
    Progress,
    Refused,
    Resume,
    Submit,
)
from pentimento_protocol.wire import ProtocolError

from ..background import Background
from ..qt import QtCore, QtGui
from ..words import tr
from .frame_decoding import DecodedFrame, decode_frame, decode_preview
from .freed_memory import give_back_freed_memory
from .jobs import ProcessJob
from .session import LinkState, Session

log = logging.getLogger("pentimento")

LONGEST_PROMPT_BYTES = 10_000

MOST_RESTARTS = 3
"""How often a backend that dies without another frame is started again."""


class Dispatch(QtCore.QObject):
    """Jobs that are out with the backend; their state is on the jobs themselves.

    A backend that dies is started again; what it had not accepted is sent again, and frames are
    asked for from the first that has not come. `jobs_listed(jobs)` and `proposed(job, prompt)` are
    what has been asked for.
    """

    changed = QtCore.pyqtSignal()
    jobs_listed = QtCore.pyqtSignal(object)
    proposed = QtCore.pyqtSignal(str, str)

    def __init__(
        self, session: Session, background: Background, parent: Optional[QtCore.QObject] = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._jobs: Dict[str, ProcessJob] = {}
        self._unaccepted: Dict[str, Tuple[Submit, Sequence[bytes]]] = {}
        self._asked: Dict[str, str] = {}
        self._to_delete: List[str] = []
        session.welcomed.connect(self._on_welcome)
        session.changed.connect(self._on_link_changed)
        session.arrived.connect(self._on_arrival)

    def submit(self, job: ProcessJob, message: Submit, payloads: Sequence[bytes]) -> None:
        """Send a job and follow it."""
        self._jobs[job.job] = job
        self._unaccepted[job.job] = (message, payloads)
        self._ask_for(job)

    def follow(self, job: ProcessJob) -> None:
        """Bring back the frames of a job that the backend has."""
        self._jobs[job.job] = job
        self._ask_for(job)

    def resume(self, job: ProcessJob) -> None:
        """Have the backend go on with a job that has ended before all its frames were painted."""
        self._session.send(Resume(new_id(), job.job))

    def paint_next(self, job: ProcessJob) -> None:
        """Have a waiting job painted before the others that wait."""
        self._session.send(PaintNext(new_id(), job.job))

    def cancel(self, job: ProcessJob) -> None:
        """Ask the backend to stop painting; the job's outcome follows."""
        job.cancelling = True
        if job.job in self._jobs:
            self._send_cancel(job)

    def drop(self, job: ProcessJob) -> None:
        """Receive nothing more of a job; the backend goes on with it."""
        if self._jobs.pop(job.job, None) is not None:
            self._unaccepted.pop(job.job, None)
            self._session.unfollow(job.job)

    def delete(self, job: str) -> None:
        """Have the backend cancel a job and remove its frames, as soon as it is there."""
        self._to_delete.append(job)
        self._send_deletions()

    def list_jobs(self, tag: str) -> None:
        """Ask which jobs the store has for a document; `jobs_listed` follows, if it is there."""
        self._session.send(ListJobs(new_id(), tag))

    def fetch_prompt(self, job: str) -> None:
        """Ask for the prompt that a job was painted by; `proposed` follows, if there is one."""
        self._session.send(Fetch(new_id(), job, PROMPT_FILE))

    def _ask_for(self, job: ProcessJob) -> None:
        """Ask for what is missing of a job; does nothing while there is no backend."""
        unaccepted = self._unaccepted.get(job.job)
        if unaccepted is not None:
            message, payloads = unaccepted
            if self._session.send(message, payloads):
                self._asked[message.id] = job.job
            return
        asked = self._session.follow(job.job, job.arrived)
        if asked:
            self._asked[asked] = job.job
            if job.cancelling:
                self._send_cancel(job)

    def _send_cancel(self, job: ProcessJob) -> None:
        self._session.send(Cancel(new_id(), job.job))

    def _send_deletions(self) -> None:
        for job in list(self._to_delete):
            self._session.send(Cancel(new_id(), job))
            if self._session.send(Delete(new_id(), job)):
                self._to_delete.remove(job)

    def _on_welcome(self) -> None:
        self._asked.clear()
        for job in list(self._jobs.values()):
            self._ask_for(job)
        self._send_deletions()

    def _on_link_changed(self) -> None:
        if self._session.state is LinkState.LOST:
            self._restart()
        elif self._session.state is LinkState.OFF:
            sentence = self._session.sentence or tr(
                "The backend was stopped; it goes on with this process when it is started again."
            )
            self._give_up_all(sentence)

    def _restart(self) -> None:
        jobs = list(self._jobs.values())
        for job in jobs:
            job.restarts += 1
        if any(job.restarts > MOST_RESTARTS for job in jobs):
            sentence = tr("The backend has stopped {count} times: see the details.")
            self._give_up_all(sentence.format(count=MOST_RESTARTS))
        elif jobs:
            QtCore.QTimer.singleShot(0, self._session.wake)

    def _give_up_all(self, sentence: str) -> None:
        for job in list(self._jobs.values()):
            job.give_up(sentence, self._session.details)
        self._jobs.clear()
        self._unaccepted.clear()
        self.changed.emit()

    def _on_arrival(self, arrival: Arrival) -> None:
        message = arrival.message
        if isinstance(message, JobList):
            self.jobs_listed.emit(message.jobs)
        elif isinstance(message, Refused):
            self._take_refusal(message)
        elif isinstance(message, ByProduct):
            self._take_prompt(arrival)
        elif isinstance(message, (Accepted, Progress, Preview, FrameArrived, JobEnded)):
            job = self._jobs.get(message.job)
            if job is not None:
                self._take(job, arrival)
                self.changed.emit()

    def _take(self, job: ProcessJob, arrival: Arrival) -> None:
        message = arrival.message
        if isinstance(message, Accepted):
            job.note_accepted(message.state)
            if self._unaccepted.pop(job.job, None) is not None:
                self._ask_for(job)
        elif isinstance(message, Progress):
            job.note_progress(message.fraction, message.note, message.place)
        elif isinstance(message, Preview):
            self._decode_preview(job, arrival)
        elif isinstance(message, FrameArrived):
            job.note_arrival()
            self._decode(job, arrival)
        elif isinstance(message, JobEnded):
            job.note_end(message.state, message.sentence)
            self._jobs.pop(job.job, None)
            self._give_back_memory()

    def _give_back_memory(self) -> None:
        def failed(error: Exception) -> None:
            log.warning("Freed memory stays with Krita: %s", error)

        self._background.run(give_back_freed_memory, lambda _: None, failed)

    def _decode(self, job: ProcessJob, arrival: Arrival) -> None:
        def failed(error: Exception) -> None:
            log.error("frame %d of job %s: %s", job.arrived, job.job, error)
            self.drop(job)
            job.give_up(tr("A frame arrived damaged: the frames are kept, ask for them again."))
            self.changed.emit()

        def decoded(frame: DecodedFrame) -> None:
            job.add_decoded(frame)
            self.changed.emit()

        self._background.run(lambda: decode_frame(arrival), decoded, failed)

    def _decode_preview(self, job: ProcessJob, arrival: Arrival) -> None:
        frames_before = job.arrived

        def decoded(picture: QtGui.QImage) -> None:
            if job.arrived == frames_before:  # otherwise what it was a preview of is there
                job.preview = picture
                self.changed.emit()

        def failed(error: Exception) -> None:
            log.warning("a preview of job %s: %s", job.job, error)

        self._background.run(lambda: decode_preview(arrival), decoded, failed)

    def _take_prompt(self, arrival: Arrival) -> None:
        message = arrival.message
        if not isinstance(message, ByProduct) or message.size > LONGEST_PROMPT_BYTES:
            return
        try:
            prompt = arrival.content().decode("utf-8")
        except (ProtocolError, UnicodeDecodeError) as error:
            log.warning("the prompt of job %s: %s", message.job, error)
            return
        self.proposed.emit(message.job, " ".join(prompt.split()))

    def _take_refusal(self, refusal: Refused) -> None:
        if refusal.code == "hello-first":
            return  # forgotten after a silence; another welcome follows, and we ask again then
        job = self._jobs.pop(self._asked.get(refusal.id, ""), None)
        if job is None:
            log.warning("The backend refused: %s", refusal.sentence)
            return
        self._unaccepted.pop(job.job, None)
        job.is_gone = True
        sentence = refusal.sentence
        if refusal.code == "models-missing":
            sentence = tr(
                "The models of this engine are not here yet: download them, then ask again."
            )
        job.give_up(sentence, code=refusal.code)
        self.changed.emit()
