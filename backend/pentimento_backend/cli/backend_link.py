"""Finds the running backend, or starts one in the background."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from pentimento_protocol import places
from pentimento_protocol.client import BackendLost, Client, RequestRefused
from pentimento_protocol.connection import Connection, NoBackend, is_listening, read_connection
from pentimento_protocol.wire import ProtocolError

from ..child_environment import child_environment
from .failure import JOB_FAILED, Failure

IDLE_SECONDS = 60
START_PATIENCE = 30.0
PROBE_SECONDS = 0.5

_CREATION_FLAGS = 0
if sys.platform == "win32":
    # a console hands its Ctrl-C to all of its programs, and the backend outlives this one
    _CREATION_FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP


class NobodyAnswers(Failure):
    """No backend is where the connection file says."""


def running_backend() -> Connection | None:
    """Return the connection of the backend that listens, None where none does."""
    try:
        connection = read_connection(places.connection_file())
    except NoBackend:
        return None
    return connection if is_listening(connection.address, PROBE_SECONDS) else None


def connect(connection: Connection) -> Client:
    """Return a client that has been welcomed; raises Failure, NobodyAnswers."""
    client = Client(connection, "pentimento command")
    client.open()
    try:
        client.wait_for_welcome()
    except BackendLost as problem:
        client.close()
        kind = Failure if client.key_refused else NobodyAnswers
        raise kind(str(problem), JOB_FAILED) from None
    except (RequestRefused, ProtocolError) as problem:
        client.close()
        raise Failure(str(problem), JOB_FAILED) from None
    return client


def connect_or_start(say: Callable[[str], None]) -> Client:
    """Return a welcomed client of the running backend, or of one started now; raises Failure."""
    found = running_backend()
    if found is not None:
        try:
            return connect(found)
        except NobodyAnswers:
            pass  # a backend that was killed left its file, and its port now belongs to another
    say("Starting the backend ...")
    return connect(_start(distrusted=found))


def _start(distrusted: Connection | None) -> Connection:
    output = places.data_folder() / "backend-output.log"
    command = [sys.executable, "-m", "pentimento_backend.cli.main", "serve"]
    command += ["--idle-exit", str(IDLE_SECONDS)]
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("wb") as stream:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                creationflags=_CREATION_FLAGS,
                env=child_environment(),
            )
    except OSError as error:
        raise Failure(
            f"The backend cannot be started ({error.strerror}): make {output.parent} writable, or "
            "set PENTIMENTO_HOME to another folder.",
            JOB_FAILED,
        ) from None
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        connection = running_backend()
        if connection is not None and connection != distrusted:
            return connection
        if process.poll() not in (None, 2):
            break
        time.sleep(0.05)
    lines = output.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    silent = f"it wrote nothing to {output}: see whether the disk is full."
    last = lines[-1] if lines else silent
    raise Failure(f"The backend did not start: {last}", JOB_FAILED)
