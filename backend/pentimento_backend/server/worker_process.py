"""Starting, watching and ending one worker process."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from pentimento_protocol.keys import KeyPair

from ..child_environment import child_environment
from ..worker.device_memory import DeviceMemory
from ..worker.post import Post
from .devices import Device
from .waking_clock import WakingClock

log = logging.getLogger(__name__)

CANCEL_PATIENCE = 0.7
"""Seconds a worker has for stopping by itself; then it is killed, so that cancel takes < 1 s."""

BEAT_PATIENCE = 30.0
"""Seconds without a sign of life after which a worker counts as stuck."""

START_PATIENCE = 120.0
"""Seconds a worker may take to load its libraries."""

RESTART_PAUSE = 0.5
"""Seconds between the death of a worker and the next start; doubled for each failed start."""

MOST_FAILED_STARTS = 3
"""Starts in a row that may fail before the jobs that wait for the worker are told so."""


class WorkerProcess:
    """One worker process of one device; `keys` let it report to the server at `address`.

    `clock` is the loop's, by which the worker's silence is told.
    """

    def __init__(
        self,
        device: Device,
        address: str,
        server_key: str,
        keys: KeyPair,
        log_file: Path,
        clock: WakingClock,
    ) -> None:
        self.device = device
        self.route: bytes | None = None
        self.job = ""
        self.memory = DeviceMemory()
        self._post = Post(address, server_key, keys, device.name)
        self._log_file = log_file
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._start_at = 0.0
        self._failed_starts = 0
        self._last_heard = 0.0
        self._cancel_deadline: float | None = None
        self._retiring = False
        self._kill_reason = ""

    @property
    def free(self) -> bool:
        """Whether it waits for an order."""
        return self.route is not None and not self.job and not self._retiring

    @property
    def cannot_start(self) -> bool:
        """Whether the last starts have all failed."""
        return self._failed_starts >= MOST_FAILED_STARTS

    def start_if_needed(self) -> str | None:
        """Start the process where none runs and the last one did not die just now.

        Returns why it could not be started, None where nothing is wrong.
        """
        if self._process is not None or time.monotonic() < self._start_at:
            return None
        try:
            self._process = self._spawn()
        except OSError as error:
            self._postpone_start()
            return f"it could not be started ({error.strerror})"
        self.hear()
        return None

    def try_again(self) -> None:
        """Start anew at once where the last starts have all failed."""
        if self.cannot_start:
            self._failed_starts, self._start_at = 0, 0.0

    def greet(self, route: bytes) -> None:
        """Note that the worker is ready for orders under this route."""
        self.route = route
        self._failed_starts = 0
        self.hear()

    def hear(self) -> None:
        """Note a sign of life."""
        self._last_heard = self._clock.now

    def begin(self, job: str) -> None:
        """Note that the worker has been given a job."""
        self.job = job
        self._cancel_deadline = None

    def end_job(self) -> None:
        """Note that the worker is free again."""
        self.job = ""
        self._cancel_deadline = None

    def expect_cancel(self) -> None:
        """Give the worker CANCEL_PATIENCE seconds to stop its job by itself."""
        if self._cancel_deadline is None:
            self._cancel_deadline = time.monotonic() + CANCEL_PATIENCE

    def retire(self) -> None:
        """Replace the process by a fresh one when it has no job, so that all its memory is free."""
        self._retiring = True

    def check(self) -> str | None:
        """Kill a worker that overstays or retires.

        Returns why the process has died, None while it lives.
        """
        if self._process is None:
            return None
        patience = BEAT_PATIENCE if self.route else START_PATIENCE
        if self._cancel_deadline is not None and time.monotonic() > self._cancel_deadline:
            self._kill("it did not stop when asked")
        elif self._clock.now - self._last_heard > patience:
            self._kill("it was stuck")
        elif self._retiring and self.route is not None and not self.job:
            self._kill("its memory was asked for")
        code = self._process.poll()
        if code is None:
            return None
        reason = self._kill_reason or _death(code)
        self._forget()
        return reason

    def kill(self) -> None:
        """End the process now; its finished frames are on the disk."""
        if self._process is not None:
            self._kill("the backend stopped")
            self._forget()

    def _kill(self, reason: str) -> None:
        assert self._process is not None
        self._kill_reason = reason
        self._process.kill()
        self._process.wait()

    def _forget(self) -> None:
        assert self._process is not None
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._postpone_start()
        self._process = None
        self._retiring = False
        self.route = None
        self._kill_reason = ""
        self._cancel_deadline = None

    def _postpone_start(self) -> None:
        if self.route is None:
            self._failed_starts += 1
        pause = RESTART_PAUSE * 2 ** min(self._failed_starts, 6)
        self._start_at = time.monotonic() + pause

    def _spawn(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "pentimento_backend.worker.main"]
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._log_file.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=child_environment(),
            )
        pipe: IO[bytes] | None = process.stdin
        assert pipe is not None
        try:
            pipe.write(self._post.to_line().encode("utf-8"))
            pipe.flush()
        except BrokenPipeError:
            log.error("the worker for %s ended while it started", self.device.name)
        return process


def _death(code: int) -> str:
    if code < 0:
        return f"it was ended by signal {-code}"
    return f"it ended with code {code}"
