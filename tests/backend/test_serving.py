"""Starting, finding, trusting and ending a backend."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from asking import collect, painting, submit
from running_backend import RunningBackend, check_let_in, check_turned_away

from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.connection import read_connection
from pentimento_protocol.keys import new_key_pair
from pentimento_protocol.messages import (
    Done,
    FreeMemory,
    Hello,
    JobEnded,
    JobList,
    ListJobs,
    Stop,
    Welcome,
)


def test_welcome_names_version_devices_and_engines(client: Client) -> None:
    assert client.welcome is not None
    assert "(cpu)" in client.welcome.devices[0]
    engine = next(engine for engine in client.welcome.engines if engine.name == "procedural")
    assert "reconstruct" in engine.tasks
    assert client.alive


def test_connection_file_is_private_and_loopback(backend: RunningBackend) -> None:
    path = backend.folder / "connection.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_connection(path).address.startswith("tcp://127.0.0.1:")
    for key in (backend.folder / "keys").iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_second_backend_is_refused_in_a_sentence(backend: RunningBackend) -> None:
    second = backend.launch()
    said, _ = second.communicate(timeout=30)
    assert second.returncode != 0
    assert "already running" in said
    assert "Traceback" not in said
    backend.client().close()


def test_port_in_use_is_refused_in_a_sentence(own_backend: RunningBackend) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = own_backend.launch(port=taken.getsockname()[1])
        said, _ = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "another program has it" in said
    assert "Traceback" not in said


def test_remote_address_needs_permission_in_so_many_words(own_backend: RunningBackend) -> None:
    said, _ = own_backend.launch(host="0.0.0.0").communicate(timeout=30)
    assert "--allow-remote" in said


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    said, _ = RunningBackend(tmp_path / "file" / "home").launch().communicate(timeout=30)
    assert "cannot be written" in said
    assert "Traceback" not in said


def test_unknown_key_is_turned_away(backend: RunningBackend) -> None:
    connection = read_connection(backend.folder / "connection.json")
    check_turned_away(connection, new_key_pair())
    backend.client().close()


def test_key_added_by_hand_is_let_in(backend: RunningBackend) -> None:
    keys = new_key_pair()
    (backend.folder / "keys" / "authorized.txt").write_text(f"{keys.public} the tablet\n")
    connection = read_connection(backend.folder / "connection.json")
    check_let_in(connection, keys)


def test_the_welcome_tells_of_hardware_and_store(own_backend: RunningBackend) -> None:
    own_backend.settings = {"store_limit": 5_000_000}
    own_backend.start()
    client = own_backend.client()
    submit(client, painting(), frames=2)
    welcome = told_again(client, lambda welcome: (welcome.hardware or [])[0].total)
    client.close()
    assert welcome.hardware is not None
    assert welcome.store is not None
    processor = welcome.hardware[0]
    memory = psutil.virtual_memory()
    assert (processor.name, processor.total) == ("cpu", memory.total)
    assert processor.free is not None
    assert 0 < processor.free <= memory.total
    assert welcome.store.folder == str(own_backend.folder / "jobs")
    assert 0 < welcome.store.used < welcome.store.limit == 5_000_000


def told_again(client: Client, known: Callable[[Welcome], object]) -> Welcome:
    """Say hello until the backend knows what is wanted."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        welcome = client.ask(Hello(new_id(), "test", "0"), Welcome)
        if known(welcome):
            return welcome
        time.sleep(0.1)
    raise AssertionError(f"the backend does not know it: {welcome}")


def test_memory_is_given_back_by_a_fresh_worker(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    client.follow(submit(client, painting(), frames=2))
    while not any(isinstance(arrival.message, JobEnded) for arrival in client.poll(0.1)):
        pass
    (before,) = own_backend.worker_pids()
    client.ask(FreeMemory(new_id()), Done)
    deadline = time.monotonic() + 20
    while before in own_backend.worker_pids() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert before not in own_backend.worker_pids()
    job = submit(client, painting(), frames=2)
    client.follow(job)
    frames, ended = collect(client, job)
    assert len(frames) == 2
    assert ended is not None
    assert ended.state == "finished"
    client.close()


def test_memory_is_asked_for_while_a_job_runs(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    job = submit(client, painting(640, 480), frames=10)
    client.follow(job)
    collect(client, job, until_frame=0)
    (before,) = own_backend.worker_pids()
    client.ask(FreeMemory(new_id()), Done)
    _, ended = collect(client, job)
    assert ended is not None
    assert (ended.state, ended.frames) == ("finished", 10)
    deadline = time.monotonic() + 20
    while before in own_backend.worker_pids() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert before not in own_backend.worker_pids()
    client.close()


def test_frames_are_kept_where_the_painter_says_and_strangers_stay(
    own_backend: RunningBackend, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    (documents / "jobs" / "letters").mkdir(parents=True)
    (documents / "jobs" / "letters" / "to_anna.txt").write_text("Dear Anna")
    own_backend.settings = {"frames_folder": str(documents)}
    own_backend.start()
    client = own_backend.client()
    job = submit(client, painting(), frames=2)
    client.follow(job)
    collect(client, job)
    client.close()
    assert (documents / "jobs" / job / "frame_0001.bin").exists()
    assert not (own_backend.folder / "jobs").exists()
    assert (documents / "jobs" / "letters" / "to_anna.txt").read_text() == "Dear Anna"
    other = RunningBackend(tmp_path / "another home", frames_folder=str(documents))
    said, _ = other.launch().communicate(timeout=30)
    assert "keeps its frames in" in said


def test_a_device_that_is_not_here(own_backend: RunningBackend) -> None:
    said, _ = own_backend.launch(device="cuda:7").communicate(timeout=30)
    assert "There is no device 'cuda:7' here; there is: cpu" in said


def test_stop_removes_the_connection_file(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    client.ask(Stop(new_id()), Done)
    assert own_backend.process is not None
    assert own_backend.process.wait(timeout=20) == 0
    assert not (own_backend.folder / "connection.json").exists()
    client.close()


def test_idle_backend_ends_by_itself(own_backend: RunningBackend) -> None:
    own_backend.settings = {"idle_exit": 0.5}
    own_backend.start()
    assert own_backend.process is not None
    assert own_backend.process.wait(timeout=20) == 0


def test_client_notices_the_death_of_the_backend(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    own_backend.kill()
    killed = time.monotonic()
    while client.alive:
        client.poll(0.1)
    assert time.monotonic() - killed < 5
    client.close()


def test_silent_client_is_forgotten_and_let_in_again(own_backend: RunningBackend) -> None:
    own_backend.settings = {"idle_exit": 6}
    own_backend.start()
    client = own_backend.client()
    time.sleep(6)
    assert client.ask(ListJobs(new_id()), JobList).jobs == []
    client.close()


def test_first_message_must_be_a_hello(backend: RunningBackend) -> None:
    silent = Client(read_connection(backend.folder / "connection.json"))
    silent._say_hello = lambda: None  # type: ignore[method-assign]
    silent.open()
    with pytest.raises(RequestRefused, match="hello"):
        silent.ask(ListJobs(new_id()), JobList)
    silent.close()


def test_damaged_job_store_is_named(own_backend: RunningBackend) -> None:
    own_backend.folder.mkdir()
    (own_backend.folder / "jobs.sqlite").write_bytes(b"this is no database" * 100)
    said, _ = own_backend.launch().communicate(timeout=30)
    assert "is damaged" in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="nice values are POSIX's")
def test_a_backend_in_the_background_gives_way(tmp_path):
    command = [sys.executable, "-m", "pentimento_backend.cli.main", "serve", "--background"]
    environment = {**os.environ, "PENTIMENTO_HOME": str(tmp_path)}
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        patient_until = time.monotonic() + 30
        while not (tmp_path / "connection.json").exists():
            assert time.monotonic() < patient_until, "the backend does not start"
            time.sleep(0.05)
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > ours
    finally:
        process.terminate()
        process.wait(20)
