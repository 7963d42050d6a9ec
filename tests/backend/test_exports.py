"""Exports that the backend writes for its clients, each by a process of its own."""

from __future__ import annotations

import json
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from asking import branch_off, collect, frames_of, painting, submit
from PIL import Image
from running_backend import RunningBackend

from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.errand_messages import (
    CancelErrand,
    ErrandEnded,
    ErrandProgress,
    Export,
    FollowErrands,
)
from pentimento_protocol.messages import Delete, Done, FrameArrived

NO_RECORD = "no record of how the artist worked"


@pytest.fixture(scope="module")
def job(backend: RunningBackend) -> Iterator[str]:
    """A finished job of six frames, with its strokes."""
    client = backend.client()
    name = submit(client, painting(), frames=6, options={"keep_strokes": True})
    client.follow(name)
    collect(client, name)
    client.close()
    yield name


def export(client: Client, wanted: Export) -> tuple[ErrandEnded, list[ErrandProgress]]:
    client.ask(wanted, Done)
    progress: list[ErrandProgress] = []
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            message = arrival.message
            if isinstance(message, ErrandProgress) and message.model == wanted.path:
                progress.append(message)
            if isinstance(message, ErrandEnded) and message.model == wanted.path:
                return message, progress
    raise AssertionError(f"the export did not end: {progress}")


def wanted(job: str, kind: Any, path: Path, **changes: Any) -> Export:
    return replace(Export(new_id(), job, kind, str(path)), **changes)


def test_a_video_is_written_and_followed(client: Client, job: str, tmp_path: Path) -> None:
    path = tmp_path / "hill.webm"
    ended, progress = export(client, wanted(job, "video-webm", path, frames_per_second=12.0))
    assert (ended.errand, ended.outcome) == ("export", "finished")
    assert "6 frames" in ended.sentence
    assert all(report.errand == "export" for report in progress)
    with av.open(str(path)) as video:
        assert video.streams.video[0].average_rate == 12
        assert NO_RECORD in str(video.metadata)
        shown = sum(1 for _ in video.decode(video=0))
    assert shown == 5 + round(12 * 1.5)
    assert [entry.name for entry in tmp_path.iterdir()] == ["hill.webm"], "drafts are left"


def test_every_kind_says_where_its_pictures_come_from(
    client: Client, job: str, tmp_path: Path
) -> None:
    names = {
        "video-mp4": "a.mp4",
        "gif": "a.gif",
        "images": "frames",
        "contact-sheet": "a.png",
        "kra": "a.kra",
        "strokes-json": "a.json",
        "strokes-svg": "a.svg",
    }
    for kind, name in names.items():
        ended, _ = export(client, wanted(job, kind, tmp_path / name))
        assert ended.outcome == "finished", ended.sentence
    with av.open(str(tmp_path / "a.mp4")) as video:
        assert NO_RECORD in video.metadata["comment"]
    with Image.open(tmp_path / "a.gif") as gif:
        assert NO_RECORD in gif.info["comment"].decode()
        assert gif.n_frames == 6  # type: ignore[attr-defined]
    process = json.loads((tmp_path / "frames" / "process.json").read_text())
    assert process["complete"]
    assert len(process["frames"]) == 6
    assert NO_RECORD in process["provenance"]
    with Image.open(tmp_path / "a.png") as sheet:
        assert NO_RECORD in sheet.text["Description"]  # type: ignore[attr-defined]
    with zipfile.ZipFile(tmp_path / "a.kra") as document:
        assert NO_RECORD in document.read("documentinfo.xml").decode()
    assert "<svg" in (tmp_path / "a.svg").read_text()
    assert json.loads((tmp_path / "a.json").read_text())


def test_the_painters_length_and_size_are_kept(client: Client, job: str, tmp_path: Path) -> None:
    path = tmp_path / "short.gif"
    order = wanted(job, "gif", path, frames_per_second=1.0, longest_seconds=2.0, long_side=48)
    ended, _ = export(client, order)
    assert ended.outcome == "finished", ended.sentence
    with Image.open(path) as gif:
        assert gif.size == (48, 36)
        lengths = []
        for number in range(gif.n_frames):  # type: ignore[attr-defined]
            gif.seek(number)
            lengths.append(gif.info["duration"])
    assert sum(lengths) <= 2000
    assert len(lengths) == 6


def test_nothing_is_overwritten_unless_asked_for(client: Client, job: str, tmp_path: Path) -> None:
    path = tmp_path / "precious.png"
    path.write_bytes(b"the painter's own")
    with pytest.raises(RequestRefused, match="is there already") as caught:
        client.ask(wanted(job, "contact-sheet", path), Done)
    assert caught.value.code == "file-exists"
    assert path.read_bytes() == b"the painter's own"
    ended, _ = export(client, wanted(job, "contact-sheet", path, replace=True))
    assert ended.outcome == "finished"
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_folder_with_other_files_is_left_alone(client: Client, job: str, tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "notes.txt").write_text("mine")
    with pytest.raises(RequestRefused, match="not empty"):
        client.ask(wanted(job, "images", tmp_path / "frames"), Done)
    ended, _ = export(client, wanted(job, "images", tmp_path / "frames", replace=True))
    assert ended.outcome == "finished"
    assert (tmp_path / "frames" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("kind", "name", "code", "words"),
    [
        ("video-mp4", "/nowhere/at/all.mp4", "bad-path", "no folder"),
        ("video-mp4", "relative.mp4", "bad-path", "where on the disk"),
        ("video-mp4", "~/.bashrc", "bad-path", "where on the disk"),
        ("video-mp4", "{folder}/" + 300 * "a" + "/b.mp4", "bad-path", "cannot be used"),
        ("video-mp4", "{folder}/a\0.mp4", "bad-path", "cannot be used"),
        ("gif", "{folder}/authorized_keys", "bad-path", "must end in .gif"),
    ],
)
def test_places_that_cannot_be(
    client: Client, job: str, tmp_path: Path, kind: str, name: str, code: str, words: str
) -> None:
    path = Path(name.format(folder=tmp_path))
    with pytest.raises(RequestRefused, match=words) as caught:
        client.ask(wanted(job, kind, path, replace=True), Done)
    assert caught.value.code == code


def test_jobs_that_have_nothing_to_export(client: Client, tmp_path: Path) -> None:
    with pytest.raises(RequestRefused) as caught:
        client.ask(wanted("no-such-job", "gif", tmp_path / "a.gif"), Done)
    assert caught.value.code == "no-job"
    without = submit(client, painting(), frames=2)
    client.follow(without)
    collect(client, without)
    with pytest.raises(RequestRefused, match="kept no strokes") as caught:
        client.ask(wanted(without, "strokes-svg", tmp_path / "a.svg"), Done)
    assert caught.value.code == "no-by-product"


def test_a_branch_is_exported_with_what_came_before(
    own_backend: RunningBackend, tmp_path: Path
) -> None:
    own_backend.start()
    client = own_backend.client()
    root = submit(client, painting(), frames=6)
    root_frames = frames_of(client, root)
    branch = branch_off(client, root, root_frames[3], 3)
    branch_frames = frames_of(client, branch)
    twig = branch_off(client, branch, branch_frames[1], 1, seed=9)
    twig_frames = frames_of(client, twig)
    alone, _ = export(client, wanted(twig, "images", tmp_path / "alone"))
    assert "4 frames" in alone.sentence
    whole, _ = export(client, wanted(twig, "images", tmp_path / "whole", whole=True))
    assert whole.outcome == "finished", whole.sentence
    expected = [*root_frames[:3], *branch_frames[:1], *twig_frames]
    process = json.loads((tmp_path / "whole" / "process.json").read_text())
    seeds = [7, 7, 7, 8, 9, 9, 9, 9]
    for listed, frame, seed in zip(process["frames"], expected, seeds, strict=True):
        message = frame.message
        assert isinstance(message, FrameArrived)
        assert (listed["step"], listed["stage"]) == (message.step, message.stage)
        with Image.open(tmp_path / "whole" / listed["file"]) as picture:
            assert picture.convert("RGBA").tobytes("raw", "BGRA") == frame.pixels()
            assert picture.text["Pentimento-Seed"] == str(seed)  # type: ignore[attr-defined]
    steps = [listed["step"] for listed in process["frames"]]
    assert steps == sorted(set(steps), reverse=True)
    assert (process["seed"], process["parent"]) == (9, None)
    assert [(part["frames"], part["seed"]) for part in process["earlier"]] == [(3, 7), (1, 8)]
    assert "seed 7), then" not in process["provenance"]
    assert "seed 7, then engine procedural" in process["provenance"]

    film = wanted(twig, "gif", tmp_path / "whole.gif", whole=True, longest_seconds=1.0)
    assert "8 frames" in export(client, film)[0].sentence
    client.ask(Delete(new_id(), root), Done)
    with pytest.raises(RequestRefused, match="no longer kept: export the branch alone") as caught:
        client.ask(wanted(twig, "gif", tmp_path / "b.gif", whole=True), Done)
    assert caught.value.code == "no-parent"
    client.close()


def test_branches_that_go_in_a_circle_are_refused(client: Client, tmp_path: Path) -> None:
    root = submit(client, painting(), frames=3)
    frame = frames_of(client, root)[1]
    egg, hen = new_id(), new_id()
    for job, parent in ((egg, hen), (hen, egg)):
        frames_of(client, branch_off(client, parent, frame, 0, job=job))
    with pytest.raises(RequestRefused) as caught:
        client.ask(wanted(egg, "gif", tmp_path / "b.gif", whole=True), Done)
    assert caught.value.code == "no-parent"


@pytest.mark.parametrize("outcome", ["cancelled", "failed"])
def test_an_export_that_is_stopped_leaves_nothing_behind(
    backend: RunningBackend, client: Client, tmp_path: Path, outcome: str
) -> None:
    long = submit(client, painting(640, 480), frames=12)
    client.follow(long)
    collect(client, long)
    path = tmp_path / "long.webm"
    slow = wanted(long, "video-webm", path, frames_per_second=60.0, hold_last_seconds=60.0)
    client.ask(slow, Done)
    ended: ErrandEnded | None = None
    deadline = time.monotonic() + 60
    while ended is None and time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            message = arrival.message
            if isinstance(message, ErrandProgress) and message.done >= 1:
                if outcome == "cancelled":
                    client.send(CancelErrand(new_id(), str(path)))
                else:
                    kill_exports(backend)
            if isinstance(message, ErrandEnded):
                ended = message
    assert ended is not None
    assert ended.outcome == outcome, ended.sentence
    assert list(tmp_path.iterdir()) == []


def kill_exports(backend: RunningBackend) -> None:
    """End the processes that export, as a system does that has no memory left."""
    for pid in backend.worker_pids():
        if b"exports.errand" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)


def test_an_older_client_hears_nothing_of_exports(
    backend: RunningBackend, client: Client, job: str, tmp_path: Path
) -> None:
    older = Client(client.connection)
    say = older._socket.send_multipart

    def as_before(frames: list[bytes], *rest: object, **more: object) -> object:
        header = {**json.loads(frames[0]), "protocol": [1, 2]}
        return say([json.dumps(header).encode(), *frames[1:]])

    older._socket.send_multipart = as_before  # type: ignore[method-assign,assignment]
    older.open()
    welcome = older.wait_for_welcome(20)
    assert welcome.hardware is None
    assert welcome.engines[0].options[0].title is None
    older.ask(FollowErrands(new_id()), Done)
    export(client, wanted(job, "contact-sheet", tmp_path / "a.png"))
    heard = [arrival.message for _ in range(5) for arrival in older.poll(0.1)]
    older.close()
    assert not any(isinstance(message, (ErrandProgress, ErrandEnded)) for message in heard)
