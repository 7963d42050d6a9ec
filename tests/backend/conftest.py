"""A backend for each module of tests, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running_backend import RunningBackend

from pentimento_protocol.client import Client


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    running = RunningBackend(tmp_path_factory.mktemp("home"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_backend(tmp_path: Path) -> Iterator[RunningBackend]:
    """A backend that the test may kill; not yet started."""
    running = RunningBackend(tmp_path / "home")
    yield running
    running.stop()


@pytest.fixture
def client(backend: RunningBackend) -> Iterator[Client]:
    connected = backend.client()
    yield connected
    connected.close()
