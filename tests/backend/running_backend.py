"""The real backend in a process of its own, with its own data folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pentimento_protocol.client import BackendLost, Client
from pentimento_protocol.connection import Connection, NoBackend, read_connection
from pentimento_protocol.keys import KeyPair

LAUNCH = Path(__file__).with_name("launch.py")


class RunningBackend:
    """Starts, kills and restarts one backend; its folder stays."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.settings = settings
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> Connection:
        """Start the backend and wait until it listens."""
        self.process = self.launch()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(self.process.communicate()[0])
            try:
                connection = read_connection(self.folder / "connection.json")
            except NoBackend:
                time.sleep(0.05)
                continue
            if connection.pid == self.process.pid:
                return connection
        raise AssertionError("the backend did not start")

    def launch(self, **settings: object) -> subprocess.Popen[str]:
        """Start a backend process on this folder without waiting."""
        values = {"folder": str(self.folder), **self.settings, **settings}
        return subprocess.Popen(
            [sys.executable, str(LAUNCH), json.dumps(values)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={
                **os.environ,
                "PENTIMENTO_HOME": str(self.folder),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )

    def client(self) -> Client:
        """Return a connected client of its own."""
        client = Client(read_connection(self.folder / "connection.json"), "test")
        client.open()
        client.wait_for_welcome(20)
        return client

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> str:
        """End it politely; returns what it printed."""
        if self.process is None:
            return ""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=20)[0]

    def worker_pids(self) -> list[int]:
        """Process ids of its workers."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


def check_let_in(connection: Connection, keys: KeyPair) -> None:
    """Fail unless the backend lets in a client that comes with `keys`."""
    guest = Client(replace(connection, client_keys=keys))
    guest.open()
    assert guest.wait_for_welcome(5)
    guest.close()


def check_turned_away(connection: Connection, keys: KeyPair) -> None:
    """Fail unless the backend turns a client that comes with `keys` away, in a sentence."""
    stranger = Client(replace(connection, client_keys=keys))
    stranger.open()
    with pytest.raises(BackendLost, match="does not know this client's key"):
        stranger.wait_for_welcome(4)
    stranger.close()
