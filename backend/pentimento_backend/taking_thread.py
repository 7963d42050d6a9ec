"""A thread that takes things one by one, in order, while the next ones are being made."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")

MOST_WAITING = 2
"""Things that may wait before whoever makes them has to: more would only fill the memory."""


class TakingThread(Generic[Item]):
    """Calls `take` with each thing added; `name` is the thread's.

    What `take` raises is raised again by the next `add` and by `check`; what was added after it is
    dropped.
    """

    def __init__(self, take: Callable[[Item], None], name: str) -> None:
        self._take = take
        self._waiting: queue.Queue[Item | None] = queue.Queue(MOST_WAITING)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._take_all, name=name, daemon=True)
        self._thread.start()

    def add(self, item: Item) -> None:
        """Hand over a thing, waiting while too many wait; raises what `take` has raised."""
        self.check()
        self._waiting.put(item)

    def stop(self) -> None:
        """Wait until all that was added has been taken; once."""
        self._waiting.put(None)
        self._thread.join()

    def check(self) -> None:
        """Raise what `take` has raised."""
        if self._error is not None:
            raise self._error

    def _take_all(self) -> None:
        while (item := self._waiting.get()) is not None:
            if self._error is None:
                try:
                    self._take(item)
                except Exception as error:
                    self._error = error
