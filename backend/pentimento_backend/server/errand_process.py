"""One errand about a model, done by a process of its own (see models.errand)."""

from __future__ import annotations

import collections
import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Report:
    """How far the errand is: bytes done, bytes in all, a few words."""

    done: int
    total: int
    note: str


class ErrandProcess:
    """Starts the process; `kill` ends it at once, and a download keeps what has arrived."""

    def __init__(self, errand: str, model: str, log_file: Path) -> None:
        self.errand = errand
        self.model = model
        self.last_report = Report(0, 0, "starting")
        self.sentence = ""
        self.cancelled = False
        self._lines: collections.deque[dict[str, Any]] = collections.deque()
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pentimento_backend.models.errand", errand, model],
                stdin=subprocess.PIPE,  # its end tells the process that the server is gone
                stdout=subprocess.PIPE,
                stderr=output,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                },
            )
        assert self._process.stdout is not None
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout,), daemon=True
        )
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
        while self._lines:
            line = self._lines.popleft()
            if "sentence" in line:
                self.sentence = str(line["sentence"])
            else:
                self.last_report = Report(line["done"], line["total"], line["note"])
        return self.last_report != before

    def cancel(self) -> None:
        """End the process because somebody wants it."""
        self.cancelled = True
        self._process.kill()

    def close(self) -> None:
        """End the process if it runs, and put everything away."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            try:
                self._lines.append(json.loads(line))
            except ValueError:
                log.error("the %s of %s wrote nonsense: %r", self.errand, self.model, line[:200])
