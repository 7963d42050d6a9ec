"""Steps that wait: for the backend, and for work in a thread."""

from __future__ import annotations

from typing import Callable, List, TypeVar

from ..background import Background
from ..eventloop import BREATHE, Cancelled, Steps
from ..link.session import LinkState, Session
from ..words import tr

Result = TypeVar("Result")

LOOK_MS = 20


class BackendFailed(Exception):
    """There is no backend to ask; the text is one sentence for the painter."""


def until_ready(session: Session, cancelled: Callable[[], bool]) -> Steps[None]:
    """Steps that wait for the backend, starting it again where it is lost.

    Raises BackendFailed, or Cancelled as soon as `cancelled()`.
    """
    while not cancelled() and session.state is not LinkState.READY:
        if session.state is LinkState.OFF:
            raise BackendFailed(session.sentence or tr("The backend was stopped."))
        if session.state is LinkState.LOST:
            session.wake()
        yield LOOK_MS
    if cancelled():
        raise Cancelled


def in_background(background: Background, work: Callable[[], Result]) -> Steps[Result]:
    """Steps that wait for work in a thread; raise what it raised."""
    results: List[Result] = []
    errors: List[Exception] = []
    background.run(work, results.append, errors.append)
    while not results and not errors:
        yield LOOK_MS
    if errors:
        raise errors[0]
    yield BREATHE
    return results[0]
