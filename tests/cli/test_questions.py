"""`complete`, `inbetween` and the wish for what comes first: what is asked, and how it fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from command import Command, hill

from pentimento_backend.storage.job_folder import JobFolder
from pentimento_backend.worker.request import read_request
from pentimento_protocol.client import new_id
from pentimento_protocol.messages import JobList, ListJobs


@pytest.fixture
def states(command: Command) -> list[Path]:
    """A canvas at three moments: the sky, the hill, the sun."""
    finish = hill(96, 72)
    begun = np.full_like(finish, (230, 200, 150))
    half = finish.copy()
    half[:36] = (230, 200, 150)
    pictures = {"begun.png": begun, "half.png": half, "finish.png": finish}
    for name, picture in pictures.items():
        cv2.imwrite(str(command.folder / name), picture)
    return [command.folder / name for name in pictures]


def process(folder: Path) -> dict[str, list[dict[str, object]]]:
    return json.loads((folder / "process.json").read_text(encoding="utf-8"))


def given_pictures(folder: Path) -> dict[object, np.ndarray]:
    """Pictures of the given frames by their step."""
    frames = [frame for frame in process(folder)["frames"] if frame["origin"] == "given"]
    return {frame["step"]: cv2.imread(str(folder / str(frame["file"]))) for frame in frames}


def test_complete_goes_from_the_canvas_to_the_reference(
    command: Command, states: list[Path]
) -> None:
    words = ("--toward", "finish.png", "--at", 700, "--frames", 5, "--out", "f")
    done = command.run("complete", "half.png", *words)
    assert done.returncode == 0, done.stderr
    given = given_pictures(command.folder / "f")
    assert sorted(given) == [0, 700]
    assert np.array_equal(given[700], cv2.imread(str(states[1])))
    assert np.array_equal(given[0], cv2.imread(str(states[2])))
    assert process(command.folder / "f")["task"] == "complete"


def test_complete_without_reference_starts_at_the_canvas(
    command: Command, states: list[Path]
) -> None:
    done = command.run("complete", "half.png", "--frames", 3)
    assert done.returncode == 0, done.stderr
    given = given_pictures(command.folder / "half_process")
    assert list(given) == [500]
    assert np.array_equal(given[500], cv2.imread(str(states[1])))


def test_inbetween_holds_all_states(command: Command, states: list[Path]) -> None:
    done = command.run("inbetween", *states, "--frames", 7, "--out", "f")
    assert done.returncode == 0, done.stderr
    given = given_pictures(command.folder / "f")
    assert sorted(given) == [0, 500, 999]
    for step, path in zip((999, 500, 0), states, strict=True):
        assert np.array_equal(given[step], cv2.imread(str(path)))


def test_prompt_is_left_out_in_a_sentence(command: Command, states: list[Path]) -> None:
    words = ("--toward", "finish.png", "--prompt", "a red sun", "--frames", 3, "--out", "f")
    done = command.run("complete", "half.png", *words)
    assert done.returncode == 0, done.stderr
    assert "paints from pictures only" in done.stderr


def stored_request(command: Command):
    client = command.client()
    job = client.ask(ListJobs(new_id()), JobList).jobs[0]
    client.close()
    return read_request(JobFolder(command.home / "jobs", job.job).read_request(), 0)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names of files there")
def test_a_name_of_two_lines_and_colours_is_told_in_one(command: Command, picture: Path) -> None:
    name = "two\nlines \x1b[31mred.png"
    picture.rename(command.folder / name)
    assert command.run("reconstruct", name, "--frames", 2, "--out", "f").returncode == 0
    newest = command.run("jobs", "list").stdout.splitlines()[0]
    assert newest.endswith("two�lines �[31mred.png")


def test_start_here_and_order_reach_the_engine(command: Command, picture: Path) -> None:
    mask = np.zeros((72, 96), np.uint8)
    mask[:36, :48], mask[36:, 48:] = 200, 100
    cv2.imwrite(str(command.folder / "mask.png"), mask)
    for option, bright, dim in (("--order", 200, 100), ("--start-here", 255, 0)):
        done = command.run("reconstruct", picture, "--frames", 2, option, "mask.png")
        assert done.returncode == 0, done.stderr
        order = stored_request(command).order
        assert order is not None and order.shape == (72, 96)
        corners = order[0, 0], order[71, 95], order[0, 95]
        assert corners == (bright, dim, 0)


def test_the_wish_is_scaled_with_the_canvas(command: Command, picture: Path) -> None:
    mask = np.zeros((72, 96, 4), np.uint8)
    mask[:, :48] = 255
    cv2.imwrite(str(command.folder / "mask.png"), mask)
    words = ("--frames", 2, "--size", 48, "--start-here", "mask.png")
    assert command.run("reconstruct", picture, *words).returncode == 0
    order = stored_request(command).order
    assert order is not None and order.shape == (36, 48)
    assert order[:, :22].min() == 255 and order[:, 26:].max() == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["complete", "nothing.png"], "no such file"),
        (["complete", "half.png", "--toward", "nothing.png"], "no such file"),
        (["complete", "half.png", "--toward", "small.png"], "measures 95 x 72 pixels"),
        (["complete", "half.png", "--at", "0"], "--at"),
        (["complete", "half.png", "--at", "1000"], "--at"),
        (["complete", "half.png", "--toward", "finish.png", "--frames", "1"], "--frames"),
        (["complete", "half.png", "--engine", "rembrandt"], "There is no engine"),
        (["complete", "half.png", "--video", "film.avi"], "must end in .mp4"),
        (["complete", "half.png", "--strokes", "list.txt"], "must end in .json"),
        (["inbetween"], "Missing argument"),
        (["inbetween", "half.png"], "2 to 64 images"),
        (["inbetween", "half.png", "small.png"], "small.png measures 95 x 72"),
        (["inbetween", "half.png", "finish.png", "half.png", "--frames", "2"], "--frames"),
        (["reconstruct", "half.png", "--order", "nothing.png"], "no such file"),
        (["reconstruct", "half.png", "--order", "small.png"], "small.png measures 95 x 72"),
        (["reconstruct", "half.png", "--start-here", "small.png"], "bring them to one size"),
        (["reconstruct", "half.png", "--start-here", "black.png"], "has no white"),
        (["complete", "half.png", "--order", "black.png"], "has no white"),
        (
            ["reconstruct", "half.png", "--order", "half.png", "--start-here", "half.png"],
            "not both",
        ),
        (["reconstruct", "half.png", "--strokes", "/proc/list.svg"], "/proc/list.svg"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    command: Command, states: list[Path], words: list[str], sentence: str
) -> None:
    cv2.imwrite(str(command.folder / "small.png"), hill(95, 72))
    cv2.imwrite(str(command.folder / "black.png"), np.zeros((72, 96), np.uint8))
    done = command.run(*words)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("Starting")]
    assert len(said) == 1 and sentence in said[0]
