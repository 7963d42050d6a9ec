"""`pentimento imagine`: from words to files, through a backend with reduced random models.

The published models cannot be had here; that the way is whole is what these tests hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from command import Command
from random_models.process_painter import write_process_painter

QUICK = (
    *("--option", "size=128"),
    *("--option", "sampling_steps=1"),
    *("--option", "window=3"),
    *("--option", "guidance=1"),
    *("--option", "inversion_steps=1"),
)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Command]:
    """A backend whose models are named by hand, as a painter does."""
    folder = tmp_path_factory.mktemp("imagine")
    environment = {"HF_HUB_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
    command = Command(folder / "home", folder, environment)
    for name, place in write_process_painter(folder, "character").items():
        assert command.run("models", "use", name, place).returncode == 0
    yield command
    command.stop_backend()


@pytest.fixture
def pentimento(backend: Command, tmp_path: Path) -> Command:
    return Command(backend.home, tmp_path, backend.environment)


def test_frames_from_words_alone(pentimento, tmp_path):
    words = ("--width", 120, "--height", 90, "--frames", 3, "--seed", 5, "--out", "out")
    painted = pentimento.run("imagine", "A red fox", *words, "--video", "fox.mp4", *QUICK)
    assert painted.returncode == 0, painted.stderr
    process = json.loads((tmp_path / "out" / "process.json").read_text())
    assert (process["engine"], process["task"], process["seed"]) == (
        "process-painter",
        "imagine",
        5,
    )
    assert process["options"]["prompt"] == "A red fox"
    assert [frame["step"] for frame in process["frames"]] == [999, 500, 0]
    assert {frame["origin"] for frame in process["frames"]} == {"generated"}
    frame = cv2.imread(str(tmp_path / "out" / process["frames"][0]["file"]))
    assert frame.shape == (90, 120, 3)
    assert (tmp_path / "fox.mp4").stat().st_size > 0
    (job,) = (one for one in json.loads(pentimento.run("jobs", "list", "--json").stdout))
    assert job["title"] == "A red fox"


def test_the_folder_is_named_after_the_words_and_the_size_is_the_long_side(pentimento, tmp_path):
    words = ("--width", 400, "--height", 300, "--size", 100, "--frames", 1)
    painted = pentimento.run("imagine", "Ein Füchslein: rot/schnell!", *words, *QUICK)
    assert painted.returncode == 0, painted.stderr
    (frame,) = (tmp_path / "ein_füchslein_rot_schnell_process").glob("*.png")
    assert cv2.imread(str(frame)).shape == (75, 100, 3)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("a fox", "--engine", "procedural"), "The engine procedural cannot imagine"),
        (("a fox", "--engine", "oil"), "no engine 'oil'"),
        ((" ",), "Say in words"),
        (("a fox", "--width", 4), "16"),
        (("a fox", "--size", "big"), "--size takes"),
        (("a fox", "--width", 2000, "--height", 40, *QUICK), "too thin"),
        (
            ("a fox", "--option", "style=speedpainting"),
            "pentimento models download process-painter-speedpainting",
        ),
        (("a fox", *QUICK, "--option", "loras=nowhere.safetensors"), "nowhere.safetensors"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(pentimento, words, sentence):
    refused = pentimento.run("imagine", *words)
    assert refused.returncode != 0
    assert sentence in refused.stderr.replace("\n", " ")


def test_an_unfinished_canvas_is_completed_from_where_it_is(pentimento, tmp_path, picture):
    words = ("--engine", "process-painter", "--at", 600, "--frames", 4, "--out", "out")
    painted = pentimento.run("complete", picture, "--prompt", "a hill", *words, *QUICK)
    assert painted.returncode == 0, painted.stderr
    frames = json.loads((tmp_path / "out" / "process.json").read_text())["frames"]
    (given,) = (frame for frame in frames if frame["origin"] == "given")
    assert given == frames[0] and given["step"] == 600 and frames[-1]["step"] == 0
    shown = cv2.imread(str(tmp_path / "out" / given["file"]))
    assert (shown == cv2.imread(str(picture))).all()
