"""`pentimento evaluate`, as a process of its own, on processes known by construction."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest
from evaluation.processes import column_by_column, disc_on_ground


def _write(folder: Path, states: list) -> Path:
    folder.mkdir()
    for index, state in enumerate(states):
        cv2.imwrite(str(folder / f"{index:02}.png"), cv2.cvtColor(state, cv2.COLOR_RGBA2BGRA))
    return folder


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    return _write(tmp_path / "columns", column_by_column(disc_on_ground(), 8))


def test_json_has_every_measure(command, columns, tmp_path):
    real = _write(tmp_path / "real", column_by_column(disc_on_ground(), 2))
    done = command.run("evaluate", columns, "--against", real, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["frames"] == 9
    assert told["process"]["exactness"] == 0
    assert told["process"]["still_steps"] == 0
    assert told["reconstruction"]["mse"] == 0
    (comparison,) = told["comparisons"]
    assert comparison["against"] == "real"
    assert comparison["worked_region_iou"] == pytest.approx(0.25, abs=0.01)
    assert "not comparable" in told["perception_label"]


def test_the_page_stands_by_itself(command, columns, tmp_path):
    done = command.run("evaluate", columns, "--out", tmp_path / "report")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert page.count("data:image/jpeg;base64,") == 9
    assert "no record of how the artist worked" in page
    assert "http" not in page
    told = json.loads((tmp_path / "report" / "report.json").read_text())
    assert f"{told['process']['largest_jump']:.3f}" in page


def test_a_finish_that_is_not_the_last_frame(command, columns, tmp_path):
    finish = _write(tmp_path / "finish", [255 - disc_on_ground()]) / "00.png"
    done = command.run("evaluate", columns, "--finish", finish, "--json")
    assert json.loads(done.stdout)["reconstruction"]["l1"] > 0.1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["gone"], "is no folder"),
        (["columns", "--distance", "lpips"], "needs --weights"),
        (["columns", "--distance", "lpips", "--weights", "columns"], "is missing"),
        (["columns", "--against", "columns/00.png"], "is no folder"),
        (["columns", "--finish", "small.png"], "measures 4 x 4"),
    ],
)
def test_bad_input_is_one_sentence(command, columns, words, sentence, tmp_path):
    cv2.imwrite(str(tmp_path / "small.png"), disc_on_ground()[:4, :4])
    done = command.run("evaluate", *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_of_weights_alone_changes_nothing(command, columns, tmp_path):
    done = command.run("evaluate", columns, "--weights", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["perception"] == "weight-free"
