"""Paints-UNDO on a GPU: the same frames as on the processor, no waiting, memory as planned.

Reduced networks with random weights. What needs a GPU runs with `pytest -m gpu`.
"""

from __future__ import annotations

import copy
import re
from contextlib import closing
from itertools import chain
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from random_models.paints_undo import write_multi_frame, write_single_frame

from pentimento_backend.engines.interface import ProcessRequest
from pentimento_backend.engines.model_work.autoencoder import decode_latents
from pentimento_backend.engines.model_work.previews import Previews
from pentimento_backend.engines.model_work.reckoning import Reckoning
from pentimento_backend.engines.model_work.sheet import Sheet
from pentimento_backend.engines.paints_undo.inbetweens import Inbetweener
from pentimento_backend.engines.paints_undo.keyframes import KeyframePainter
from pentimento_backend.engines.paints_undo.memory_needs import inbetween_stages, keyframe_stages
from pentimento_backend.engines.paints_undo.multi_frame.checkpoint import load_multi_frame
from pentimento_backend.engines.paints_undo.multi_frame.interpolation import sample_between
from pentimento_backend.engines.paints_undo.multi_frame.sampler import seeded_noise
from pentimento_backend.engines.paints_undo.multi_frame.video_vae import (
    decode_latents as decode_video,
)
from pentimento_backend.engines.paints_undo.settings import settings_of
from pentimento_backend.engines.paints_undo.single_frame.checkpoint import load_single_frame
from pentimento_backend.engines.paints_undo.single_frame.sampling import (
    Conditions,
    Guidance,
    draw_noise,
    sample,
)
from pentimento_backend.models.devices import Precision, precision_of
from pentimento_backend.models.memory_plan import PLANS, MemoryPlan, peak_bytes
from pentimento_backend.models.residence import Residence

CPU, GPU, META = torch.device("cpu"), torch.device("cuda"), torch.device("meta")
SINGLE_PRECISION = Precision(torch.float32, torch.float32)
SHEET = Sheet(64, 128, 64, 128)
QUICK = {
    "keyframe_sampling_steps": 3,
    "video_sampling_steps": 3,
    "keyframe_steps": "400, 800, 999",
}

needs_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="no NVIDIA GPU")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return SimpleNamespace(
        single=load_single_frame(write_single_frame(folder / "single")),
        multi=load_multi_frame(write_multi_frame(folder / "multi")),
    )


@pytest.fixture
def full_single_precision():
    """Have the GPU compute with all bits of float32, as the processor does."""
    with torch.backends.cudnn.flags(enabled=True, allow_tf32=False):
        yield


class QuietStudio:
    """Listens to nothing."""

    def progress(self, done, total, note):
        pass

    def check_cancelled(self):
        pass


class StudioOfHaste(QuietStudio):
    """From the first sampling step to the last, whatever waits for the GPU raises."""

    def __init__(self):
        self.steps = 0

    def progress(self, done, total, note):
        step = re.search(r"sampling step (\d+) of (\d+)", note)
        if step:
            self.steps += 1
            torch.cuda.set_sync_debug_mode("default" if step[1] == step[2] else "error")


def _painted(models, plan: MemoryPlan, device, precision: Precision, studio) -> np.ndarray:
    """Return keyframes, then the films between the first three keys."""
    settings = settings_of(ProcessRequest("reconstruct", 128, 64, (), 2, 7, options=QUICK))
    finish = np.full((SHEET.height, SHEET.width, 3), 200, np.uint8)
    finish[20:40, 30:90] = (180, 40, 20)
    reckoning = Reckoning(studio, 1)
    # a preview has to wait for the device: none is ever due
    previews = Previews(studio, SHEET, now=lambda: -1.0)
    with closing(Residence(device, [plan], print)) as residence:
        painter = KeyframePainter(
            models.single, residence, precision, settings, "", reckoning, previews
        )
        keyframes = list(chain.from_iterable(painter.paint(finish, settings.keyframe_steps)))
        inbetweener = Inbetweener(models.multi, residence, precision, settings, reckoning, previews)
        prompts, seen = inbetweener.read_prompts(), inbetweener.see(keyframes)
        films = inbetweener.paint(prompts, seen, [(1, 0), (2, 1)], [5, 6], "")
    return np.concatenate([np.stack(keyframes), *films])


def _keyframe_latents(unet, device) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    picture = torch.randn(1, 4, 8, 16, generator=generator).to(device)
    text = torch.randn(2, 77, unet.config["cross_attention_dim"], generator=generator).to(device)
    conditions = Conditions(picture, text[:1], text[1:], [400, 999])
    noise = draw_noise(3, torch.empty_like(picture, device="cpu")).to(device)
    return sample(unet.predict_noise, conditions, noise, steps=5, guidance=Guidance(3.0))


def _film_latents(unet, device) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    channels = unet.config.context_dim
    text = torch.randn(2, 77, channels, generator=generator).to(device)
    shown = torch.randn(2, 16, 2, channels, generator=generator).to(device)
    known = torch.randn(1, 4, 16, 8, 16, generator=generator).to(device)
    noise = seeded_noise([9], known.shape[1:], CPU, torch.float32)
    return sample_between(
        unet,
        text[:1],
        text[1:],
        shown[:1],
        shown[1:],
        known,
        lambda: noise().to(device),
        steps=5,
        guidance=7.5,
        batched_guidance=True,
    )


@pytest.mark.parametrize("model", ["keyframes", "films"])
def test_paints_undo_sampling_asks_no_value_of_the_device(models, model: str):
    """Meta tensors have no values, so whatever would wait for one raises."""
    if model == "keyframes":
        unet = copy.deepcopy(models.single.unet).to(META, torch.float32)
        assert _keyframe_latents(unet, META).shape == (2, 4, 8, 16)
    else:
        unet = copy.deepcopy(models.multi.unet).to(META, torch.float32)
        assert _film_latents(unet, META).shape == (1, 4, 16, 8, 16)


@pytest.mark.gpu
@needs_gpu
def test_paints_undo_keyframes_are_those_of_the_processor(models, full_single_precision):
    latents, pixels = [], []
    for device in (CPU, GPU):
        unet = copy.deepcopy(models.single.unet).to(device, torch.float32)
        vae = copy.deepcopy(models.single.vae).to(device, torch.float32)
        latents.append(_keyframe_latents(unet, device).cpu())
        pixels.append(decode_latents(vae, latents[0]).cpu())
    torch.testing.assert_close(latents[1], latents[0], atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(pixels[1], pixels[0], atol=1e-3, rtol=1e-3)


@pytest.mark.gpu
@needs_gpu
def test_paints_undo_films_are_those_of_the_processor(models, full_single_precision):
    latents, pixels = [], []
    for device in (CPU, GPU):
        unet = copy.deepcopy(models.multi.unet).to(device, torch.float32)
        vae = copy.deepcopy(models.multi.vae).to(device, torch.float32)
        latents.append(_film_latents(unet, device).cpu())
        pixels.append(decode_video(vae, latents[0].to(device), None, 4).cpu())
    torch.testing.assert_close(latents[1], latents[0], atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(pixels[1], pixels[0], atol=1e-3, rtol=1e-3)


@pytest.mark.gpu
@needs_gpu
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_paints_undo_sampling_never_waits_for_the_gpu(models, plan: MemoryPlan):
    studio = StudioOfHaste()
    try:
        _painted(models, plan, GPU, precision_of(GPU), studio)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    assert studio.steps >= 2 * 3


@pytest.mark.gpu
@needs_gpu
def test_paints_undo_plans_give_the_same_frames_on_a_gpu(models, full_single_precision):
    frames = [
        _painted(models, plan, GPU, SINGLE_PRECISION, QuietStudio()).astype(np.int16)
        for plan in PLANS
    ]
    for others in frames[1:]:
        assert np.abs(others - frames[0]).max() <= 1
    on_processor = _painted(models, PLANS[0], CPU, SINGLE_PRECISION, QuietStudio())
    assert np.abs(on_processor - frames[0]).max() <= 1


@pytest.mark.gpu
@needs_gpu
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_paints_undo_takes_no_more_memory_than_planned(models, plan: MemoryPlan):
    precision = precision_of(GPU)
    stages = [
        *inbetween_stages(models.multi, SHEET, precision),
        *keyframe_stages(models.single, SHEET, precision),
    ]
    _painted(models, plan, GPU, precision, QuietStudio())
    torch.cuda.empty_cache()
    before = torch.cuda.memory_allocated()
    torch.cuda.reset_peak_memory_stats()
    _painted(models, plan, GPU, precision, QuietStudio())
    assert torch.cuda.max_memory_allocated() - before <= peak_bytes(plan, stages)
    assert torch.cuda.memory_allocated() == before
