"""Follows a job to its end, whatever becomes of the backend meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    Submit,
)
from pentimento_protocol.wire import Message, ProtocolError

from .backend_link import connect_or_start
from .failure import BAD_INPUT, INTERRUPTED, JOB_FAILED, Failure

MOST_RESTARTS = 3
"""Times the backend may be lost without a new frame in between."""

HELPFUL_CODES = ("no-engine", "no-task", "bad-option", "too-large", "bad-field", "bad-payload")
"""Refusals that mean bad input rather than trouble."""

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
        try:
            return self.client.ask(message, answer, payloads or (), timeout=60)
        except RequestRefused as refusal:
            code = BAD_INPUT if refusal.code in HELPFUL_CODES else JOB_FAILED
            raise Failure(refusal.sentence, code) from None
        except BackendLost as problem:
            raise Failure(str(problem), JOB_FAILED) from None

    def reconnect(self) -> None:
        """Find or start the backend again."""
        self._say("The backend is gone; starting it again ...")
        self.client.close()
        self.client = connect_or_start(self._say)

    def close(self) -> None:
        """Disconnect; jobs go on in the backend."""
        self.client.close()


def submit(link: Link, message: Submit, payloads: list[bytes]) -> None:
    """Submit a job; raises Failure."""
    link.ask(message, Accepted, payloads)


def follow(link: Link, job: str, from_frame: int = 0) -> Iterator[Arrival]:
    """Yield what arrives of a job, until its JobEnded; frames come in order, each once.

    On Ctrl-C the job is cancelled in the backend. Raises Failure where the backend is lost again
    and again, or a frame arrives damaged.
    """
    next_frame = from_frame
    losses = 0
    link.client.follow(job, next_frame)
    try:
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
    except KeyboardInterrupt:
        link.ask(Cancel(new_id(), job), Done)
        raise Failure(
            f"Cancelled; the frames so far are kept: go on with `pentimento jobs resume {job}`.",
            INTERRUPTED,
        ) from None


def _poll(link: Link, job: str) -> list[Arrival]:
    try:
        arrivals = link.client.poll(0.1)
    except ProtocolError as problem:
        raise Failure(f"The backend sent nonsense: {problem.sentence}", JOB_FAILED) from None
    return [arrival for arrival in arrivals if getattr(arrival.message, "job", "") == job]


def _recover(link: Link, job: str, next_frame: int, losses: int) -> None:
    if losses > MOST_RESTARTS:
        raise Failure(
            "The backend ends again and again; the frames so far are kept: go on with "
            f"`pentimento jobs resume {job}`, and see `pentimento doctor`.",
            JOB_FAILED,
        )
    link.reconnect()
    link.client.follow(job, next_frame)
