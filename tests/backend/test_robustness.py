"""Trouble around the backend costs an answer or a start, told in a sentence, and nothing else."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from asking import collect, frames_of, painting, submit
from running_backend import RunningBackend, check_let_in, check_turned_away
from test_job_listing import fill

from pentimento_backend.engines.registry import engine_infos
from pentimento_backend.server.desk import Desk
from pentimento_backend.server.sessions import Sessions
from pentimento_backend.server.waking_clock import WakingClock
from pentimento_protocol.client import RequestRefused, new_id
from pentimento_protocol.errand_messages import Export
from pentimento_protocol.keys import new_key_pair
from pentimento_protocol.messages import Accepted, Done, Hello, ListJobs, Refused, Resume
from pentimento_protocol.wire import Message, encode


def test_a_worker_that_cannot_be_started_fails_the_job_and_not_the_backend(
    own_backend: RunningBackend,
) -> None:
    log = own_backend.folder / "worker.log"
    log.mkdir(parents=True)
    own_backend.start()
    client = own_backend.client()
    job = submit(client, painting(), frames=2)
    client.follow(job)
    _, ended = collect(client, job)
    assert ended is not None and ended.code == "cannot-start"
    log.rmdir()
    client.ask(Resume(new_id(), job), Accepted)
    assert len(frames_of(client, job)) == 2
    client.close()
    assert "Traceback" not in own_backend.stop()


def test_an_errand_that_cannot_be_started_is_refused(
    own_backend: RunningBackend, tmp_path: Path
) -> None:
    own_backend.start()
    (own_backend.folder / "errands.log").mkdir()
    client = own_backend.client()
    job = submit(client, painting(), frames=2)
    frames_of(client, job)
    order = Export(new_id(), job, "contact-sheet", str(tmp_path / "sheet.png"))
    with pytest.raises(RequestRefused, match="cannot be started") as caught:
        client.ask(order, Done)
    assert caught.value.code == "cannot-start"
    (own_backend.folder / "errands.log").rmdir()
    client.ask(replace(order, id=new_id()), Done)
    client.close()


@pytest.mark.parametrize("unreadable", ["folder", "coding"])
def test_a_list_of_guests_that_cannot_be_read_shuts_nobody_else_out(
    own_backend: RunningBackend, unreadable: str
) -> None:
    connection = own_backend.start()
    guests = own_backend.folder / "keys" / "authorized.txt"
    keys = new_key_pair()
    if unreadable == "folder":
        guests.mkdir()
    else:
        guests.write_bytes(b"# f\xfcr das Tablett\n" + keys.public.encode() + b"\n")
    check_turned_away(connection, new_key_pair())
    own_backend.client().close()
    if unreadable == "coding":
        check_let_in(connection, keys)


def test_a_log_on_a_full_disk_is_no_traceback(own_backend: RunningBackend) -> None:
    own_backend.folder.mkdir()
    (own_backend.folder / "backend.log").symlink_to("/dev/full")
    command = [sys.executable, "-m", "pentimento_backend.cli.main", "serve", "--idle-exit", "1"]
    environment = {**os.environ, "PENTIMENTO_HOME": str(own_backend.folder)}
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert "serving at" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_message_that_breaks_the_desk_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is known to break it: here it stands without a store."""
    sent: list[Message] = []
    desk = Desk(
        store=cast(Any, None),
        workshop=cast(Any, None),
        followers=cast(Any, None),
        models=cast(Any, type("Models", (), {"answers": {}, "needs": lambda self, engine: []})()),
        errands=cast(Any, None),
        engines=lambda: {info.name: info for info in engine_infos()},
        devices=[],
        sessions=Sessions(WakingClock()),
        send=lambda route, message, payloads: sent.append(message),
        stop=lambda: None,
    )
    with caplog.at_level(logging.CRITICAL):
        desk.serve(b"client", encode(Hello("1", "test", "1")))
        desk.serve(b"client", encode(ListJobs("2")))
    assert [(m.id, m.code) for m in sent if isinstance(m, Refused)] == [
        ("1", "backend-error"),
        ("2", "backend-error"),
    ]


def test_a_job_store_that_is_damaged_inside_is_named(own_backend: RunningBackend) -> None:
    fill(own_backend.folder)
    path = own_backend.folder / "jobs.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:-4096] = bytes(len(content) - 12288)
    path.write_bytes(content)
    said, _ = own_backend.launch().communicate(timeout=30)
    assert "is damaged: move it away together with the folder jobs" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["keys/server.json", "keys/client.json", "connection.json"])
def test_a_file_that_cannot_be_written_is_told_at_the_start(
    own_backend: RunningBackend, name: str
) -> None:
    (own_backend.folder / name).mkdir(parents=True)
    process = own_backend.launch()
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"The folder {own_backend.folder} cannot be written" in said
    assert "Traceback" not in said
    assert not read_leftovers(own_backend.folder)


def read_leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob("*.new"))
