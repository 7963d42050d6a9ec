"""What is on the disk: whole files, honest books, a size cap, a full disk."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zmq
from asking import collect, painting, submission, submit
from running_backend import RunningBackend

from pentimento_backend.engines.registry import engine_infos
from pentimento_backend.server.background import Background
from pentimento_backend.server.intake import check_submission, digest
from pentimento_backend.server.job_store import READER, THREADS, JobStore
from pentimento_backend.storage.job_folder import JobFolder, StoreFull, write_whole
from pentimento_backend.storage.ledger import SCHEMA_STEPS, DamagedStore, Ledger
from pentimento_protocol import limits
from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.descriptions import Branch, GivenImage, LayerDescription
from pentimento_protocol.images import CODEC, ImageHeader
from pentimento_protocol.messages import Accepted, Delete, Done, JobList, ListJobs, Resume
from pentimento_protocol.wire import ProtocolError, encode

ENGINES = {info.name: info for info in engine_infos()}


def test_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "frame", b"first")

    def break_off(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", break_off)
    with pytest.raises(StoreFull):
        write_whole(tmp_path / "frame", b"second")
    assert (tmp_path / "frame").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["frame"]


def test_newer_store_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    ledger = Ledger(path)
    ledger._database.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(DamagedStore, match="newer Pentimento"):
        Ledger(path)


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite"
    older = sqlite3.connect(path)
    older.executescript(
        f"{SCHEMA_STEPS[0]} PRAGMA user_version = 1;"
        "INSERT INTO jobs VALUES ('job-0001', 'failed', 'reconstruct', 'procedural', '2', 'a hill',"
        " 'tag', 96, 72, 2, 7, '{}', 5.0, 'Why.', 'digest', 1000);"
        "INSERT INTO frames VALUES ('job-0001', 0, 999, 'sketch', 'generated', 96, 72, 9, 'abc');"
    )
    older.close()
    for _ in range(2):
        ledger = Ledger(path)
        (job,) = ledger.jobs()
        ledger.close()
        assert (job.record.job, job.sentence, job.code) == ("job-0001", "Why.", "")
        assert job.record.parent is None
        assert [(frame.step, frame.layer) for frame in job.frames] == [(999, None)]


def test_a_submission_stored_by_an_earlier_version_is_known_again() -> None:
    image = ImageHeader(CODEC, 640, 480, 1000, "a" * 64, 0)
    message, _ = submission(painting())
    message = replace(
        message, job="job-0001", width=640, height=480, frames=24, options={"ground": "white"},
        givens=[GivenImage(image, 0)], layers=[LayerDescription("a", "paintlayer")],
        title="Bild", tag="tag",
    )  # fmt: skip
    assert digest(message) == "2ce112c601548560e930ac935829702cc8b4f1a584b152247bd1fb0cd28cbbf4"
    assert digest(replace(message, parent=Branch("job-0000", 3))) != digest(message)


def test_missing_frame_file_is_painted_again(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    image = painting()
    job = submit(client, image, frames=5)
    client.follow(job)
    first, _ = collect(client, job)
    client.close()
    own_backend.kill()
    JobFolder(own_backend.folder / "jobs", job).frame_file(3).unlink()
    own_backend.start()
    client = own_backend.client()
    client.follow(job)
    again, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    assert [a.pixels() for a in again] == [a.pixels() for a in first]
    client.close()


def test_oldest_ended_jobs_make_room(own_backend: RunningBackend) -> None:
    own_backend.settings = {"store_limit": 1}
    own_backend.start()
    client = own_backend.client()
    jobs = []
    for _ in range(2):
        jobs.append(submit(client, painting(), frames=3))
        client.follow(jobs[-1])
        frames, _ = collect(client, jobs[-1])
        assert len(frames) == 3
    submit(client, painting(), frames=3)
    names = [summary.job for summary in client.ask(ListJobs(new_id()), JobList).jobs]
    assert jobs[0] not in names and jobs[1] not in names
    assert not (own_backend.folder / "jobs" / jobs[0]).exists()
    client.close()


def test_a_job_that_takes_the_name_of_a_deleted_one_is_kept(tmp_path: Path) -> None:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    background = Background(context, THREADS)
    store = JobStore(tmp_path, background, 10**9)
    message, payloads = submission(painting())
    record = check_submission(message, payloads, ENGINES)
    kept: list[str] = []

    def add() -> None:
        store.add(record, message, [*encode(message), *payloads], lambda: kept.append("kept"), fail)
        while not kept:
            background.socket.poll(1000)
            background.deliver()

    add()
    kept.clear()
    held = threading.Event()
    # the thread that reads frames is busy when the first job goes
    background.run(READER, held.wait, lambda _: None, lambda _: None)
    store.remove(store.jobs[message.job])
    add()
    held.set()
    background.close()
    assert store.folder(message.job).request_file.exists()
    store.close()
    context.term()


def fail(error: ProtocolError) -> None:
    raise error


def painted_job(client: Client) -> str:
    job = submit(client, painting(), frames=2)
    client.follow(job)
    collect(client, job)
    return job


def refusal_of_fetch(client: Client, job: str, name: str) -> RequestRefused:
    with pytest.raises(RequestRefused) as caught:
        client.fetch(job, name)
    return caught.value


def test_by_product_outlives_the_backend_and_goes_with_its_job(
    own_backend: RunningBackend,
) -> None:
    own_backend.start()
    client = own_backend.client()
    job, other = painted_job(client), painted_job(client)
    client.close()
    own_backend.kill()
    content = os.urandom(10_000_000)
    JobFolder(own_backend.folder / "jobs", job).write_by_product("list.json.gz", content)
    own_backend.start()
    client = own_backend.client()
    assert client.fetch(job, "list.json.gz") == content
    assert refusal_of_fetch(client, other, "list.json.gz").code == "no-by-product"
    for name in ("../list.json.gz", f"../../{job}/kept/list.json.gz", "/etc/passwd", "..", "a\0"):
        refusal = refusal_of_fetch(client, other, name)
        assert refusal.code == "no-by-product" and "kept no such" in refusal.sentence
    assert refusal_of_fetch(client, job, "x" * (limits.MAX_BY_PRODUCT_NAME + 1)).code == "bad-field"
    for stranger in ("../" + job, "nobody-knows-it"):
        assert refusal_of_fetch(client, stranger, "list.json.gz").code == "no-job"
    client.ask(Delete(new_id(), job), Done)
    assert refusal_of_fetch(client, job, "list.json.gz").code == "no-job"
    client.close()
    own_backend.stop()
    assert not (own_backend.folder / "jobs" / job).exists()


def test_by_product_that_vanished_is_told(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    job = painted_job(client)
    client.close()
    own_backend.kill()
    folder = JobFolder(own_backend.folder / "jobs", job)
    folder.write_by_product("list.json.gz", b"strokes")
    own_backend.start()
    (folder.path / "kept" / "list.json.gz").unlink()
    client = own_backend.client()
    assert "can no longer be read" in refusal_of_fetch(client, job, "list.json.gz").sentence
    client.close()


def test_by_products_count_in_the_size_of_the_store(own_backend: RunningBackend) -> None:
    own_backend.settings = {"store_limit": 2_000_000}
    own_backend.start()
    client = own_backend.client()
    large, small = painted_job(client), painted_job(client)
    client.close()
    own_backend.kill()
    JobFolder(own_backend.folder / "jobs", large).write_by_product("list", bytes(2_000_000))
    own_backend.start()
    client = own_backend.client()
    painted_job(client)
    names = [summary.job for summary in client.ask(ListJobs(new_id()), JobList).jobs]
    assert large not in names and small in names
    client.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 72 MiB, so that the store runs full for real."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=72m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_full_disk_keeps_frames_and_resumes(small_disk: Path) -> None:
    backend = RunningBackend(small_disk / "home")
    backend.start()
    client = backend.client()
    image = painting(640, 480)
    job = submit(client, image, frames=40)
    client.follow(job)
    before, _ = collect(client, job, until_frame=1)
    ballast = small_disk / "ballast"
    with ballast.open("wb") as file:
        try:
            while True:
                file.write(bytes(65536))
                file.flush()
        except OSError:
            pass
    more, ended = collect(client, job)
    assert ended is not None and (ended.state, ended.code) == ("failed", "disk-full")
    assert "disk" in ended.sentence and "full" in ended.sentence
    refused_message, payloads = submission(painting())
    with pytest.raises(RequestRefused) as caught:
        client.ask(refused_message, Accepted, payloads)
    assert caught.value.code == "disk-full"
    ballast.unlink()
    client.ask(Resume(new_id(), job), Accepted)
    client.follow(job, from_frame=len(before) + len(more))
    rest, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    assert len(before) + len(more) + len(rest) == 40
    assert rest[-1].pixels() == image.tobytes()
    client.close()
    backend.stop()
