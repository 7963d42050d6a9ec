"""Stroke lists: written beside the frames, and one step painted from a saved one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from command import Command

from pentimento_backend.storage.job_folder import JobFolder

LIST = gzip.compress(json.dumps({"format": "pentimento-strokes", "version": 3}).encode())

BAD_FILES = {
    "words.json": b"these are words",
    "words.json.gz": b"these are words",
    "empty.json": b"",
    "other.json": b'{"type": "FeatureCollection", "features": []}',
    "half.json.gz": LIST[:-12],
    "old.json": gzip.decompress(LIST).replace(b'"version": 3', b'"version": 2'),
}


def painted_job(command: Command, picture: Path, content: bytes | None) -> str:
    """Paint a small job, put `content` in the place of its stroke list, restart the backend."""
    assert command.run("reconstruct", picture, "--frames", 2).returncode == 0
    (job,) = json.loads(command.run("jobs", "list", "--json").stdout)
    command.stop_backend()
    folder = JobFolder(command.home / "jobs", job["job"])
    for name in folder.by_products():
        (folder.path / "kept" / name).unlink()
    if content is not None:
        folder.write_by_product("strokes.json.gz", content)
    return job["job"]


def test_list_is_written_packed_and_unpacked(own_command: Command, picture: Path) -> None:
    job = painted_job(own_command, picture, LIST)
    for name in ("s.json", "s.json.gz"):
        done = own_command.run("jobs", "resume", job, "--strokes", name)
        assert done.returncode == 0, done.stderr
        assert f"strokes: {name}" in done.stdout
    assert (own_command.folder / "s.json.gz").read_bytes() == LIST
    assert (own_command.folder / "s.json").read_bytes() == gzip.decompress(LIST)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "keeps no list of its strokes"),
        (b"nonsense", "damaged"),
        (LIST[:-4], "cut off"),
    ],
)
def test_job_without_a_sound_list(
    own_command: Command, picture: Path, content: bytes | None, sentence: str
) -> None:
    job = painted_job(own_command, picture, content)
    done = own_command.run("jobs", "resume", job, "--strokes", "s.json", "--out", "again")
    assert done.returncode == 1
    assert sentence in done.stderr.splitlines()[-1]
    assert not (own_command.folder / "s.json").exists()
    assert (own_command.folder / "again" / "frame_0001.png").exists()


def test_a_step_is_painted_from_the_saved_list(command: Command, picture: Path) -> None:
    for name in ("s.json", "s.json.gz", "s.svg"):
        done = command.run("reconstruct", picture, "--frames", 2, "--strokes", name)
        assert done.returncode == 0, done.stderr
    assert json.loads((command.folder / "s.json").read_text())["format"] == "pentimento-strokes"
    assert "<svg" in (command.folder / "s.svg").read_text(encoding="utf-8")
    for name in ("s.json", "s.json.gz"):
        done = command.run("strokes", name, "--step", 300, "--out", f"{name}.png")
        assert done.returncode == 0, done.stderr
    painted = [cv2.imread(str(command.folder / f"{name}.png")) for name in ("s.json", "s.json.gz")]
    assert painted[0].shape == (72, 96, 3)
    assert np.array_equal(*painted)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["s.json", "--step", "5", "--out", "p.jpg"], "must end in .png"),
        (["s.json", "--step", "1000", "--out", "p.png"], "--step"),
        (["s.json", "--out", "p.png"], "--step"),
        (["nothing.json", "--step", "5", "--out", "p.png"], "nothing.json"),
        (["s.json", "--step", "-1", "--out", "p.png"], "--step"),
        (["s.json", "--step", "five", "--out", "p.png"], "--step"),
        (["folder.json", "--step", "5", "--out", "p.png"], "folder.json"),
        (["words.json.gz", "--step", "5", "--out", "p.png"], "no stroke list"),
        (["words.json", "--step", "5", "--out", "p.png"], "no stroke list"),
        (["empty.json", "--step", "5", "--out", "p.png"], "no stroke list"),
        (["other.json", "--step", "5", "--out", "p.png"], "no stroke list"),
        (["half.json.gz", "--step", "5", "--out", "p.png"], "cut off"),
        (["old.json", "--step", "5", "--out", "p.png"], "of version 2"),
        (["words.json", "--step", "5", "--out", "/proc/p.png"], "/proc/p.png"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    command: Command, words: list[str], sentence: str
) -> None:
    (command.folder / "folder.json").mkdir(exist_ok=True)
    for name, content in BAD_FILES.items():
        (command.folder / name).write_bytes(content)
    done = command.run("strokes", *words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and sentence in done.stderr
