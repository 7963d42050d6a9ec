"""Pictures, latents, schedules, conditioning and guidance go the published way."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import torch
from torch import nn

from pentimento_backend.engines.model_work.autoencoder import decode_latents, encode_pictures
from pentimento_backend.engines.process_painter import schedules
from pentimento_backend.engines.process_painter.architecture import BaseArchitecture
from pentimento_backend.engines.process_painter.assembly import assemble_vae
from pentimento_backend.engines.process_painter.base_model import BaseModel
from pentimento_backend.engines.process_painter.conditioning import (
    condition_frames,
    hold_frames,
    replace_noise,
)
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.pictures import cropped_pixels
from pentimento_backend.engines.process_painter.sampler import sample
from pentimento_backend.engines.process_painter.schedules import Schedule
from pentimento_backend.models.memory_plan import PLANS, MemoryPlan
from pentimento_backend.models.residence import Residence

from .process_painter_goldens import (
    Golden,
    assert_close,
    goldens,
    motion_unet,
    published_vae,
    reference_network,
)
from .published_ways import squashed_pixels

HALF_PRECISION = {torch.float16: 2e-2, torch.bfloat16: 1.5e-1}
"""Limits for random weights; guidance multiplies what one forward pass is off by."""


def vae_of(golden: Golden):
    spec = golden.spec
    base = BaseModel(
        source=golden.path,
        architecture=BaseArchitecture(),
        unet={},
        vae=published_vae(golden),
        vae_config=spec["vae"]["config"],
        text={},
        text_config={},
    )
    return assemble_vae(base)


@pytest.mark.parametrize("golden", goldens("preprocess"))
def test_pictures(golden: Golden):
    tensors, size = golden.tensors(), golden.spec["sample_size"]
    for number in range(len(golden.spec["sizes"])):
        picture = tensors[f"image.{number}"].numpy()
        pixels = {
            "arn": cropped_pixels(picture, size, size),
            "inv_fp32": squashed_pixels(picture, size, size, torch.float32),
            "inv_fp16": squashed_pixels(picture, size, size),
        }
        for name, signal in pixels.items():
            assert_close(signal[0] / 2 + 0.5, tensors[f"{name}.{number}"])


@pytest.mark.parametrize("golden", goldens("vae"))
def test_autoencoder(golden: Golden):
    tensors, size = golden.tensors(), golden.spec["px"]
    vae = vae_of(golden)
    pixels = cropped_pixels(tensors["image"].numpy(), size, size)
    latents = encode_pictures(vae, pixels.repeat(3, 1, 1, 1), at_once=2)
    assert len(latents) == 3
    assert_close(latents[:1], tensors["latent_scaled"])
    assert_close(latents[2:], tensors["latent_scaled"])
    decoded = (decode_latents(vae, latents, at_once=2) / 2 + 0.5).clamp(0, 1)
    published = tensors["decoded"]
    in_levels = published if published.min() >= 0 else (published / 2 + 0.5).clamp(0, 1)
    assert_close(decoded[2:], in_levels)


@pytest.mark.parametrize("golden", goldens("cond_assembly"))
def test_given_frames_stay_in_their_slots(golden: Golden):
    spec, tensors = golden.spec, golden.tensors()
    pictures = {int(slot): image for slot, image in spec["frame_received_image"].items()}
    vae, size = vae_of(golden), spec["px"]
    given = {}
    for slot, number in pictures.items():
        pixels = cropped_pixels(tensors[f"image.{number}"].numpy(), size, size)
        given[slot] = encode_pictures(vae, pixels)[0]
        assert_close(given[slot], tensors[f"latent_mean.{number}"])
    conditioning = condition_frames(given, spec["frames"])
    assert_close(conditioning.condition, tensors["controlnet_cond"])
    assert torch.equal(conditioning.mask, tensors["conditioning_mask"])


def test_givens_outside_the_clip_are_refused():
    latents = torch.zeros(4, 2, 2)
    with pytest.raises(ValueError, match="Frame 8 is not among the 8 frames"):
        condition_frames({0: latents, 8: latents}, 8)
    with pytest.raises(ValueError, match="Frame -1 is not"):
        replace_noise(torch.zeros(1, 4, 8, 2, 2), {-1: latents})
    with pytest.raises(ValueError, match="no given frame"):
        condition_frames({}, 8)


@pytest.mark.parametrize("golden", goldens("scheduler"))
def test_schedules(golden: Golden):
    spec, tensors = golden.spec, golden.tensors()
    forth, back = (Schedule.of_config(spec[name]) for name in ("sampling", "inversion"))
    assert_close(
        forth.sampling(10).alphas_cumprod, tensors[f"alphas_cumprod.{forth.beta_schedule}"]
    )
    assert_close(back.sampling(10).alphas_cumprod, tensors[f"alphas_cumprod.{back.beta_schedule}"])
    for name, timesteps in spec["timesteps"].items():
        steps = int(re.sub(r"\D", "", name))
        scheduler = forth.sampling(steps) if name.startswith("ddim") else back.inversion(steps)
        assert scheduler.timesteps.tolist() == timesteps
        states = [tensors["x"]]
        for timestep in timesteps:
            noise = toy_noise(spec["a"], states[-1], timestep)
            states.append(scheduler.step(noise, timestep, states[-1]).prev_sample)
        assert_close(states[-1], tensors[f"{name}.final"])
        for key in tensors:
            if found := re.fullmatch(rf"{name}\.(\d+)", key):
                assert_close(states[int(found[1])], tensors[key])


def toy_noise(factor: float, latents: torch.Tensor, timestep: float | torch.Tensor) -> torch.Tensor:
    wave = torch.sin(torch.as_tensor(0.01 * timestep))
    return factor * latents.tanh() + 0.3 * wave * latents.roll(1, -1)


@pytest.mark.parametrize("golden", goldens("scheduler"))
def test_the_published_schedules_are_ours(golden: Golden):
    assert Schedule.of_config(golden.spec["sampling"]) == schedules.PROCESS_PAINTER
    assert Schedule.of_config(golden.spec["inversion"]) == schedules.STABLE_DIFFUSION


@pytest.mark.parametrize("golden", goldens("scheduler"))
def test_sampler(golden: Golden):
    spec, tensors = golden.spec, golden.tensors()
    for name, timesteps in spec["timesteps"].items():
        if name.startswith("ddim"):
            counts = []
            scheduler = Schedule.of_config(spec["sampling"]).sampling(len(timesteps))
            got = sample(
                lambda latents, timestep, frames=None: toy_noise(spec["a"], latents, timestep),
                tensors["x"],
                scheduler,
                lambda *count, counts=counts: counts.append(count),
            )
            assert_close(got, tensors[f"{name}.final"])
            assert counts == [(done, len(timesteps)) for done in range(1, len(timesteps) + 1)]


def test_a_faster_sampler_is_nearer_to_the_end_of_the_way_in_as_few_steps():
    """Of pictures that are normally distributed, the noise and the end of the way are known."""
    mean, deviation, schedule = 0.4, 0.3, schedules.PROCESS_PAINTER
    start = torch.randn(1, 4, 2, 4, 4, generator=torch.Generator().manual_seed(1))
    signals = schedule.sampling(20).alphas_cumprod

    def predict(latents, timestep, frames=None):
        signal = signals[timestep]
        variance = signal * deviation**2 + 1 - signal
        return (1 - signal) ** 0.5 * (latents - signal**0.5 * mean) / variance

    fast, plain = schedule.fast_sampling(20), schedule.sampling(20)
    assert torch.equal(fast.timesteps, plain.timesteps)
    first = signals[plain.timesteps[0]]
    spread = (first * deviation**2 + 1 - first) ** 0.5
    end = mean + deviation * (start - first**0.5 * mean) / spread
    off = [(sample(predict, start, scheduler) - end).norm() for scheduler in (fast, plain)]
    assert off[0] < 0.6 * off[1]


def test_what_is_expected_is_shown_in_every_step():
    """Of noise that is found exactly, every step expects the latents that it was added to."""
    picture = torch.full((1, 4, 2, 2, 2), 0.7)
    noise = torch.randn(picture.shape, generator=torch.Generator().manual_seed(1))
    scheduler, shown = schedules.PROCESS_PAINTER.sampling(5), []

    def predict(latents, timestep, frames=None):
        signal = scheduler.alphas_cumprod[timestep]
        return (latents - signal**0.5 * picture) / (1 - signal) ** 0.5

    sample(predict, noise, scheduler, show=shown.append)
    assert len(shown) == 5
    for expected in shown:
        torch.testing.assert_close(expected, picture, atol=1e-3, rtol=0)


@pytest.mark.parametrize("steps", [0, 1001])
def test_other_numbers_of_steps_are_refused(steps: int):
    with pytest.raises(ValueError, match="between 1 and 1000"):
        schedules.PROCESS_PAINTER.sampling(steps)
    with pytest.raises(ValueError, match="between 1 and 1000"):
        schedules.PROCESS_PAINTER.inversion(steps)


def test_sampling_can_be_cancelled():
    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise InterruptedError

    calls = []

    def predict(latents, timestep, frames=None):
        calls.append(timestep)
        return latents

    with pytest.raises(InterruptedError):
        sample(predict, torch.zeros(1, 4, 2, 2, 2), schedules.PROCESS_PAINTER.sampling(9), cancel)
    assert len(calls) == 2


def test_held_frames_go_their_own_way():
    """Every step finds the given frame as its inversion left it; in the end it is the picture."""
    steps, seen = 5, []
    trajectory = [torch.full((1, 4, 2, 2), float(step)) for step in range(steps + 1)]

    def predict(latents, timestep, frames=None):
        seen.append(latents[0, 0, 1, 0, 0].item())
        return torch.zeros_like(latents)

    held = hold_frames([1], trajectory)
    noise = torch.randn(1, 4, 3, 2, 2, generator=torch.Generator().manual_seed(1))
    got = sample(predict, noise, schedules.PROCESS_PAINTER.sampling(steps), held=held)
    free = sample(predict, noise, schedules.PROCESS_PAINTER.sampling(steps))
    assert seen[:steps] == [5.0, 4.0, 3.0, 2.0, 1.0]
    assert torch.equal(got[0, :, 1], trajectory[0][0])
    assert torch.equal(got[:, :, [0, 2]], free[:, :, [0, 2]])


@pytest.mark.parametrize("batched", [True, False], ids=["one_pass", "two_passes"])
@pytest.mark.parametrize("golden", goldens("joint_cfg_step"))
def test_guided_noise(golden: Golden, batched: bool):
    spec, tensors = golden.spec, golden.tensors()
    slots = dict(zip(spec["indexes"], tensors["given"][0].transpose(0, 1), strict=True))
    negative, prompt = tensors["encoder_hidden_states"].split(1)
    predict = GuidedNoise(
        unet=motion_unet(golden),
        prompt=prompt,
        negative=negative,
        guidance=spec["guidance"],
        batched_guidance=batched,
        reference=reference_network(golden),
        conditioning=condition_frames(slots, spec["frames"], spec["scale"]),
    )
    timestep = torch.tensor(spec["timestep"])
    with torch.inference_mode():
        assert_close(predict(tensors["sample"], timestep), tensors["noise_pred"])
        for text, name in ((negative, "noise_uncond"), (prompt, "noise_text")):
            assert_close(predict.branch(tensors["sample"], timestep, text), tensors[name])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16], ids=str)
@pytest.mark.parametrize("golden", goldens("joint_cfg_step"))
def test_memory_plans_and_half_precision(golden: Golden, dtype: torch.dtype):
    """Weights that lie in float32 come to the format layer by layer, or all at once: the same."""
    tensors, given = golden.tensors(), golden.tensors()["given"][0].transpose(0, 1)
    slots = dict(zip(golden.spec["indexes"], given, strict=True))
    negative, prompt = tensors["encoder_hidden_states"].to(dtype).split(1)
    networks = nn.ModuleDict({"unet": motion_unet(golden), "reference": reference_network(golden)})
    predict = GuidedNoise(
        unet=networks["unet"],
        prompt=prompt,
        negative=negative,
        guidance=golden.spec["guidance"],
        reference=networks["reference"],
        conditioning=condition_frames(slots, golden.spec["frames"], golden.spec["scale"]),
    )

    def work(plan: MemoryPlan) -> torch.Tensor:
        under_plan = replace(predict, batched_guidance=plan.batched_guidance)
        with torch.inference_mode():
            return under_plan(tensors["sample"], torch.tensor(golden.spec["timestep"]))

    for plan in PLANS:
        residence = Residence(torch.device("cpu"), [plan], lambda _text: None)
        noise = residence.run(networks, dtype, work, by_layer=True)
        residence.close()
        assert noise.dtype == torch.float32
        assert_close(noise, tensors["noise_pred"], HALF_PRECISION[dtype])
    assert networks["unet"].conv_in.weight.dtype == torch.float32
