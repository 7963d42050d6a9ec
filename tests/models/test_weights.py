"""Checkpoint files are read without running anything in them, and placed key by key."""

from __future__ import annotations

import json
import os
import random
import zipfile
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.models.weights import build, read_config, read_weights

WEIGHTS = {"weight": torch.arange(6.0).reshape(2, 3), "bias": torch.ones(2)}


class Trap:
    """Runs a command when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return os.system, (f"touch {self.mark}",)


def _same(weights) -> bool:
    return weights.keys() == WEIGHTS.keys() and all(
        torch.equal(weights[key], WEIGHTS[key]) for key in WEIGHTS
    )


def test_safetensors_are_read(tmp_path):
    save_file(WEIGHTS, tmp_path / "model.safetensors")
    assert _same(read_weights(tmp_path / "model.safetensors"))


@pytest.mark.parametrize(
    "content",
    [
        WEIGHTS,
        {"state_dict": WEIGHTS, "epoch": 3},
        {"controlnet": WEIGHTS},
        {**WEIGHTS, "global_step": 7, "animatediff_config": {"steps": 2}},
    ],
    ids=["plain", "state_dict", "controlnet", "bookkeeping"],
)
def test_files_of_torch_save_are_read(tmp_path, content):
    torch.save(content, tmp_path / "model.ckpt")
    assert _same(read_weights(tmp_path / "model.ckpt"))


def test_a_file_that_would_run_code_is_refused_and_runs_none(tmp_path):
    mark = tmp_path / "ran"
    torch.save({"weight": Trap(mark)}, tmp_path / "model.ckpt")
    with pytest.raises(ModelProblem, match="can run code"):
        read_weights(tmp_path / "model.ckpt")
    assert not mark.exists()


@pytest.mark.parametrize("suffix", ["safetensors", "ckpt"])
@pytest.mark.parametrize("kept", [0, 5, 100, -9])
def test_a_cut_off_file_is_told_in_a_sentence(tmp_path, suffix, kept):
    path = tmp_path / f"model.{suffix}"
    if suffix == "ckpt":
        torch.save(WEIGHTS, path)
    else:
        save_file(WEIGHTS, path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelProblem, match=r"download the model again|not read"):
        read_weights(path)


def test_single_wrong_bytes_are_read_or_told_in_a_sentence(tmp_path):
    torch.save(WEIGHTS, tmp_path / "whole.ckpt")
    with zipfile.ZipFile(tmp_path / "whole.ckpt") as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    (pickled,) = (name for name in members if name.endswith("data.pkl"))
    random_numbers = random.Random(22)
    told = 0
    for _ in range(300):
        damaged = bytearray(members[pickled])
        damaged[random_numbers.randrange(len(damaged))] = random_numbers.randrange(256)
        with zipfile.ZipFile(tmp_path / "model.ckpt", "w") as file:
            for name, data in {**members, pickled: bytes(damaged)}.items():
                file.writestr(name, data)
        try:
            read_weights(tmp_path / "model.ckpt")
        except ModelProblem:
            told += 1
    assert told > 100


@pytest.mark.parametrize("content", [{}, [1], 5, {"a": 1}, {3: torch.ones(1)}])
def test_a_file_without_weights_is_told_in_a_sentence(tmp_path, content):
    torch.save(content, tmp_path / "model.pt")
    with pytest.raises(ModelProblem, match="holds no model weights"):
        read_weights(tmp_path / "model.pt")


def test_a_missing_file_is_told_in_a_sentence(tmp_path):
    with pytest.raises(ModelProblem, match="is missing"):
        read_weights(tmp_path / "model.safetensors")


@pytest.mark.parametrize("text", ["", "[1]", "{", "\udcff", "[" * 100_000])
def test_a_senseless_configuration_is_told_in_a_sentence(tmp_path, text):
    (tmp_path / "config.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelProblem, match="no model configuration"):
        read_config(tmp_path / "config.json")


def test_a_configuration_is_read(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps({"width": 3}))
    assert read_config(tmp_path / "config.json") == {"width": 3}


def test_every_weight_has_its_place():
    layer = build(lambda: torch.nn.Linear(3, 2), WEIGHTS, "model")
    assert torch.equal(layer(torch.ones(3)), torch.tensor([4.0, 13.0]))
    assert not any(tensor.requires_grad for tensor in layer.parameters())


@pytest.mark.parametrize(
    ("weights", "fault"),
    [
        ({"weight": WEIGHTS["weight"]}, "lacks 'bias'"),
        ({**WEIGHTS, "scale": torch.ones(1)}, "has the unknown 'scale'"),
        ({**WEIGHTS, "bias": torch.ones(3)}, "misshapes 'bias'"),
        ({}, "lacks 'bias' and 1 more"),
    ],
)
def test_weights_of_another_model_are_told_in_a_sentence(weights, fault):
    with pytest.raises(ModelProblem, match=fault):
        build(lambda: torch.nn.Linear(3, 2), weights, "model")
