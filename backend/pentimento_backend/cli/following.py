"""Follows a job to its end, whatever becomes of the backend meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pentimento_protocol.client import (
    Arrival,
    BackendLost,
    Client,
    RequestRefused,
    new_id,
)
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Done,
    FrameArrived,
    JobEnded,
    JobSummary,
    Refused,
    Submit,
)
from pentimento_protocol.wire import Message, ProtocolError

from .backend_link import connect, connect_or_start, running_backend
from .failure import BAD_INPUT, INTERRUPTED, JOB_FAILED, Failure
from .reporting import say

MOST_RESTARTS = 3
"""Times the backend may be lost without a new frame in between."""

HELPFUL_CODES = (
    "no-engine",
    "no-task",
    "bad-option",
    "too-large",
    "bad-field",
    "bad-payload",
    "no-model",
    "bad-folder",
    "bad-path",
    "bad-name",
    "file-exists",
    "no-by-product",
    "no-frames",
    "no-parent",
    "not-waiting",
)
"""Refusals that mean bad input rather than trouble."""

NOT_FOLLOWED = ("no-job", "too-many-jobs")
"""Refusals that mean that nothing of the job will arrive."""

CANCEL_PATIENCE = 3.0
"""Seconds that a submission may still be on its way when its job is cancelled."""

AnswerType = TypeVar("AnswerType", bound=Message)


class Link:
    """A client that finds or starts the backend again when it is lost; `say` speaks to people."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.client: Client = connect_or_start(say)

    def ask(
        self, message: Message, answer: type[AnswerType], payloads: list[bytes] | None = None
    ) -> AnswerType:
        """Ask the backend; raises Failure with its sentence where it refuses."""
        with _refusals_told():
            return self.client.ask(message, answer, payloads or (), timeout=60)

    def list_jobs(self) -> list[JobSummary]:
        """Return all jobs of the backend's store, newest first; raises Failure."""
        with _refusals_told():
            return self.client.list_jobs()

    def fetch(self, job: str, name: str) -> bytes | None:
        """Return a by-product of a job, None where the engine has kept none; raises Failure."""
        try:
            return self.client.fetch(job, name)
        except RequestRefused as refusal:
            if refusal.code == "no-by-product":
                return None
            raise Failure(refusal.sentence, JOB_FAILED) from None
        except (BackendLost, ProtocolError) as problem:
            raise Failure(str(problem), JOB_FAILED) from None

    def reconnect(self) -> None:
        """Find or start the backend again."""
        self._say("The backend is gone; starting it again ...")
        self.client.close()
        self.client = connect_or_start(self._say)

    def close(self) -> None:
        """Disconnect; jobs go on in the backend."""
        self.client.close()


@contextmanager
def linked() -> Iterator[Link]:
    """Find or start the backend, and disconnect at the end; raises Failure."""
    link = Link(say)
    try:
        yield link
    finally:
        link.close()


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except RequestRefused as refusal:
        code = BAD_INPUT if refusal.code in HELPFUL_CODES else JOB_FAILED
        raise Failure(refusal.sentence, code) from None
    except (BackendLost, ProtocolError) as problem:
        raise Failure(str(problem), JOB_FAILED) from None


def submit(link: Link, message: Submit, payloads: list[bytes]) -> None:
    """Submit a job; raises Failure."""
    link.ask(message, Accepted, payloads)


def follow(link: Link, job: str, from_frame: int = 0) -> Iterator[Arrival]:
    """Yield what arrives of a job, until its JobEnded; frames come in order, each once.

    Raises Failure where the backend is lost again and again, does not have the job, or sends what
    makes no sense.
    """
    next_frame = from_frame
    losses = 0
    link.client.follow(job, next_frame)
    while True:
        for arrival in _poll(link, job):
            yield arrival
            if isinstance(arrival.message, FrameArrived):
                next_frame, losses = arrival.message.index + 1, 0
            if isinstance(arrival.message, JobEnded):
                return
        if not link.client.alive:
            losses += 1
            _recover(link, job, next_frame, losses)


@contextmanager
def cancelled_on_interrupt(job: str) -> Iterator[None]:
    """Cancel `job` in the backend when Ctrl-C ends the block; raises Failure then."""
    try:
        yield
    except KeyboardInterrupt:
        raise Failure(_cancel(job), INTERRUPTED) from None


@contextmanager
def second_client() -> Iterator[Client]:
    """Connect once more, for an interrupt may have cut a message of the first client in two.

    Raises Failure where the backend is gone.
    """
    connection = running_backend()
    if connection is None:
        raise Failure("The backend is gone.", JOB_FAILED)
    client = connect(connection)
    try:
        yield client
    finally:
        client.close()


def _cancel(job: str) -> str:
    """Cancel a job and return what to tell."""
    try:
        with second_client() as client:
            known = _cancel_when_known(client, job)
    except (Failure, BackendLost, RequestRefused, ProtocolError) as problem:
        return (
            f"Interrupted, but not cancelled: `pentimento jobs cancel {job}` does that. {problem}"
        )
    if not known:
        return "Interrupted before the backend had the job."
    return f"Cancelled; the frames so far are kept: go on with `pentimento jobs resume {job}`."


def _cancel_when_known(client: Client, job: str) -> bool:
    deadline = time.monotonic() + CANCEL_PATIENCE
    while time.monotonic() < deadline:
        try:
            client.ask(Cancel(new_id(), job), Done)
            return True
        except RequestRefused as refusal:
            if refusal.code != "no-job":
                raise
        time.sleep(0.1)
    return False


def _poll(link: Link, job: str) -> list[Arrival]:
    try:
        arrivals = link.client.poll(0.1)
    except ProtocolError as problem:
        raise Failure(f"The backend sent nonsense: {problem.sentence}", JOB_FAILED) from None
    for message in (arrival.message for arrival in arrivals):
        if isinstance(message, Refused) and message.code in NOT_FOLLOWED:
            raise Failure(message.sentence, JOB_FAILED)
    return [arrival for arrival in arrivals if getattr(arrival.message, "job", "") == job]


def _recover(link: Link, job: str, next_frame: int, losses: int) -> None:
    kept = f"The frames so far are kept: go on with `pentimento jobs resume {job}`."
    if losses > MOST_RESTARTS:
        raise Failure(
            f"The backend ends again and again; see `pentimento doctor`. {kept}", JOB_FAILED
        )
    try:
        link.reconnect()
    except Failure as problem:
        raise Failure(f"{problem} {kept}", JOB_FAILED) from None
    link.client.follow(job, next_frame)
