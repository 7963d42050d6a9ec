"""Processes in folders: what counts as their frames, and what is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from pentimento_backend.evaluation.process_folder import UnreadableProcess, read_process_folder


def _picture(path: Path, shade: int) -> None:
    Image.new("RGB", (8, 6), (shade, shade, shade)).save(path)


def test_pictures_come_in_natural_order(tmp_path):
    for number, shade in ((10, 30), (9, 20), (1, 10)):
        _picture(tmp_path / f"state{number}.png", shade)
    _picture(tmp_path / "²state.png", 40)
    (tmp_path / "notes.txt").write_text("not a frame")
    process = read_process_folder(tmp_path)
    assert [path.name for path in process.frames] == [
        "state1.png",
        "state9.png",
        "state10.png",
        "²state.png",
    ]
    assert process.progress == (0, 1 / 3, 2 / 3, 1)
    assert [int(picture[0, 0, 0]) for picture in process.pictures()] == [10, 20, 30, 40]
    assert next(process.pictures((4, 3))).shape == (3, 4, 4)


def test_the_list_says_order_and_time(tmp_path):
    for name, shade in (("b.png", 10), ("a.png", 20)):
        _picture(tmp_path / name, shade)
    frames = [{"file": "b.png", "step": 999}, {"file": "a.png", "step": 0}]
    told = {"frames": frames, "options": {"prompt": "a hill"}, "minutes": 90}
    (tmp_path / "process.json").write_text(json.dumps(told))
    process = read_process_folder(tmp_path)
    assert [path.name for path in process.frames] == ["b.png", "a.png"]
    assert process.progress == (0, 1)
    assert (process.prompt, process.minutes) == ("a hill", 90)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "damaged"),
        ('{"frames": [{"file": "x.png"}]}', "damaged"),
        ("[]", "damaged"),
        ('{"frames": [{"file": "../x.png", "step": 0}]}', "not in its folder"),
        ('{"frames": [{"file": "x\\u0000.png", "step": 0}]}', "not in its folder"),
        ('{"frames": [{"file": "..", "step": 0}]}', "not in its folder"),
        ('{"frames": [{"file": "x.png", "step": Infinity}]}', "damaged"),
        ("[" * 100_000, "damaged"),
        ('{"frames": []}', "two at least"),
    ],
)
def test_a_bad_list_is_refused_in_a_sentence(tmp_path, content, words):
    (tmp_path / "process.json").write_text(content)
    with pytest.raises(UnreadableProcess, match=words):
        read_process_folder(tmp_path)


def test_a_damaged_picture_is_named(tmp_path):
    _picture(tmp_path / "1.png", 10)
    (tmp_path / "2.png").write_bytes((tmp_path / "1.png").read_bytes()[:40])
    with pytest.raises(UnreadableProcess, match=r"2\.png"):
        list(read_process_folder(tmp_path).pictures())


def test_no_folder(tmp_path):
    with pytest.raises(UnreadableProcess, match="is no folder"):
        read_process_folder(tmp_path / "gone")
