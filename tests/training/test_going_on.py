"""Trainings that are broken off: they go on bit by bit, and nothing saved is lost."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from random_models.process_painter import write_process_painter
from safetensors.torch import load_file, save_file

from pentimento_backend.engines.process_painter.info import BASE_MODEL
from pentimento_backend.training import checkpoints
from pentimento_backend.training.averaging import RunningAverage
from pentimento_backend.training.course import Course
from pentimento_backend.training.problem import TrainingProblem
from pentimento_backend.training.runs import train_motion

from .reduced_training import Listener, bars, file_digest, run_in

COURSE = Course(
    steps=4, accumulation=2, learning_rate=1e-3, average=0.9, save_every=100, preview_every=100
)


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    return write_process_painter(tmp_path_factory.mktemp("models"))[BASE_MODEL]


@pytest.fixture(scope="module")
def undisturbed(base, tmp_path_factory) -> Path:
    """A training that was never broken off."""
    folder = tmp_path_factory.mktemp("undisturbed")
    train_motion(run_in(folder, COURSE), bars(3), base, None, None)
    return folder


def _train(folder: Path, base: Path, course: Course = COURSE, stop_after: int | None = None):
    return train_motion(run_in(folder, course, Listener(stop_after)), bars(3), base, None, None)


def _state(folder: Path) -> dict[str, str]:
    """Return the digests of all that is saved of a training."""
    (place,) = (folder / checkpoints.CHECKPOINTS).iterdir()
    return {path.name: file_digest(path) for path in place.iterdir()}


@pytest.mark.parametrize("stop_after", [1, 3])
def test_a_stopped_training_goes_on_bit_by_bit(stop_after, base, undisturbed, tmp_path):
    stopped = _train(tmp_path, base, stop_after=stop_after)
    assert stopped is not None and stopped.stopped and stopped.step == stop_after
    kept = file_digest(tmp_path / "motion.safetensors")
    assert _state(tmp_path) != _state(undisturbed)
    finished = _train(tmp_path, base)
    assert finished is not None and not finished.stopped and finished.step == COURSE.steps
    assert _state(tmp_path) == _state(undisturbed)
    result = file_digest(tmp_path / "motion.safetensors")
    assert result == file_digest(undisturbed / "motion.safetensors") != kept


def test_a_killed_training_goes_on_from_its_last_save(base, undisturbed, tmp_path):
    """Killed while it saved: the draft is no checkpoint, and the one before is whole."""
    _train(tmp_path, base, stop_after=2)
    room = tmp_path / checkpoints.CHECKPOINTS
    shutil.copytree(room / "step_00000002", room / "step_00000003.new")
    (room / "step_00000003.new" / "network.safetensors").write_bytes(b"half of")
    _train(tmp_path, base)
    assert sorted(path.name for path in room.iterdir() if path.suffix != ".new") == [
        "step_00000004"
    ]
    digests = {path.name: file_digest(path) for path in (room / "step_00000004").iterdir()}
    assert digests == _state(undisturbed)


def test_a_training_may_be_made_longer(base, undisturbed, tmp_path):
    _train(tmp_path, base, replace(COURSE, steps=2))
    _train(tmp_path, base)
    assert _state(tmp_path) == _state(undisturbed)


def test_another_seed_learns_something_else(base, undisturbed, tmp_path):
    _train(tmp_path, base, replace(COURSE, seed=1))
    assert _state(tmp_path)["network.safetensors"] != _state(undisturbed)["network.safetensors"]


def test_a_finished_training_is_left_as_it_is(base, tmp_path):
    _train(tmp_path, base, replace(COURSE, steps=1))
    before = _state(tmp_path)
    again = _train(tmp_path, base, replace(COURSE, steps=1))
    assert again is not None and again.step == 1
    assert _state(tmp_path) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": 1e-4}, "learning_rate 0.001, not 0.0001"),
        ({"seed": 5}, "seed 0, not 5"),
        ({"accumulation": 1}, "accumulation 2, not 1"),
    ],
)
def test_other_settings_are_another_training(changes, words, base, tmp_path):
    _train(tmp_path, base, replace(COURSE, steps=1))
    with pytest.raises(TrainingProblem, match=words):
        _train(tmp_path, base, replace(COURSE, **changes))


def test_other_data_are_another_training(base, tmp_path):
    _train(tmp_path, base, replace(COURSE, steps=1))
    with pytest.raises(TrainingProblem, match="learns from 3 items, and now there are 5"):
        train_motion(run_in(tmp_path, COURSE), bars(5), base, None, None)


@pytest.mark.parametrize("damage", ["state", "weights", "names"])
def test_a_damaged_checkpoint_is_told(damage, base, tmp_path):
    _train(tmp_path, base, replace(COURSE, steps=1))
    place = tmp_path / checkpoints.CHECKPOINTS / "step_00000001"
    if damage == "state":
        (place / "state.json").write_text("{")
    elif damage == "weights":
        (place / "network.safetensors").write_bytes(b"\x80\x04pickled")
    else:
        save_file({"stranger": torch.zeros(1)}, place / "network.safetensors")
    with pytest.raises(TrainingProblem, match=r"damaged|another network"):
        _train(tmp_path, base)


def test_nothing_saved_is_pickled(undisturbed):
    (place,) = (undisturbed / checkpoints.CHECKPOINTS).iterdir()
    for path in place.iterdir():
        if path.suffix == ".safetensors":
            load_file(path)
        else:
            json.loads(path.read_text())


def test_a_full_disk_keeps_what_was_saved(base, tmp_path, monkeypatch):
    _train(tmp_path, base, replace(COURSE, steps=1))
    before = _state(tmp_path)

    def full(tensors: object, path: Path) -> None:
        path.write_bytes(b"the beginning")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoints, "save_file", full)
    with pytest.raises(TrainingProblem, match=r"No space left on device.*goes on from") as told:
        _train(tmp_path, base)
    assert told.value.code == "disk-full"
    assert _state(tmp_path) == before


def test_a_loss_that_is_no_number_ends_the_training(base, tmp_path, monkeypatch):
    from pentimento_backend.training.recipes import motion

    def lost(*_: object) -> torch.Tensor:
        return torch.tensor(float("nan"), requires_grad=True)

    monkeypatch.setattr(motion, "noise_loss", lost)
    with pytest.raises(TrainingProblem, match="no number any more at step 1"):
        _train(tmp_path, base)


def test_the_running_average_is_that_of_polyak():
    weight = torch.nn.Parameter(torch.zeros(1))
    average = RunningAverage({"weight": weight}, 0.5)
    expected = 0.0
    for step in range(1, 30):
        weight.data += 1.0
        average.follow(step)
        past = min(0.5, (1 + step) / (10 + step))
        expected = past * expected + (1.0 - past) * weight.item()
    assert float(average.weights["weight"]) == pytest.approx(expected)
    with average.in_place():
        assert weight.item() == pytest.approx(expected)
    assert weight.item() == 29.0


@pytest.mark.parametrize(
    "changes", [{"steps": 0}, {"batch": 0}, {"learning_rate": 2.0}, {"average": 1.0}]
)
def test_settings_of_no_sense_are_refused(changes):
    with pytest.raises(TrainingProblem):
        replace(COURSE, **changes)
