"""The way of one job through Krita, as steps: canvas, frames, timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, List, Optional, TypeVar

from ..background import Background
from ..document.canvas import read_canvas
from ..document.documents import is_open
from ..document.timeline import Committed, ProcessLayer, show_time
from ..eventloop import BREATHE, SETTLE, Cancelled, Steps
from ..link.jobs import ProcessJob
from ..link.session import LinkState, Session
from .submission import CodedCanvas, code_canvas

if TYPE_CHECKING:
    from krita import Document

Result = TypeVar("Result")

LOOK_MS = 20


class BackendFailed(Exception):
    """There is no backend to ask; the text is one sentence for the painter."""


class DocumentClosed(Exception):
    """The document was closed while its job was under way."""


def until_ready(session: Session, cancelled: Callable[[], bool]) -> Steps[None]:
    """Steps that wait for the backend, starting it again where it is lost.

    Raises BackendFailed, or Cancelled as soon as `cancelled()`.
    """
    while not cancelled() and session.state is not LinkState.READY:
        if session.state is LinkState.OFF:
            raise BackendFailed(session.sentence or "The backend was stopped.")
        if session.state is LinkState.LOST:
            session.wake()
        yield LOOK_MS
    if cancelled():
        raise Cancelled


def read_and_code(document: Document, background: Background) -> Steps[CodedCanvas]:
    """Steps that read the canvas and code it for the wire.

    Raises Unreadable, NothingPainted, ProtocolError, each with a sentence for the painter.
    """
    reading = yield from read_canvas(document)
    return (yield from in_background(background, lambda: code_canvas(reading)))


def frames_to_timeline(
    document: Document,
    job: ProcessJob,
    subject: str,
    adding: Callable[[], None],
    waiting: Callable[[], None],
) -> Steps[Optional[Committed]]:
    """Steps that take a job's frames as they are decoded and make the animated layer of them.

    Nothing in the document changes before the last frame, and nothing at all (the result is None)
    where the job has ended before. `adding` is called when the frames are all there, `waiting`
    where the painter has to come back to the document first. Raises DocumentClosed, CommitFailed.
    """
    layer = ProcessLayer(document)
    try:
        while not job.complete:
            if not is_open(document):
                raise DocumentClosed
            for frame in job.take_decoded():
                yield from layer.add_frame(frame.pixels, frame.width, frame.height)
            yield LOOK_MS
        if layer.frame_count == 0 or (job.outcome != "finished" and not job.wants_any):
            return None
        adding()
        # The last frame is the canvas: going there first, nothing seems to change when the layer
        # comes, and one undo takes it away.
        show_time(document, layer.frame_count - 1)
        yield SETTLE
        return (yield from layer.commit(subject, waiting=waiting))
    finally:
        layer.discard()


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
