"""How the plugin finds and starts its backend, with the real one, without Krita."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pentimento_protocol.client import Client, new_id
from pentimento_protocol.connection import Connection
from pentimento_protocol.messages import Stop

from .krita_harness import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "tests" / "backend"))
sys.path.insert(0, str(REPOSITORY / "krita_plugin"))

from running_backend import RunningBackend

from pentimento.link.backend_start import BackendStart

PENTIMENTO = str(Path(sys.executable).with_name("pentimento"))


@pytest.fixture
def backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBackend]:
    monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path))
    running = RunningBackend(tmp_path)
    running.start()
    yield running
    running.stop()


def test_a_backend_that_was_told_to_end_is_not_found_but_followed_by_another(
    backend: RunningBackend,
) -> None:
    """It still listens and may still answer: whoever went there would lose it at once."""
    start = BackendStart(lambda: [PENTIMENTO, "serve"], remote=lambda: None)
    first = start.running()
    assert first is not None
    start.note_stopped(first)
    assert start.running() is None

    start.be_patient()
    start.start()
    assert start.look() is None, "nothing is started while the folder is locked"
    client = backend.client()
    client.send(Stop(new_id()))
    client.close()
    second = found(start)
    assert (second.pid, second.address) != (first.pid, first.address)
    stop(second)


def found(start: BackendStart, seconds: float = 60.0) -> Connection:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        connection = start.look()
        if connection is not None:
            return connection
        time.sleep(0.05)
    raise AssertionError("no backend came")


def stop(connection: Connection) -> None:
    client = Client(connection, "test")
    client.open()
    client.wait_for_welcome(20)
    client.send(Stop(new_id()))
    client.close()
