"""Work inside Krita's own event loop, one step at a time.

Krita tells its layer tree about new nodes only in its top-level event loop: a nested
``processEvents`` of any length never delivers it, and ``setActiveNode`` then does nothing at all.
So everything that takes longer than a moment, or changes the structure of a document, is written
as *steps*: a generator that yields wherever Krita has to get on with its own work ::

    def add_two_groups(document: Document) -> Steps[int]:
        document.rootNode().addChildNode(document.createGroupLayer("a"), None)
        yield from noticed(document)      # a structural change: let Krita take notice of it
        for row in rows:
            paint(row)
            yield BREATHE                 # only to keep the window alive
        yield from settled(document)      # wait until Krita's own workers have finished
        return 2

    running = run(add_two_groups(document), done=show_count, failed=show_error)
    running.cancel()

What a step yields is the pause in milliseconds. Steps are cleaned up by their own ``finally`` and
``except Cancelled`` clauses, which may yield as well, except after `stop_all`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Callable, Generator, Generic, List, Optional, TypeVar

from .qt import QtCore
from .words import tr

if TYPE_CHECKING:
    from krita import Document

Result = TypeVar("Result")
Steps = Generator[int, None, Result]
"""Steps that end in a result: yields pauses in milliseconds, is sent nothing."""

BREATHE = 0
"""Pause that lets waiting events through."""

SETTLE = 25
"""Pause after a structural change, long enough for Krita's node signals to arrive."""

log = logging.getLogger("pentimento")


class Cancelled(Exception):
    """Raised inside steps whose `Running.cancel` was called, at their current yield."""


class NotSettled(Exception):
    """Krita was still busy with the document after a long wait; the text is for the painter."""


class Running(Generic[Result]):
    """Steps that are under way; made by `run`.

    Exactly one of `done(result)` and `failed(error)` is called, unless `stop_all` comes first.
    """

    def __init__(
        self,
        steps: Steps[Result],
        done: Optional[Callable[[Result], None]],
        failed: Optional[Callable[[Exception], None]],
    ) -> None:
        self._steps = steps
        self._done = done
        self._failed = failed
        self._cancelled = False
        self._in_step = False
        self._timer = QtCore.QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._advance)

    @property
    def active(self) -> bool:
        """True until the steps have ended in one way or another."""
        return self in _active

    def cancel(self) -> None:
        """Raise `Cancelled` inside the steps at the next turn of the event loop.

        `failed` then gets whatever error leaves the steps, as a rule that `Cancelled`.
        """
        if self.active:
            self._cancelled = True
            self._timer.start(0)

    def start(self) -> None:
        """Take the first step at the next turn of the event loop."""
        _active.append(self)
        self._timer.start(0)

    def stop(self) -> None:
        """Close the steps here and now; calls neither `done` nor `failed`."""
        self._end()
        try:
            self._steps.close()
        except Exception:
            log.exception("Steps failed while they were stopped")

    def _advance(self) -> None:
        if self._in_step:
            return  # Krita turns an event loop of its own inside some calls; `cancel` came in there
        # PyQt aborts the whole application on an exception that leaves a slot: let none out.
        try:
            pause = self._step()
        except StopIteration as end:
            self._end()
            self._report(self._done, end.value)
        except Exception as error:
            if not isinstance(error, Cancelled):
                log.exception("Steps failed")
            self._end()
            self._report(self._failed, error)
        else:
            if self.active:
                self._timer.start(0 if self._cancelled else pause)

    def _step(self) -> int:
        self._in_step = True
        try:
            if self._cancelled:
                self._cancelled = False
                return self._steps.throw(Cancelled())
            return next(self._steps)
        finally:
            self._in_step = False

    def _end(self) -> None:
        self._timer.stop()
        if self in _active:
            _active.remove(self)

    def _report(self, listener: Optional[Callable[..., None]], outcome: object) -> None:
        if listener is None:
            return
        try:
            listener(outcome)
        except Exception:
            log.exception("A listener of finished steps failed")


_active: List[Running] = []


def run(
    steps: Steps[Result],
    done: Optional[Callable[[Result], None]] = None,
    failed: Optional[Callable[[Exception], None]] = None,
) -> Running[Result]:
    """Run `steps` in Krita's event loop and return at once.

    `done` receives the result, `failed` the error; both are called from the event loop, never
    before `run` has returned.
    """
    running = Running(steps, done, failed)
    running.start()
    return running


def stop_all() -> None:
    """Close all steps that are under way; for the moment when Krita closes."""
    for running in list(_active):
        running.stop()


def settled(document: Document, patience: float = 60.0) -> Steps[None]:
    """Wait until Krita has no work waiting on `document`, without blocking its window.

    Raises NotSettled where Krita is still busy after `patience` seconds.
    """
    clock = QtCore.QElapsedTimer()
    clock.start()
    while not _is_idle(document):
        if clock.elapsed() > patience * 1000:
            raise NotSettled(
                tr("Krita is still busy with this document; try again when it is idle.")
            )
        yield SETTLE


def noticed(document: Document) -> Steps[None]:
    """Wait until a structural change is done and the window knows of it; raises NotSettled.

    Until it knows of a layer, `setActiveNode` does nothing but complain. On a busy machine the
    news can be on its way still when Krita's workers are done.
    """
    yield SETTLE
    yield from settled(document)
    yield SETTLE


def _is_idle(document: Document) -> bool:
    if document.rootNode() is None:
        return True  # closed meanwhile: nothing will come any more
    if not document.tryBarrierLock():
        return False
    document.unlock()
    return True
