"""A backend that other machines reach, and those that are invited to it."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator

import pytest
from command import Command

from pentimento_protocol.client import BackendLost, Client
from pentimento_protocol.connection import read_connection

THIS_MACHINE_FROM_OUTSIDE = "127.0.0.2"
"""An address of this machine on which a backend for this machine alone does not listen."""


@pytest.fixture
def remote(own_command: Command) -> Iterator[Command]:
    """A backend that listens to all addresses."""
    words = ("serve", "--host", "0.0.0.0", "--allow-remote", "--memory-budget", 6)
    process = own_command.start(*words)
    deadline = time.monotonic() + 30
    while not (own_command.home / "connection.json").exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield own_command
    process.terminate()
    process.communicate(timeout=20)


def test_a_guest_is_let_in_with_its_file_and_turned_away_without_its_line(remote: Command) -> None:
    words = ("--host", THIS_MACHINE_FROM_OUTSIDE, "--out", "tablet.json")
    invited = remote.run("invite", "the tablet", *words)
    assert invited.returncode == 0, invited.stderr
    path = remote.folder / "tablet.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    connection = read_connection(path)
    assert connection.address.startswith(f"tcp://{THIS_MACHINE_FROM_OUTSIDE}:")
    own = read_connection(remote.home / "connection.json")
    assert connection.client_keys != own.client_keys
    assert own.address.startswith("tcp://127.0.0.1:")
    guest = Client(connection)
    guest.open()
    assert guest.wait_for_welcome(10)
    guest.close()
    listed = remote.home / "keys" / "authorized.txt"
    assert "the tablet" in listed.read_text()
    listed.write_text("")
    again = Client(connection)
    again.open()
    with pytest.raises(BackendLost, match="does not know this client"):
        again.wait_for_welcome(4)
    again.close()


def test_nobody_is_invited_to_a_backend_that_they_cannot_reach(own_command: Command) -> None:
    words = ("invite", "Anna", "--host", THIS_MACHINE_FROM_OUTSIDE, "--out", "tablet.json")
    nobody = own_command.run(*words)
    assert (nobody.returncode, "pentimento serve" in nobody.stderr) == (1, True)
    own_command.run("jobs", "list")
    refused = own_command.run(*words)
    assert refused.returncode == 2
    assert "does not listen at" in refused.stderr
    assert not (own_command.folder / "tablet.json").exists()
