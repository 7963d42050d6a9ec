"""Threads for coding pictures, so that Krita's own thread never waits for zlib or SHA-256."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Optional, TypeVar

from .qt import QtCore

Result = TypeVar("Result")

log = logging.getLogger("pentimento")


class Background(QtCore.QObject):
    """Does work in threads and hands its outcome back in Krita's own thread.

    Work with long calls that keep Python's lock would stop Krita all the same: zlib and hashlib
    release it.
    """

    _finished = QtCore.pyqtSignal(object)

    def __init__(self, threads: int = 2, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        spared = max(1, (os.cpu_count() or 1) - 1)  # one core stays Krita's own
        self._threads = ThreadPoolExecutor(
            min(threads, spared), thread_name_prefix="pentimento-coding"
        )
        self._closed = False
        # Emitted in a thread, so Qt queues it and calls the slot in Krita's thread.
        self._finished.connect(self._deliver)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` in a thread; then, in Krita's thread, call `done` or `failed`."""

        def work_and_report() -> None:
            try:
                result = work()
            except Exception as error:
                outcome = _later(failed, error)
            else:
                outcome = _later(done, result)
            if not self._closed:
                self._finished.emit(outcome)

        if not self._closed:
            self._threads.submit(work_and_report)

    def close(self) -> None:
        """Take no more work and report nothing any more; does not wait."""
        self._closed = True
        self._threads.shutdown(wait=False)

    def _deliver(self, outcome: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            outcome()
        except Exception:
            log.exception("What followed on work in the background failed")


def _later(listener: Callable[[Result], None], value: Result) -> Callable[[], None]:
    return lambda: listener(value)
