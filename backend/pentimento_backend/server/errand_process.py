"""One errand, done by a process of its own: a download, an export, learning a style."""

from __future__ import annotations

import collections
import contextlib
import json
import logging
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pentimento_protocol import limits

from ..child_environment import child_environment

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that a process has for putting everything away before it is killed."""


@dataclass(frozen=True)
class Task:
    """What the process runs: a module, its arguments, and a line for its standard input.

    What it may leave behind in `workroom` where it is killed is cleared away.
    """

    module: str
    arguments: tuple[str, ...] = ()
    order: str = ""
    workroom: Path | None = None


@dataclass(frozen=True)
class Report:
    """How far the errand is: how much is done, how much there is in all, a few words."""

    done: int
    total: int
    note: str


@dataclass(frozen=True)
class Ending:
    """What the process says of its end: a sentence for people, a word for programs."""

    sentence: str = ""
    code: str = ""


class ErrandProcess:
    """Starts the process and takes in what it writes.

    It writes JSON lines on its standard output: {"done", "total", "note"} along the way,
    {"preview": path of a PNG} where it has one, and {"sentence", "code"} at the end. It stops by
    itself when its standard input is closed, keeping what is worth keeping.
    """

    def __init__(self, task: Task, log_file: Path) -> None:
        self.last_report = Report(0, 0, "starting")
        self.ending = Ending()
        self.cancelled = False
        self._task = task
        self._kill_at: float | None = None
        self._arrived: collections.deque[Report | Ending] = collections.deque()
        self._preview: bytes | None = None
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", task.module, *task.arguments],
                stdin=subprocess.PIPE,  # its end tells the process that the server is gone
                stdout=subprocess.PIPE,
                stderr=output,
                env=child_environment(),
            )
        self._reader = threading.Thread(target=self._talk, daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        """Whether more reports may come."""
        return self._reader.is_alive() or self._process.poll() is None

    @property
    def succeeded(self) -> bool:
        """Whether the errand, ended now, has been done."""
        return self._process.returncode == 0

    def take_reports(self) -> bool:
        """Take in what the process has written; returns whether there was a new report."""
        before = self.last_report
        while self._arrived:
            arrived = self._arrived.popleft()
            if isinstance(arrived, Ending):
                self.ending = arrived
            else:
                self.last_report = arrived
        if self._kill_at is not None and time.monotonic() > self._kill_at:
            self._process.kill()
        return self.last_report != before

    def take_preview(self) -> bytes | None:
        """Return the newest preview, a PNG, once; None where there is no new one."""
        preview, self._preview = self._preview, None
        return preview

    def cancel(self) -> None:
        """Let the process stop because somebody wants it; kill it after PATIENCE seconds."""
        self.cancelled = True
        self.let_stop()

    def let_stop(self) -> None:
        """Tell the process that nobody needs it any more."""
        if self._kill_at is None:
            self._kill_at = time.monotonic() + PATIENCE
            _close(self._process.stdin)

    def close(self, patience: float = 0.0) -> None:
        """End the process if it runs, after `patience` seconds, and put everything away."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        # not for ever: a process of the killed one's own may hold the other end
        self._reader.join(1.0)
        _close(self._process.stdin)
        _close(self._process.stdout)
        if self._task.workroom is not None:
            shutil.rmtree(self._task.workroom, ignore_errors=True)

    def _talk(self) -> None:
        """Give the order, then read; in a thread, for pipes are filled and emptied slowly."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if self._task.order:
            try:
                self._process.stdin.write(self._task.order.encode("utf-8") + b"\n")
                self._process.stdin.flush()
            except (OSError, ValueError):
                log.warning("%s ended before it had its order", self._task.module)
        for line in self._process.stdout:
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
                log.error("%s wrote nonsense (%s): %r", self._task.module, error, line[:200])

    def _take(self, line: dict[str, Any]) -> None:
        if "preview" in line:
            with Path(line["preview"]).open("rb") as file:
                picture = file.read(limits.MAX_ERRAND_PREVIEW_BYTES + 1)
            if len(picture) <= limits.MAX_ERRAND_PREVIEW_BYTES:
                self._preview = picture
        elif "done" in line:
            done, total = max(0, int(line["done"])), max(0, int(line["total"]))
            self._arrived.append(Report(done, total, str(line["note"])))
        else:
            self._arrived.append(Ending(str(line["sentence"]), str(line.get("code", ""))))


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with contextlib.suppress(OSError):  # of a rest that the process did not want any more
            pipe.close()
