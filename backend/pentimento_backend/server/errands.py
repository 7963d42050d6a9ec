"""Errands: downloads, exports, learning a style; and the clients that follow them."""

from __future__ import annotations

import hashlib
import logging
import time
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pentimento_protocol import limits
from pentimento_protocol.errand_messages import (
    ERRAND_WORDS,
    Errand,
    ErrandEnded,
    ErrandOutcome,
    ErrandPreview,
    ErrandProgress,
    ModelErrand,
)
from pentimento_protocol.wire import Message, ProtocolError

from .errand_process import ErrandProcess, Task
from .followers import Send
from .sessions import Sessions

log = logging.getLogger(__name__)

MODEL_ERRANDS = typing.get_args(ModelErrand)
"""The errands that clients before protocol 1.3 know."""

CLOSING_PATIENCE = 10.0
"""Seconds that all errands together have for putting everything away when the backend ends."""


@dataclass(frozen=True)
class RunningErrand:
    """An errand at work; `subject` names what it is about."""

    subject: str
    errand: Errand
    process: ErrandProcess


class Errands:
    """All errands that run, at most one about each subject; none waits for a client."""

    def __init__(self, send: Send, sessions: Sessions, log_file: Path) -> None:
        self._send = send
        self._sessions = sessions
        self._log_file = log_file
        self._running: dict[str, RunningErrand] = {}
        self._followers: set[bytes] = set()

    @property
    def busy(self) -> bool:
        """Whether any errand runs."""
        return bool(self._running)

    def errand_about(self, subject: str) -> str:
        """Return which errand about a subject runs, "" for none."""
        return self._running[subject].errand if subject in self._running else ""

    def start(self, subject: str, errand: Errand, task: Task) -> None:
        """Start an errand; raises ProtocolError.

        "model-busy", "too-many-errands", or "cannot-start" where the system gives no process.
        """
        if subject in self._running:
            at_work = ERRAND_WORDS[self._running[subject].errand]
            raise ProtocolError(
                "model-busy", f"The {at_work} of {subject} is still at work: wait, or cancel it."
            )
        if len(self._running) >= limits.MAX_ERRANDS:
            raise ProtocolError(
                "too-many-errands",
                "Several downloads, exports or lessons are at work: wait for one of them.",
            )
        log.info("%s of %s begins", errand, subject)
        try:
            process = ErrandProcess(task, self._log_file)
        except OSError as error:
            raise ProtocolError(
                "cannot-start",
                f"The {ERRAND_WORDS[errand]} cannot be started ({error.strerror}): close other "
                "programs, or free some space on the disk, and try again.",
            ) from error
        self._running[subject] = RunningErrand(subject, errand, process)

    def cancel(self, subject: str) -> None:
        """Stop the errand about a subject, if there is one."""
        if subject in self._running:
            self._running[subject].process.cancel()

    def follow(self, route: bytes) -> None:
        """Tell a client about all errands from now on, first how far those are that run."""
        if route not in self._followers:
            self._followers.add(route)
            for running in self._running.values():
                self._tell([route], running.errand, _progress(running))

    def drop(self, route: bytes) -> None:
        """Forget a client; the errands go on."""
        self._followers.discard(route)

    def supervise(self) -> None:
        """Tell followers what the processes report, and bury those that have ended."""
        for running in list(self._running.values()):
            process = running.process
            ended = not process.running
            if process.take_reports() and not ended:
                self._tell(self._followers, running.errand, _progress(running))
            picture = process.take_preview()
            if picture is not None:
                self._tell(
                    self._followers, running.errand, _preview(running.subject, picture), (picture,)
                )
            if ended:
                del self._running[running.subject]
                process.close()
                self._tell(self._followers, running.errand, _ending(running))

    def close(self) -> None:
        """End all errands; a download goes on where it was when it is asked for again."""
        for running in self._running.values():
            running.process.let_stop()
        deadline = time.monotonic() + CLOSING_PATIENCE
        for running in self._running.values():
            running.process.close(max(0.0, deadline - time.monotonic()))
        self._running.clear()

    def _tell(
        self,
        routes: Iterable[bytes],
        errand: Errand,
        message: Message,
        payloads: Sequence[bytes] = (),
    ) -> None:
        for route in routes:
            if errand in MODEL_ERRANDS or self._sessions.version(route) >= (1, 3):
                self._send(route, message, payloads)


def _progress(running: RunningErrand) -> ErrandProgress:
    report = running.process.last_report
    note = report.note[: limits.MAX_NAME]
    return ErrandProgress("", running.subject, running.errand, report.done, report.total, note)


def _preview(subject: str, picture: bytes) -> ErrandPreview:
    return ErrandPreview("", subject, len(picture), hashlib.sha256(picture).hexdigest())


def _ending(running: RunningErrand) -> ErrandEnded:
    subject, errand, process = running.subject, running.errand, running.process
    outcome: ErrandOutcome = "finished" if process.succeeded else "failed"
    sentence, code = process.ending.sentence, process.ending.code
    word = ERRAND_WORDS[errand]
    if process.cancelled and not sentence:
        outcome = "cancelled"
        sentence = f"The {word} of {subject} was cancelled."
        if errand == "download":
            sentence += " What has arrived is kept: a new download goes on from there."
    elif not sentence:
        code = "broke-down"
        sentence = (
            f"The {word} of {subject} broke down: start it again, and see errands.log in "
            "Pentimento's data folder if that happens once more."
        )
    log.info("%s of %s: %s", errand, subject, sentence)
    return ErrandEnded("", subject, errand, outcome, sentence[: limits.MAX_TEXT], code)
