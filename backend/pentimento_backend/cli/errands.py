"""Runs an errand in the backend and shows how far it is."""

from __future__ import annotations

import json
from typing import Protocol

from pentimento_protocol.client import BackendLost, RequestRefused, new_id
from pentimento_protocol.errand_messages import (
    ERRAND_WORDS,
    CancelErrand,
    Errand,
    ErrandEnded,
    ErrandProgress,
    Export,
    RunErrand,
)
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import ProtocolError

from .failure import INTERRUPTED, JOB_FAILED, Failure
from .following import Link, second_client


class ErrandReporter(Protocol):
    """Told how an errand goes."""

    def progress(self, message: ErrandProgress) -> None:
        """How far it is."""

    def ended(self, message: ErrandEnded) -> None:
        """How it has ended."""

    def close(self) -> None:
        """Nothing more will come, however it has ended."""


class JsonErrandReporter:
    """One JSON object a line on standard output, with the key `event`."""

    def progress(self, message: ErrandProgress) -> None:
        """{"event": "progress", "model": ..., "done": ..., "total": ..., "note": ...}"""
        self._line("progress", message.model, done=message.done, total=message.total,
                   note=message.note)  # fmt: skip

    def ended(self, message: ErrandEnded) -> None:
        """{"event": "finished" or "failed" or "cancelled", "model": ..., "sentence": ...}"""
        self._line(message.outcome, message.model, sentence=message.sentence)

    def close(self) -> None:
        """Nothing is open."""

    def _line(self, event: str, model: str, **values: object) -> None:
        print(json.dumps({"event": event, "model": model, **values}), flush=True)


def reporter_for(as_json: bool, title: str) -> ErrandReporter:
    """Return the reporter for programs or for people."""
    if as_json:
        return JsonErrandReporter()
    from .errand_bar import ErrandBar

    return ErrandBar(title)


def run(link: Link, request: RunErrand | Export, reporter: ErrandReporter) -> ErrandEnded:
    """Run an errand to its end; Ctrl-C cancels it in the backend. Raises Failure."""
    subject, errand = _about(request)
    try:
        link.ask(request, Done)
        ended = _follow(link, subject, reporter)
        reporter.ended(ended)
    except KeyboardInterrupt:
        raise Failure(_cancel(subject, errand), INTERRUPTED) from None
    finally:
        reporter.close()
    return ended


def _about(request: RunErrand | Export) -> tuple[str, Errand]:
    """Return what a request is about and what is done, as the backend's reports name them."""
    if isinstance(request, Export):
        return request.path, "export"
    return request.model, request.errand


def _follow(link: Link, subject: str, reporter: ErrandReporter) -> ErrandEnded:
    while True:
        try:
            arrivals = link.client.poll(0.1)
        except ProtocolError as problem:
            raise Failure(f"The backend sent nonsense: {problem.sentence}", JOB_FAILED) from None
        for message in (arrival.message for arrival in arrivals):
            if isinstance(message, ErrandProgress) and message.model == subject:
                reporter.progress(message)
            if isinstance(message, ErrandEnded) and message.model == subject:
                return message
        if not link.client.alive:
            raise Failure(
                "The backend is gone: run the same command again, it goes on where it was.",
                JOB_FAILED,
            )


def _cancel(subject: str, errand: Errand) -> str:
    word = ERRAND_WORDS[errand]
    try:
        with second_client() as client:
            client.ask(CancelErrand(new_id(), subject), Done)
    except (Failure, BackendLost, RequestRefused, ProtocolError) as problem:
        return f"Interrupted, but the {word} of {subject} may still be at work. {problem}"
    kept = "; what has arrived is kept, the same command goes on from there"
    return f"Cancelled the {word} of {subject}{kept if errand == 'download' else ''}."
