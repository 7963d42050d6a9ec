"""`learn` from recordings to a style: with reduced random models, in folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from PIL import Image
from random_models.process_painter import BASE, write_motion, write_process_painter
from safetensors.torch import load_file

from pentimento_backend.engines.process_painter.info import BASE_MODEL
from pentimento_backend.engines.process_painter.low_rank import read_lora
from pentimento_backend.engines.process_painter.networks import plain_unet
from pentimento_backend.models.own_styles import own_style, own_style_names, styles_folder
from pentimento_backend.training import errand, style_folder
from pentimento_backend.training.fitting import Fit, fitting
from pentimento_backend.training.learning import Lesson, learn
from pentimento_backend.training.problem import TrainingProblem
from pentimento_backend.training.style_folder import Ground

from .reduced_training import Listener

GB = 10**9


@pytest.fixture(scope="module")
def ground(tmp_path_factory) -> Ground:
    folder = tmp_path_factory.mktemp("models")
    base = write_process_painter(folder)[BASE_MODEL]
    return Ground("own", str(base), str(write_motion(folder / "motion.ckpt")))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def recordings(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    for number in range(3):
        _paint(folder / f"picture {number}", number)
    return folder


def _paint(folder: Path, number: int, strokes: int = 12) -> None:
    folder.mkdir()
    dice = np.random.default_rng(number)
    canvas = np.full((128, 128, 3), 255, np.uint8)
    for stroke in range(strokes):
        left = 128 - (stroke + 1) * 128 // strokes
        canvas[:, left : left + 128 // strokes] = dice.integers(0, 230, 3)
        Image.fromarray(canvas).save(folder / f"{stroke:03d}.png")


def _lesson(recordings: Path, ground: Ground) -> Lesson:
    return Lesson("my-way", (recordings,), ground, steps=2, rank=2, size=128, on_cpu=True)


@pytest.fixture(scope="module")
def learnt(recordings, ground, tmp_path_factory) -> Path:
    """The folder of a style that was learnt."""
    home = tmp_path_factory.mktemp("home of the learnt")
    with pytest.MonkeyPatch.context() as context:
        context.setenv("PENTIMENTO_HOME", str(home))
        listener = Listener()
        learn(_lesson(recordings, ground), listener, listener.stop)
        return styles_folder() / "my-way"


def test_a_style_is_learnt_and_found(recordings, ground, home):
    listener = Listener()
    sentence = learn(_lesson(recordings, ground), listener, listener.stop)
    assert sentence.startswith("The style my-way is learnt from 3 recordings")
    assert own_style_names() == ("my-way",)
    style = own_style("my-way")
    assert style.base_style == "own"
    assert style.motion_module == ground.motion_module
    assert [path.name for path in style.loras] == ["spatial.safetensors", "temporal.safetensors"]
    for path in style.loras:
        assert {low.scale for low in read_lora(path).layers.values()} == {1.0}
    readme = (styles_folder() / "my-way" / "README.md").read_text()
    assert "picture 2" in readme and "| rank | 2 |" in readme
    steps = [(heard.step, heard.steps) for heard in listener.heard if "learning" in heard.note]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert listener.heard[-1].loss is not None
    assert not (home / "learning" / "my-way").exists()
    with pytest.raises(TrainingProblem, match="There is a style my-way already"):
        learn(_lesson(recordings, ground), listener, listener.stop)


def test_the_look_loads_in_other_programs(learnt):
    """By diffusers' own loader, into its own network, and with its own effect."""
    path = learnt / "spatial.safetensors"
    unet: UNet2DConditionModel = plain_unet(BASE)
    sample, text = torch.randn(1, 4, 16, 16), torch.randn(1, 77, 16)
    with torch.no_grad():
        without = unet(sample, torch.tensor(500), text, return_dict=False)[0]
        unet.load_lora_adapter(load_file(path), prefix="unet")
        adapted = unet(sample, torch.tensor(500), text, return_dict=False)[0]
    assert not torch.equal(without, adapted)
    state = unet.state_dict()
    for name, low in read_lora(path).layers.items():
        layer = name.removeprefix("unet.")
        down = next(state[key] for key in state if key.startswith(f"{layer}.lora_A."))
        torch.testing.assert_close(down.float(), low.down.float())


def test_the_process_loads_in_animatediff(learnt):
    from diffusers.models.unets.unet_motion_model import UNetMotionModel

    path = learnt / "temporal.safetensors"
    unet = UNetMotionModel(
        **BASE.shared_options,
        num_attention_heads=BASE.heads,
        motion_max_seq_length=24,
        motion_num_attention_heads=8,
        use_motion_mid_block=False,
    )
    unet.load_lora_adapter(load_file(path), prefix="unet")
    placed = {key for key in unet.state_dict() if ".lora_A." in key or ".lora_B." in key}
    assert len(placed) == len(load_file(path))


def test_what_is_stopped_is_kept_and_goes_on(recordings, ground, home):
    stopping = Listener(stop_after=1, note="learning the look")
    sentence = learn(_lesson(recordings, ground), stopping, stopping.stop)
    assert sentence.startswith("Stopped: what is learnt so far")
    assert [path.name for path in own_style("my-way").loras] == ["spatial.safetensors"]
    assert "stopped before its end" in (styles_folder() / "my-way" / "README.md").read_text()
    listener = Listener()
    for change in ({"rank": 4}, {"seed": 1}, {"recordings": (recordings / "picture 0",)}):
        (name,) = change
        with pytest.raises(TrainingProblem, match=rf"under way with other settings \({name}\)"):
            learn(replace(_lesson(recordings, ground), **change), listener, listener.stop)
    assert learn(_lesson(recordings, ground), listener, listener.stop).startswith("The style")
    assert not any("importing" in heard.note for heard in listener.heard)
    assert len(own_style("my-way").loras) == 2


def test_too_few_recordings(recordings, ground, tmp_path, home):
    few = tmp_path / "few"
    few.mkdir()
    _paint(few / "one", 1)
    _paint(few / "short", 2, strokes=3)
    listener = Listener()
    with pytest.raises(TrainingProblem, match=r"give 1 sequences, and 3 are the least.*Left out"):
        learn(_lesson(few, ground), listener, listener.stop)
    # the next try must look at what has been added
    for number in range(3, 5):
        _paint(few / f"more {number}", number)
    assert learn(_lesson(few, ground), listener, listener.stop).startswith("The style")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "../other"}, "no name for a style"),
        ({"name": "character"}, "the name of a published style"),
        ({"ground": Ground("unknown")}, "no published style 'unknown'"),
        ({"ground": Ground("own")}, "name the base model and the motion module"),
        ({"ground": Ground("own", "/nowhere", "/nowhere/motion")}, "/nowhere/unet is not there"),
        ({"recordings": (Path("/nowhere"),)}, "/nowhere does not exist"),
        ({"memory_budget": 0.5, "size": 512}, "more than the 0.5 GB"),
    ],
)
def test_bad_orders_are_told(changes, words, recordings, ground):
    listener = Listener()
    with pytest.raises(TrainingProblem, match=words):
        learn(replace(_lesson(recordings, ground), **changes), listener, listener.stop)
    assert own_style_names() == ()


def test_a_full_disk_loses_nothing(recordings, ground, monkeypatch):
    listener = Listener()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(style_folder.shutil, "copyfile", full)
        with pytest.raises(TrainingProblem, match="the disk is full") as told:
            learn(_lesson(recordings, ground), listener, listener.stop)
        assert told.value.code == "disk-full"
    assert own_style_names() == ()
    again = Listener()
    assert learn(_lesson(recordings, ground), again, again.stop).startswith("The style")
    assert not any("learning" in heard.note for heard in again.heard), "it was all learnt already"


def test_settings_fit_the_memory():
    weights = round(3.5 * GB)
    assert fitting(weights, 8, 24 * GB, 2) == Fit(512, checkpointing=False)
    assert fitting(weights, 8, 12 * GB, 2) == Fit(512, checkpointing=True)
    assert fitting(weights, 8, 8 * GB, 2).size < 512
    assert fitting(weights, 8, 24 * GB, 4).checkpointing
    with pytest.raises(TrainingProblem):
        fitting(weights, 8, 4 * GB, 2)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        '{"name": "x"}',
        '{"name": "x", "recordings": []}',
        '{"name": "x", "recordings": [1]}',
        '{"name": "x", "recordings": ["/a"], "steps": true}',
        '{"name": "x", "recordings": ["/a"], "steps": -1}',
        '{"name": "x", "recordings": ["/a"], "size": 100}',
        '{"name": "x", "recordings": ["/a"], "command": "rm"}',
        "[" * 100_000,
    ],
)
def test_orders_of_no_sense_are_refused(line):
    with pytest.raises(TrainingProblem):
        errand.read_lesson(line)


def test_an_order_is_read():
    lesson = errand.read_lesson(
        '{"name": "x", "recordings": ["/a"], "steps": 5, "device": "cpu", "memory_budget": 6.5}'
    )
    assert lesson == Lesson(
        "x", (Path("/a"),), Ground("character"), steps=5, memory_budget=6.5, on_cpu=True
    )


def test_the_errand_tells_in_json_what_is_missing(recordings, home):
    """As a process: no published model is here, and that is one sentence and exit code 1."""
    order = {"name": "x", "recordings": [str(recordings)], "device": "cpu"}
    done = subprocess.run(
        [sys.executable, "-m", "pentimento_backend.training.errand"],
        input=json.dumps(order) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "HF_HOME": str(home), "HF_HUB_CACHE": str(home)},
    )
    assert done.returncode == 1, done.stderr
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert "Stable Diffusion 1.5" in told["sentence"] and told["code"]
    assert "Traceback" not in done.stdout
