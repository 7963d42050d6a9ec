"""Finds the backend that runs already, or starts one and waits until it listens."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Callable, List, Optional

from pentimento_protocol.connection import Connection, NoBackend, is_listening, read_connection
from pentimento_protocol.places import connection_file

from ..words import tr
from .backend_process import BackendMissing, BackendProcess, check_command

START_SECONDS = 40.0
"""Patience with a backend that is starting; a cold disk takes its time."""

PROBE_SECONDS = 0.04
"""A listening port of this machine accepts within a millisecond."""

END_SECONDS = 10.0
"""Patience with a backend that was told to end; one that has not by then goes on."""

MOST_STARTS = 4
RETRY_SECONDS = 1.5

NOT_INSTALLED = "not-installed"
NOT_STARTING = "not-starting"
NOT_REACHABLE = "not-reachable"


class CannotStart(Exception):
    """There will be no backend; the text is for the painter, `code` one of those above."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class BackendStart:
    """The way to a backend that listens.

    `command` says how to start one; `remote` names the connection file of one on another computer,
    which is never started from here.
    """

    def __init__(
        self, command: Callable[[], List[str]], remote: Callable[[], Optional[Path]]
    ) -> None:
        self._command = command
        self._remote = remote
        self._process: Optional[BackendProcess] = None
        self._distrusted: Optional[Connection] = None
        self._ending: Optional[Connection] = None
        self._ends_until = 0.0
        self._patience_until = 0.0
        self._starts = 0
        self._last_start = 0.0

    @property
    def is_remote(self) -> bool:
        """Whether the backend is one on another computer."""
        return self._remote() is not None

    def missing(self) -> str:
        """Return a sentence about why no backend can be started here, "" where one can."""
        if self.is_remote:
            return ""
        try:
            check_command(self._command())
        except BackendMissing as missing:
            return str(missing)
        return ""

    def running(self) -> Optional[Connection]:
        """Return where the backend listens, None where there is none to talk to."""
        remote = self._remote()
        try:
            connection = read_connection(remote or connection_file())
        except NoBackend:
            return None
        if remote is not None:
            return connection  # whether it listens shows by itself: to ask would take too long
        trusted = connection not in (self._distrusted, self._told_to_end())
        return connection if trusted and is_listening(connection.address, PROBE_SECONDS) else None

    def be_patient(self) -> None:
        """Begin to wait for a backend."""
        self._patience_until = time.monotonic() + START_SECONDS
        self._starts = 0

    def start(self) -> None:
        """Start a backend, which `look` finds when it listens; raises CannotStart.

        One that is just ending comes first: it keeps its folder locked.
        """
        remote = self._remote()
        if remote is not None:
            raise CannotStart(
                tr("{file} is no connection file of a backend: see the settings.").format(
                    file=remote.name
                ),
                NOT_REACHABLE,
            )
        if self._is_ending():
            self._process = None
            return
        try:
            self._process = BackendProcess(self._command())
        except BackendMissing as missing:
            raise CannotStart(str(missing), NOT_INSTALLED) from None
        self._starts += 1
        self._last_start = time.monotonic()

    def look(self) -> Optional[Connection]:
        """Return where a backend that is starting listens, None for not yet; raises CannotStart."""
        connection = self.running()
        if connection is not None:
            return connection
        if self._is_ending():
            return None
        if self._process is None or self._process.exit_code is not None:
            self._start_once_more()
        elif time.monotonic() > self._patience_until:
            raise CannotStart(
                tr("The backend does not get ready: see the details, then try again."),
                NOT_STARTING,
            )
        return None

    def distrust(self, connection: Connection) -> None:
        """Note that nobody answers there, and start a backend unless one is starting.

        Raises CannotStart.
        """
        if self.is_remote:
            raise CannotStart(
                tr("The backend on the other computer does not answer: see that it runs."),
                NOT_REACHABLE,
            )
        self._distrusted = connection
        if self._process is None:
            self.start()

    def note_stopped(self, connection: Connection) -> None:
        """Note that the backend there was told to end: it may answer for another moment."""
        if not self.is_remote:
            self._ending = connection
            self._ends_until = time.monotonic() + END_SECONDS

    def note_welcome(self) -> None:
        """Note that a backend has answered."""
        self._distrusted = None

    def has_ended(self, connection: Connection) -> bool:
        """Return whether the backend at `connection` was started here and has ended."""
        process = self._process
        return (
            process is not None and process.pid == connection.pid and process.exit_code is not None
        )

    def forget(self) -> str:
        """Forget the backend that was started here; returns its last words."""
        words = self._process.last_words() if self._process is not None else ""
        self._process = None
        return words

    def _told_to_end(self) -> Optional[Connection]:
        return self._ending if time.monotonic() < self._ends_until else None

    def _is_ending(self) -> bool:
        ending = self._told_to_end()
        return ending is not None and is_listening(ending.address, PROBE_SECONDS)

    def _start_once_more(self) -> None:
        # A backend that is just ending keeps its folder locked for another moment.
        if self._starts >= MOST_STARTS:
            raise CannotStart(
                tr("The backend ended while it was starting: see the details, then try again."),
                NOT_STARTING,
            )
        if time.monotonic() > self._last_start + RETRY_SECONDS:
            self.start()
