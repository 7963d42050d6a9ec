"""Frames on their way to the timeline: fetched, decoded and taken apart in a thread."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import Callable, Generic, Iterator, List, TypeVar

from pentimento_protocol.portions import Bytes

from ..eventloop import BREATHE, Steps
from .backend_steps import LOOK_MS

MOST_WAITING = 2
"""Frames of a large page take 35 MB each: no more wait for Krita than it takes to be never idle."""


@dataclass(frozen=True)
class FramePart:
    """What of frame `index` goes on its layer: BGRA8 rows (height x width x 4 bytes)."""

    index: int
    width: int
    height: int
    pixels: Bytes


Piece = TypeVar("Piece")


class FrameReel(Generic[Piece]):
    """Runs a source of frames in a thread of its own and hands them to Krita's, a few at a time.

    The source is told by its argument when nobody wants more.
    """

    def __init__(self, source: Callable[[Callable[[], bool]], Iterator[Piece]]) -> None:
        self._waiting: queue.Queue[Piece] = queue.Queue(MOST_WAITING)
        self._stopped = threading.Event()
        self._ended = threading.Event()
        self._errors: List[Exception] = []
        self._thread = threading.Thread(
            target=self._run, args=(source,), name="pentimento-frames", daemon=True
        )
        self._thread.start()

    def each(self, take: Callable[[Piece], Steps[None]]) -> Steps[None]:
        """Steps that take every frame, in order; raise what the source raised."""
        while True:
            ended = self._ended.is_set()  # before looking: the last frame comes before the end
            try:
                part = self._waiting.get_nowait()
            except queue.Empty:
                if ended:
                    break
                yield LOOK_MS
            else:
                yield from take(part)
                yield BREATHE
        if self._errors:
            raise self._errors[0]

    def stop(self) -> None:
        """Take no more frames."""
        self._stopped.set()

    def _run(self, source: Callable[[Callable[[], bool]], Iterator[Piece]]) -> None:
        try:
            for part in source(self._stopped.is_set):
                if not self._hand_over(part):
                    break
        except Exception as error:
            self._errors.append(error)
        finally:
            self._ended.set()

    def _hand_over(self, part: Piece) -> bool:
        while not self._stopped.is_set():
            try:
                self._waiting.put(part, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False
