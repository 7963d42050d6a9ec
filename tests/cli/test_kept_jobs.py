"""Kept jobs: going on differently from a frame, the tree, exports to files."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from command import Command, hill
from PIL import Image

from pentimento_protocol.client import Client, new_id
from pentimento_protocol.messages import JobList, ListJobs


@pytest.fixture(scope="module")
def parent(home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A finished process of eight frames: its job and the folder with its frames."""
    folder = tmp_path_factory.mktemp("parent")
    cv2.imwrite(str(folder / "hill.png"), hill(96, 72))
    command = Command(home, folder)
    words = ("--frames", 8, "--option", "keep_strokes=yes", "--option", "ground=white")
    done = command.run("reconstruct", "hill.png", *words, "--out", "first")
    assert done.returncode == 0, done.stderr
    (job,) = json.loads(command.run("jobs", "list", "--json").stdout)
    return job["job"], folder / "first"


def process(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "process.json").read_text(encoding="utf-8"))


def picture(folder: Path, index: int) -> np.ndarray:
    image = cv2.imread(str(folder / f"frame_{index:04}.png"), cv2.IMREAD_UNCHANGED)
    assert image is not None
    return image


def test_a_part_is_taken_back_and_painted_differently(
    command: Command, parent: tuple[str, Path]
) -> None:
    job, before = parent
    done = command.run("redo", job, "--undo", 430, "--out", "other")
    assert done.returncode == 0, done.stderr
    told, earlier = process(command.folder / "other"), process(before)
    index = told["parent"]["frame"]
    steps = [frame["step"] for frame in earlier["frames"]]
    assert told["parent"]["job"] == job
    assert steps[index] == min(steps, key=lambda step: abs(step - 430))
    assert np.array_equal(picture(command.folder / "other", 0), picture(before, index))
    assert told["frames"][0]["step"] == steps[index]
    assert told["frames"][0]["origin"] == "generated"
    assert len(told["frames"]) == 8 - index
    assert told["seed"] == 1
    assert told["options"]["ground"] == "white", "the parent's options go along"
    last = picture(command.folder / "other", len(told["frames"]) - 1)
    assert not np.array_equal(last, picture(before, 7))


def test_the_same_finish_is_reached_in_another_way(
    command: Command, parent: tuple[str, Path]
) -> None:
    job, before = parent
    words = ("--frame", 2, "--toward-finish", "--frames", 4, "--seed", 5, "--out", "o")
    done = command.run("redo", job[:8], *words)
    assert done.returncode == 0, done.stderr
    told = process(command.folder / "o")
    assert (told["seed"], len(told["frames"])) == (5, 4)
    assert np.array_equal(picture(command.folder / "o", 3), picture(before, 7))
    assert told["frames"][-1]["origin"] == "given", "the finish is the artist's own"


def test_the_tree_shows_what_came_from_what(command: Command, parent: tuple[str, Path]) -> None:
    job, _ = parent
    done = command.run("redo", job, "--frame", 3, "--frames", 2, "--out", "a")
    assert done.returncode == 0, done.stderr
    shown = command.run("jobs", "tree")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    root = next(number for number, line in enumerate(lines) if line.startswith(job[:12]))
    assert any("from frame 3" in line for line in lines[root + 1 :])
    assert not lines[root + 1].startswith(job[:12])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "either --undo STEPS or --frame N"),
        (("--undo", 5, "--frame", 2), "either --undo STEPS or --frame N"),
        (("--frame", 8), "has the frames 0 to 7, no frame 8"),
        (("--frame", 7), "is finished: go on from an earlier one"),
        (("--frame", 2, "--engine", "nobody"), "no engine 'nobody'"),
        (("--frame", 2, "--option", "x=1"), "no option 'x'"),
    ],
)
def test_what_cannot_be_redone(
    command: Command, parent: tuple[str, Path], words: tuple[object, ...], sentence: str
) -> None:
    done = command.run("redo", parent[0], *words, "--out", "never")
    assert done.returncode == 2
    assert sentence in done.stderr


def test_a_job_that_is_not_kept(command: Command, parent: tuple[str, Path]) -> None:
    done = command.run("redo", "zzz", "--frame", 1)
    assert (done.returncode, "There is no job 'zzz'" in done.stderr) == (2, True)


def test_a_kept_job_is_exported(command: Command, parent: tuple[str, Path]) -> None:
    job, _ = parent
    words = ("--fps", 4, "--hold", 0.5, "--size", 48)
    for name in ("a.webm", "a.gif", "a.png", "a.kra", "a.svg", "a.json.gz", "pictures"):
        done = command.run("jobs", "export", job, name, *words)
        assert done.returncode == 0, done.stderr
        assert str(command.folder / name) in done.stdout
        assert (command.folder / name).exists()
    with av.open(str(command.folder / "a.webm")) as video:
        assert (video.streams.video[0].width, video.streams.video[0].average_rate) == (48, 4)
    with Image.open(command.folder / "a.gif") as gif:
        assert gif.info["duration"] == 250
    assert len(process(command.folder / "pictures")["frames"]) == 8


def test_a_branch_is_exported_with_what_came_before(
    command: Command, parent: tuple[str, Path]
) -> None:
    job, before = parent
    done = command.run("redo", job, "--frame", 3, "--frames", 2, "--seed", 5, "--out", "other")
    assert done.returncode == 0, done.stderr
    (branch,) = (
        kept["job"]
        for kept in json.loads(command.run("jobs", "list", "--json").stdout)
        if kept["seed"] == 5 and kept["parent"] == {"job": job, "frame": 3}
    )
    done = command.run("jobs", "export", branch, "whole", "--whole")
    assert done.returncode == 0, done.stderr
    assert len(process(command.folder / "whole")["frames"]) == 5
    for index in range(4):
        assert np.array_equal(picture(command.folder / "whole", index), picture(before, index))


def test_exports_that_cannot_be(command: Command, parent: tuple[str, Path]) -> None:
    job, _ = parent
    (command.folder / "mine.gif").write_bytes(b"mine")
    for name, sentence in {
        "mine.gif": "is there already",
        "no/such/folder/a.mp4": "There is no folder",
        "a.avi": "must end in",
    }.items():
        done = command.run("jobs", "export", job, name)
        assert done.returncode == 2
        assert sentence in done.stderr
    assert (command.folder / "mine.gif").read_bytes() == b"mine"
    assert command.run("jobs", "export", job, "mine.gif", "--replace").returncode == 0


def test_a_refused_export_fails_in_one_json_line(
    command: Command, parent: tuple[str, Path]
) -> None:
    done = command.run("jobs", "export", parent[0], "nowhere/sheet.png", "--json")
    assert done.returncode == 2
    event = json.loads(done.stdout)
    assert (event["event"], event["exit_code"]) == ("failed", 2)
    assert "nowhere" in event["sentence"]


def test_a_waiting_job_is_painted_next(command: Command, parent: tuple[str, Path]) -> None:
    cv2.imwrite(str(command.folder / "large.png"), hill(1600, 1200))
    words = ("reconstruct", "large.png", "--frames", 500, "--out")
    asked = [command.start(*words, number) for number in range(3)]
    client = command.client()
    deadline = time.monotonic() + 60
    while len(waiting(client)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    second, third = waiting(client)
    assert command.run("jobs", "next", third).returncode == 0
    assert waiting(client) == [third, second]
    client.close()
    refused = command.run("jobs", "next", parent[0])
    assert (refused.returncode, "does not wait" in refused.stderr) == (2, True)
    for process in asked:
        process.send_signal(signal.SIGINT)
    assert [process.wait(20) for process in asked] == [130, 130, 130]


def waiting(client: Client) -> list[str]:
    """The jobs that wait, the next one first."""
    jobs = client.ask(ListJobs(new_id()), JobList).jobs
    return [job.job for job in sorted(jobs, key=lambda job: job.place or 0) if job.place]


def test_a_video_may_be_a_gif_or_a_webm(command: Command, picture: Path) -> None:
    words = ("--frames", 2, "--video")
    for name in ("a.gif", "a.webm"):
        done = command.run("reconstruct", picture, *words, name)
        assert done.returncode == 0, done.stderr
        assert (command.folder / name).stat().st_size > 100
    refused = command.run("reconstruct", picture, *words, "a.avi")
    assert (refused.returncode, ".mp4 or .webm or .gif" in refused.stderr) == (2, True)
