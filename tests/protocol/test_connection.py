"""Keys and the connection file."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path

import pytest
import zmq

from pentimento_protocol import places
from pentimento_protocol.connection import (
    Connection,
    NoBackend,
    is_listening,
    read_connection,
    write_connection,
)
from pentimento_protocol.keys import authorized_keys, is_key, load_or_make_key_pair, new_key_pair


def test_connection_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "connection.json"
    connection = Connection("tcp://127.0.0.1:5", new_key_pair().public, new_key_pair(), 42)
    write_connection(path, connection)
    assert read_connection(path) == connection
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["connection.json"]


def test_missing_connection_file(tmp_path: Path) -> None:
    with pytest.raises(NoBackend, match="pentimento serve"):
        read_connection(tmp_path / "connection.json")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "\x00", '{"address": 1}', '{"client_keys": {"public": "x"}}']
)
def test_damaged_connection_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "connection.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoBackend, match="damaged"):
        read_connection(path)


def test_connection_file_without_real_keys(tmp_path: Path) -> None:
    path = tmp_path / "connection.json"
    write_connection(path, Connection("tcp://127.0.0.1:5", "short", new_key_pair()))
    with pytest.raises(NoBackend, match="no valid keys"):
        read_connection(path)


def test_an_address_listens_as_long_as_somebody_does() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert is_listening(address, 5)
    assert not is_listening(address, 5)


@pytest.mark.parametrize(
    "address", ["", "tcp://", "tcp://127.0.0.1:99999", "tcp://[", "no address"]
)
def test_at_no_address_nobody_listens(address: str) -> None:
    assert not is_listening(address, 5)


def test_key_pair_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "server.json"
    made = load_or_make_key_pair(path)
    assert load_or_make_key_pair(path) == made
    assert is_key(made.public) and is_key(made.secret)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{}", '{"public": "a", "secret": "b"}', "[1]"])
def test_damaged_key_file_is_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "server.json"
    path.write_text(text, encoding="utf-8")
    made = load_or_make_key_pair(path)
    assert json.loads(path.read_text(encoding="utf-8"))["secret"] == made.secret


@pytest.mark.parametrize("text", ["|" * 40, "é" * 40, "a" * 39, "a" * 41, " " * 40, "~" * 40])
def test_what_zmq_takes_for_no_key_is_none(text: str) -> None:
    assert not is_key(text)
    with pytest.raises((zmq.ZMQError, ValueError)), zmq.Context() as context:
        socket = context.socket(zmq.DEALER)
        try:
            socket.curve_serverkey = text.encode()
        finally:
            socket.close()


def test_authorized_keys_ignore_what_is_no_key(tmp_path: Path) -> None:
    key = new_key_pair().public
    (tmp_path / "authorized.txt").write_text(f"# comment\n\n{key} my tablet\nnonsense\n")
    assert authorized_keys(tmp_path) == {key}
    assert authorized_keys(tmp_path / "elsewhere") == set()


def test_home_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path))
    assert places.connection_file() == tmp_path / "connection.json"
