"""Downloads, verifications and removals of models, and the clients that follow them."""

from __future__ import annotations

import logging
from pathlib import Path

from pentimento_protocol import limits
from pentimento_protocol.errand_messages import (
    Errand,
    ErrandEnded,
    ErrandOutcome,
    ErrandProgress,
)
from pentimento_protocol.wire import ProtocolError

from .errand_process import ErrandProcess
from .followers import Send

log = logging.getLogger(__name__)


class Errands:
    """All errands that run, at most one for each model; none waits for a client."""

    def __init__(self, send: Send, log_file: Path) -> None:
        self._send = send
        self._log_file = log_file
        self._running: dict[str, tuple[Errand, ErrandProcess]] = {}
        self._followers: set[bytes] = set()

    @property
    def busy(self) -> bool:
        """Whether any errand runs."""
        return bool(self._running)

    def errand_about(self, model: str) -> str:
        """Return which errand about a model runs, "" for none."""
        return self._running[model][0] if model in self._running else ""

    def start(self, model: str, errand: Errand) -> None:
        """Start an errand, unless that one runs already; raises ProtocolError."""
        at_work = self.errand_about(model)
        if at_work == errand:
            return
        if at_work:
            raise ProtocolError(
                "model-busy", f"The {at_work} of {model} is still at work: wait, or cancel it."
            )
        if len(self._running) >= limits.MAX_ERRANDS:
            raise ProtocolError(
                "too-many-errands", "Several models are being worked on: wait for one of them."
            )
        log.info("%s of model %s begins", errand, model)
        self._running[model] = (errand, ErrandProcess(errand, model, self._log_file))

    def cancel(self, model: str) -> None:
        """Stop the errand about a model, if there is one."""
        if model in self._running:
            self._running[model][1].cancel()

    def follow(self, route: bytes) -> None:
        """Tell a client about all errands from now on, first how far those are that run."""
        if route not in self._followers:
            self._followers.add(route)
            for model, (errand, process) in self._running.items():
                self._send(route, _progress(model, errand, process), ())

    def drop(self, route: bytes) -> None:
        """Forget a client; the errands go on."""
        self._followers.discard(route)

    def supervise(self) -> None:
        """Tell followers what the processes report, and bury those that have ended."""
        for model, (errand, process) in list(self._running.items()):
            ended = not process.running
            if process.take_reports() and not ended:
                self._tell(_progress(model, errand, process))
            if ended:
                del self._running[model]
                process.close()
                self._tell(_ending(model, errand, process))

    def close(self) -> None:
        """End all errands; a download goes on where it was when it is asked for again."""
        for _, process in self._running.values():
            process.close()
        self._running.clear()

    def _tell(self, message: ErrandProgress | ErrandEnded) -> None:
        for route in self._followers:
            self._send(route, message, ())


def _progress(model: str, errand: Errand, process: ErrandProcess) -> ErrandProgress:
    report = process.last_report
    note = report.note[: limits.MAX_NAME]
    return ErrandProgress("", model, errand, report.done, report.total, note)


def _ending(model: str, errand: Errand, process: ErrandProcess) -> ErrandEnded:
    outcome: ErrandOutcome = "finished" if process.succeeded else "failed"
    sentence = process.sentence
    if process.cancelled and not sentence:
        outcome = "cancelled"
        sentence = f"The {errand} of {model} was cancelled."
        if errand == "download":
            sentence += " What has arrived is kept: a new download goes on from there."
    elif not sentence:
        sentence = (
            f"The {errand} of {model} broke down: start it again, and see errands.log in "
            "Pentimento's data folder if that happens once more."
        )
    log.info("%s of model %s: %s", errand, model, sentence)
    return ErrandEnded("", model, errand, outcome, sentence[: limits.MAX_TEXT])
