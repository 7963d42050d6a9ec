"""The whole way of a model engine: models named by hand, a job through ZeroMQ, files at the end.

The models are reduced ones with random weights, since the published ones cannot be had here.
"""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from command import Command, hill
from random_models.paints_undo import write_multi_frame, write_single_frame

QUICK = (
    *("--option", "keyframe_steps=999"),
    *("--option", "keyframe_size=256"),
    *("--option", "inbetween_size=128"),
    *("--option", "keyframe_sampling_steps=1"),
    *("--option", "video_sampling_steps=1"),
)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "hill.png"
    cv2.imwrite(str(path), hill(120, 90))
    return path


@pytest.fixture
def pentimento(tmp_path: Path, own_command: Command) -> Command:
    own_command.environment.update(HF_HUB_CACHE=str(tmp_path / "cache"), OMP_NUM_THREADS="2")
    return own_command


@pytest.fixture
def supplied(tmp_path: Path, pentimento: Command) -> Command:
    for name, write in (
        ("paints-undo-single-frame", write_single_frame),
        ("paints-undo-multi-frame", write_multi_frame),
    ):
        folder = write(tmp_path / name)
        assert pentimento.run("models", "use", name, folder).returncode == 0
    return pentimento


def test_without_models_the_job_is_refused_with_the_way_to_get_them(pentimento, picture):
    refused = pentimento.run("reconstruct", picture, "--engine", "paints-undo")
    assert refused.returncode != 0
    assert "pentimento models download paints-undo-single-frame" in refused.stderr


def test_a_reconstruction_by_models_through_the_backend(supplied, picture, tmp_path):
    out = tmp_path / "out"
    words = ("--engine", "paints-undo", "--frames", 5, "--out", out, *QUICK)
    painted = supplied.run("reconstruct", picture, "--prompt", "a hill", *words)
    assert painted.returncode == 0, painted.stderr
    process = json.loads((out / "process.json").read_text())
    assert process["engine"] == "paints-undo" and process["options"]["prompt"] == "a hill"
    assert [frame["origin"] for frame in process["frames"]] == ["generated"] * 4 + ["given"]
    last = cv2.imread(str(out / process["frames"][-1]["file"]))
    assert np.array_equal(last, hill(120, 90))


def test_cancelling_a_model_engine_ends_it_within_a_second_and_keeps_it_usable(
    supplied, picture, tmp_path
):
    slow = ("--option", "video_sampling_steps=100", "--frames", 9, "--json", *QUICK[:-2])
    started = supplied.start("reconstruct", picture, "--engine", "paints-undo", *slow)
    assert started.stdout is not None
    for line in started.stdout:
        if "sampling step" in json.loads(line).get("note", ""):
            break
    started.send_signal(signal.SIGINT)
    begun = time.monotonic()
    started.communicate(timeout=30)
    assert started.returncode == 130
    assert time.monotonic() - begun < 10
    jobs = json.loads(supplied.run("jobs", "list", "--json").stdout)
    assert [job["state"] for job in jobs] == ["cancelled"]
    words = ("--engine", "paints-undo", "--frames", 2, *QUICK)
    assert supplied.run("reconstruct", picture, *words).returncode == 0
