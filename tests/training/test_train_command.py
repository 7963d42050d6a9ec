"""`pentimento train` and `learn` as commands: what they make, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from pentimento_backend.cli.app import app
from pentimento_backend.cli.failure import BAD_INPUT, INTERRUPTED, Failure
from pentimento_backend.training import stopping
from pentimento_backend.training.sequences import write_shard

from .reduced_training import bars

QUICK = ("--cpu", "--steps", "2", "--batch", "1", "--preview-every", "2", "--held-out", "1")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    for number in range(12):
        level = np.random.default_rng(number).integers(0, 256, (70, 90, 3), np.uint8)
        Image.fromarray(level).save(folder / f"{number}.png")
    return folder


def _run(*words: str | Path):
    return CliRunner().invoke(app, ["train", *map(str, words)], catch_exceptions=True)


def _refusal(*words: str | Path) -> str:
    failed = _run(*words).exception
    assert isinstance(failed, Failure) and failed.exit_code == BAD_INPUT, failed
    return str(failed)


def test_a_small_model_of_ones_own(pictures, tmp_path):
    """From pictures to a model that the engine reads, by two commands."""
    coders, model = tmp_path / "coders", tmp_path / "model"
    done = _run("autoencoder", pictures, "--out", coders, "--width", "8", *QUICK)
    assert done.exit_code == 0, done.output
    assert (coders / "vae" / "config.json").is_file()
    assert (coders / "previews" / "step_00000002.png").is_file()
    write_shard(tmp_path / "bars.tar", bars(12, frames=8))
    arguments = ("--coders", coders, "--out", model, "--channels", "32,32,32,32", "--json")
    done = _run("whole", tmp_path, *arguments, *QUICK)
    assert done.exit_code == 0, done.output
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["step"] for event in events if event.get("note") == "training"] == [1, 2]
    assert [event["event"] for event in events[-2:]] == ["preview", "finished"]
    for part in ("tokenizer", "text_encoder", "vae", "unet"):
        assert (model / part).is_dir()
    assert (model / "motion.safetensors").is_file() and (model / "reference.safetensors").is_file()


def test_what_cannot_be_trained_is_refused(pictures, tmp_path):
    out = ("--out", tmp_path / "out")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no pictures" in _refusal("autoencoder", empty, *out, *QUICK)
    assert "multiples of 8" in _refusal("autoencoder", pictures, *out, "--width", "9", *QUICK)
    assert "learning rate" in _refusal("autoencoder", pictures, *out, "--learning-rate", "3")
    (tmp_path / "file").write_text("in the way")
    in_the_way = ("--out", tmp_path / "file")
    told = _refusal("autoencoder", pictures, *in_the_way, "--width", "8", "--cpu", "--json")
    assert "file cannot be written" in told and "see that its folder can be written" in told
    assert "arithmetic is one of" in _refusal("autoencoder", pictures, *out, "--arithmetic", "x")
    base = ("--base", empty)
    assert "holds no shards" in _refusal("motion", empty, *base, *out)
    write_shard(tmp_path / "bars.tar", bars(2))
    assert "config.json" in _refusal("motion", tmp_path / "bars.tar", *base, *out)
    words = ("--coders", empty, "--channels", "1,2,3")
    assert "no four multiples of 32" in _refusal("whole", tmp_path, *words, *out)


def test_sequences_that_do_not_fit_are_named(pictures, tmp_path):
    coders = tmp_path / "coders"
    assert _run("autoencoder", pictures, "--out", coders, "--width", "8", *QUICK).exit_code == 0
    arguments = ("--coders", coders, "--channels", "32,32,32,32", "--cpu")
    few = tmp_path / "few.tar"
    write_shard(few, bars(1, frames=8))
    assert "too few to learn from" in _refusal("whole", few, *arguments, "--out", tmp_path / "a")
    short = tmp_path / "short.tar"
    write_shard(short, bars(3, frames=5))
    told = _refusal("whole", short, *arguments, "--out", tmp_path / "b")
    assert "has 5 states, and 8 are to be learnt" in told
    damaged = tmp_path / "damaged.tar"
    write_shard(damaged, bars(3, frames=8))
    content = bytearray(damaged.read_bytes())
    picture = content.index(b"IHDR")
    content[picture : picture + 8] = bytes(8)
    damaged.write_bytes(content)
    assert "cannot be read" in _refusal("whole", damaged, *arguments, "--out", tmp_path / "c")


def test_a_stop_keeps_what_is_learnt(pictures, tmp_path, monkeypatch):
    wished = stopping.Stop()
    wished.wish()
    monkeypatch.setattr(stopping, "Stop", lambda: wished)
    out = tmp_path / "out"
    stopped = _run("autoencoder", pictures, "--out", out, "--width", "8", *QUICK).exception
    assert isinstance(stopped, Failure) and stopped.exit_code == INTERRUPTED
    assert "Stopped after step 1" in str(stopped)
    assert (out / "vae" / "diffusion_pytorch_model.safetensors").is_file()
