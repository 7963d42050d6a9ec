"""The Paints-UNDO engine end to end on the processor, with reduced random models.

What such models paint means nothing; that the frames are those of the request, the same under every
memory plan, and that nothing goes wrong without a sentence, is what these tests hold.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from random_models.paints_undo import write_multi_frame, write_single_frame

from pentimento_backend.engines.interface import (
    Cancelled,
    Given,
    ProcessRequest,
    UnpaintableRequest,
)
from pentimento_backend.engines.model_work import workplace
from pentimento_backend.engines.paints_undo.engine import PaintsUndoEngine
from pentimento_backend.engines.paints_undo.info import MULTI_FRAME, SINGLE_FRAME
from pentimento_backend.models.memory_plan import PLANS
from pentimento_backend.models.problem import ModelProblem

from .atelier import Atelier

QUICK = {
    "keyframe_size": 256,
    "inbetween_size": 128,
    "keyframe_sampling_steps": 2,
    "video_sampling_steps": 2,
    "keyframe_steps": "999",
    "prompt": "a red square",
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("models")
    return {
        SINGLE_FRAME: write_single_frame(folder / "single"),
        MULTI_FRAME: write_multi_frame(folder / "multi"),
    }


@pytest.fixture
def atelier(folders) -> Atelier:
    return Atelier(folders)


@pytest.fixture(scope="module")
def engine() -> PaintsUndoEngine:
    return PaintsUndoEngine()


def _canvas(shade: int = 40) -> np.ndarray:
    canvas = np.full((90, 120, 4), 255, np.uint8)
    canvas[20:60, 30:90, :3] = (200, shade, 30)
    return canvas


def _reconstruct(frames: int, **options) -> ProcessRequest:
    givens = (Given(0, _canvas()),)
    return ProcessRequest("reconstruct", 120, 90, givens, frames, 7, options={**QUICK, **options})


def _inbetween(frames: int, **options) -> ProcessRequest:
    givens = (Given(0, _canvas()), Given(300, _canvas(80)), Given(800, _canvas(160)))
    return ProcessRequest("inbetween", 120, 90, givens, frames, 7, options={**QUICK, **options})


def _images(frames) -> np.ndarray:
    return np.stack([frame.image for frame in frames])


def _steps(frames) -> list[int]:
    return [frame.step for frame in frames]


def test_a_reconstruction_through_keyframes_and_inbetweens(engine, atelier):
    frames = list(engine.paint(_reconstruct(9), atelier))
    steps = _steps(frames)
    assert len(steps) == 9 and steps[0] == 999 and steps == sorted(set(steps), reverse=True)
    assert {frame.stage for frame in frames[:-1]} == {"in-between"}
    assert np.array_equal(frames[-1].image, _canvas()) and frames[-1].origin == "given"
    assert all(frame.image.shape == (90, 120, 4) for frame in frames)
    # while keyframe and film are sampled, and the keyframe itself
    assert len(atelier.previews) >= 3
    assert atelier.kept == {"prompt.txt": b"a red square"}
    assert any("about" in note and "GB" in note for note in atelier.notes)


def test_every_frame_a_keyframe_when_asked(engine, atelier):
    frames = list(engine.paint(_reconstruct(5, inbetweens=False), atelier))
    assert _steps(frames) == [999, 749, 500, 250, 0]
    assert {frame.stage for frame in frames[:-1]} == {"keyframe"}


def test_few_frames_are_keyframes_alone(engine, atelier):
    request = _reconstruct(3, keyframe_steps="500, 999")
    frames = list(engine.paint(request, atelier))
    assert [frame.stage for frame in frames] == ["keyframe", "keyframe", "finish"]


def test_one_frame_is_the_finish(engine, atelier):
    (frame,) = engine.paint(_reconstruct(1), Atelier({}))
    assert np.array_equal(frame.image, _canvas())


def test_an_inbetween_shows_its_givens_exactly(engine, atelier):
    atelier.folders = {MULTI_FRAME: atelier.folders[MULTI_FRAME]}
    frames = {frame.step: frame for frame in engine.paint(_inbetween(8), atelier)}
    assert len(frames) == 8
    for step, shade in ((800, 160), (300, 80), (0, 40)):
        assert np.array_equal(frames[step].image, _canvas(shade))
        assert frames[step].origin == "given"


def test_more_frames_than_a_film_holds_divide_its_ways(engine, atelier):
    givens = (Given(0, _canvas()), Given(800, _canvas(160)))
    request = replace(_inbetween(18, video_sampling_steps=1), givens=givens)
    frames = list(engine.paint(request, atelier))
    assert len(frames) == 18 and len(set(_steps(frames))) == 18
    assert any(note.startswith("dividing") for note in atelier.notes)


def test_the_same_seed_gives_the_same_frames_and_another_one_others(engine, atelier):
    request = _reconstruct(5, inbetweens=False)
    first = _images(engine.paint(request, atelier))
    assert np.array_equal(first, _images(engine.paint(request, atelier)))
    assert not np.array_equal(first, _images(engine.paint(replace(request, seed=8), atelier)))


@pytest.mark.parametrize("request_of", [_reconstruct, _inbetween])
def test_a_resumed_process_goes_on_with_the_same_frames(engine, atelier, request_of):
    request = request_of(6)
    whole = list(engine.paint(request, atelier))
    rest = list(engine.paint(replace(request, first_frame=3), atelier))
    assert _steps(rest) == _steps(whole)[3:]
    assert np.abs(_images(rest).astype(int) - _images(whole[3:])).max() <= 1


@pytest.mark.parametrize("request_of", [_reconstruct, _inbetween])
def test_all_memory_plans_give_the_same_frames(engine, atelier, request_of, monkeypatch):
    results = []
    for plan in PLANS:
        monkeypatch.setattr(workplace, "affordable", lambda stages, budget, plan=plan: (plan,))
        request = request_of(4, video_sampling_steps=1)
        results.append(_images(engine.paint(request, atelier)).astype(int))
        assert any(note.startswith(plan.name) for note in atelier.notes)
    for result in results[1:]:
        assert np.abs(result - results[0]).max() <= 2


def test_memory_that_runs_out_costs_time_not_frames(engine, atelier, monkeypatch):
    """Running out is simulated: what the network is given at once is limited."""
    wanted = _images(engine.paint(_reconstruct(4, inbetweens=False), atelier)).astype(int)
    unet = engine._single[1].unet
    forward = unet.forward

    def limited(sample, *args, **kwargs):
        if len(sample) > 1:
            raise torch.OutOfMemoryError("simulated")
        return forward(sample, *args, **kwargs)

    monkeypatch.setattr(unet, "forward", limited)
    got = _images(engine.paint(_reconstruct(4, inbetweens=False), atelier))
    assert np.abs(got - wanted).max() <= 2
    assert any("memory ran out" in note for note in atelier.notes)


def test_too_small_a_budget_is_told_beforehand(engine, atelier):
    with pytest.raises(ModelProblem, match=r"at least .* GB of memory.*raise the memory budget"):
        list(engine.paint(_reconstruct(9, memory_budget=0.001), atelier))


@pytest.mark.parametrize("patience", [1, 3, 40, 200, 700])
def test_cancelling_at_any_moment_leaves_nothing_on_the_device(engine, atelier, patience):
    atelier.patience = patience
    with pytest.raises(Cancelled):
        list(engine.paint(_reconstruct(9), atelier))
    for module in (engine._single[1].unet, engine._multi[1].unet, engine._multi[1].vae):
        assert {tensor.dtype for tensor in module.parameters()} == {torch.float16}
        assert not any(layer._forward_pre_hooks for layer in module.modules())


def test_without_prompt_and_tagger_the_painter_is_told(engine, atelier):
    list(engine.paint(_reconstruct(2, prompt=""), atelier))
    assert "no tagger is here: the prompt stays empty" in atelier.notes
    assert atelier.kept["prompt.txt"] == b""


def test_what_a_long_prompt_loses_is_told(engine, atelier):
    list(engine.paint(_reconstruct(2, prompt="red " * 40 + "last words"), atelier))
    assert any("too long, left out: red red" in note for note in atelier.notes)


def test_a_missing_model_is_named(engine):
    with pytest.raises(ModelProblem, match=SINGLE_FRAME):
        list(engine.paint(_reconstruct(9), Atelier({})))


def test_a_truncated_model_is_told_in_a_sentence(folders, tmp_path):
    folder = tmp_path / "single"
    shutil.copytree(folders[SINGLE_FRAME], folder)
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    atelier = Atelier({**folders, SINGLE_FRAME: folder})
    with pytest.raises(ModelProblem, match="damaged or incomplete: download the model again"):
        list(PaintsUndoEngine().paint(_reconstruct(2), atelier))


def test_another_model_is_told_in_a_sentence(folders):
    atelier = Atelier({SINGLE_FRAME: folders[MULTI_FRAME], MULTI_FRAME: folders[MULTI_FRAME]})
    with pytest.raises(ModelProblem):
        list(PaintsUndoEngine().paint(_reconstruct(2), atelier))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"task": "imagine"}, "cannot imagine"),
        ({"givens": ()}, "exactly one whole canvas"),
        ({"givens": (Given(5, _canvas()),)}, "exactly one whole canvas"),
        ({"givens": (Given(0, _canvas()[:50]),)}, "120 x 90"),
        ({"first_frame": 9}, "no frame 9"),
        ({"options": {**QUICK, "keyframe_steps": "0, 1200"}}, "whole numbers from 1 to 999"),
    ],
)
def test_what_cannot_be_answered_is_refused(engine, atelier, change, sentence):
    with pytest.raises(UnpaintableRequest, match=sentence):
        list(engine.paint(replace(_reconstruct(9), **change), atelier))


def test_a_very_long_strip_is_refused(engine, atelier):
    canvas = np.full((30, 900, 4), 255, np.uint8)
    request = replace(_reconstruct(9), width=900, height=30, givens=(Given(0, canvas),))
    with pytest.raises(UnpaintableRequest, match="too thin"):
        list(engine.paint(request, atelier))
