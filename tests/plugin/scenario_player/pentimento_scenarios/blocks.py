"""Measures how long Krita's event loop was blocked: what a painter feels as a hanging window."""

from __future__ import annotations

import time

from PyQt5 import QtCore


class BlockRecorder:
    """Records the longest gap between two turns of Krita's event loop, by a timer of 1 ms.

    ::

        recorder = BlockRecorder()
        yield from read_canvas(document)
        longest = recorder.stop()
    """

    def __init__(self) -> None:
        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QtCore.QTimer()
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def stop(self) -> float:
        """Stop recording and return the longest gap in milliseconds."""
        self._tick()
        self._timer.stop()
        return self._longest * 1000

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
