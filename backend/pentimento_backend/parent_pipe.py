"""The pipes between a process of the backend and the one that has started it.

Standard input brings one line, the order, and no more; that it is closed says that nobody needs
this process any longer. Standard output takes JSON lines (see server/errand_process).
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable

REPORT_INTERVAL = 0.2
"""Seconds between two reports with the same note."""

_PIECE = 1 << 16


def read_order() -> str:
    """Return the first line of standard input; "" where it was closed before."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(sys.stdin.fileno(), _PIECE)
        if not piece:
            break
        line += piece
    return line.decode("utf-8", errors="replace")


def when_left_alone(act: Callable[[], None]) -> None:
    """Call `act`, in a thread, once standard input is closed."""

    def watch() -> None:
        # not through Python's buffer, whose lock would be held when the interpreter ends
        while os.read(sys.stdin.fileno(), _PIECE):
            pass
        act()

    threading.Thread(target=watch, name="parent", daemon=True).start()


def write_line(**values: object) -> None:
    """Write one JSON object to standard output."""
    print(json.dumps(values), flush=True)


class Reporter:
    """Writes how far the work is, a few times a second."""

    def __init__(self) -> None:
        self._last_note = ""
        self._last_time = 0.0

    def report(self, done: int, total: int, note: str, detail: str = "") -> None:
        """Write the report if it is time for one; `detail` may differ each time, unlike `note`."""
        now = time.monotonic()
        if note == self._last_note and now - self._last_time < REPORT_INTERVAL:
            return
        self._last_note, self._last_time = note, now
        write_line(done=done, total=total, note=note + detail)
