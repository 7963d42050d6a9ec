"""Where a library computes the same as our own code, it does so for any sizes and settings.

The golden sets hold the published implementations at sizes of their own; these tests go beyond.
"""

from __future__ import annotations

from functools import cache

import pytest
import torch
from diffusers.models.controlnets.controlnet_sparsectrl import SparseControlNetModel
from diffusers.models.unets.unet_motion_model import UNetMotionModel
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import rescale_noise_cfg
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_dpmsolver_multistep import DPMSolverMultistepScheduler
from hypothesis import given, settings
from hypothesis import strategies as st
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import nn

from pentimento_backend.engines.paints_undo.multi_frame import schedule as zero_terminal
from pentimento_backend.engines.paints_undo.multi_frame.clip_vision import (
    DEVIATION,
    MEAN,
    encode_pictures,
    make_vision_encoder,
)
from pentimento_backend.engines.paints_undo.multi_frame.sampler import guided
from pentimento_backend.engines.paints_undo.single_frame.sampling import (
    Conditions,
    Guidance,
    sample,
)
from pentimento_backend.engines.paints_undo.single_frame.schedule import karras_sigmas
from pentimento_backend.engines.process_painter.architecture import (
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
)
from pentimento_backend.engines.process_painter.low_rank import LowRank
from pentimento_backend.engines.process_painter.networks import MotionUNet, ReferenceNetwork

from .published_ways import DIFFUSERS

SIDES = st.integers(1, 13)
FEW = settings(max_examples=12, deadline=None, derandomize=True)
SOME = settings(max_examples=40, deadline=None, derandomize=True)

ARCHITECTURES = (
    BaseArchitecture(channels=(32, 32, 64, 64), layers=1, text_channels=32, groups=16),
    BaseArchitecture(channels=(16, 32, 32, 48), layers=2, text_channels=24, groups=8),
)


def _noise(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(len(shape)))


@cache
def _unets(base: BaseArchitecture) -> tuple[MotionUNet, UNetMotionModel]:
    torch.manual_seed(1)
    ours = MotionUNet(base, MotionArchitecture(frames=24), DIFFUSERS).eval()
    for weight in ours.parameters():
        nn.init.normal_(weight, std=0.1)
    stock = UNetMotionModel(
        **base.shared_options, motion_max_seq_length=24, use_motion_mid_block=False
    ).eval()
    stock.load_state_dict(ours.state_dict())
    return ours, stock


@cache
def _references(base: BaseArchitecture) -> tuple[ReferenceNetwork, SparseControlNetModel]:
    torch.manual_seed(1)
    architecture = ReferenceArchitecture(base, MotionArchitecture(frames=32, attentions=1))
    ours = ReferenceNetwork(architecture, DIFFUSERS).eval()
    for weight in ours.parameters():
        nn.init.normal_(weight, std=0.1)
    stock = SparseControlNetModel(**base.shared_options).eval()
    stock.load_state_dict(ours.state_dict())
    return ours, stock


@FEW
@given(
    base=st.sampled_from(ARCHITECTURES),
    clips=st.integers(1, 2),
    frames=st.integers(1, 24),
    height=SIDES,
    width=SIDES,
    tokens=st.integers(1, 9),
    timesteps=st.lists(st.integers(0, 999), min_size=2, max_size=2),
    data=st.data(),
)
def test_networks_at_any_size(base, clips, frames, height, width, tokens, timesteps, data):
    latents, text = (
        _noise(clips, 4, frames, height, width),
        _noise(clips * frames, tokens, base.text_channels),
    )
    inputs = (latents, torch.tensor(timesteps[:clips]), text)
    given_frames = data.draw(st.sets(st.integers(0, frames - 1)))
    mask = torch.zeros(clips, 1, frames, height, width)
    mask[:, :, sorted(given_frames)] = 1.0
    condition = {
        "controlnet_cond": latents.flip(0) * mask,
        "conditioning_mask": mask,
        "conditioning_scale": data.draw(st.sampled_from([0.0, 0.7, 1.0, 2.0])),
        "return_dict": False,
    }
    (ours, stock), (our_reference, stock_reference) = _unets(base), _references(base)
    with torch.inference_mode():
        down, mid = our_reference(*inputs, **condition)
        expected_down, expected_mid = stock_reference(*inputs, **condition)
        assert all(map(torch.equal, (*down, mid), (*expected_down, expected_mid)))
        residuals = {
            "down_block_additional_residuals": tuple(down),
            "mid_block_additional_residual": mid,
        }
        for extra in ({}, residuals):
            (got,) = ours(*inputs, **extra, return_dict=False)
            (expected,) = stock(*inputs, **extra, return_dict=False)
            assert torch.equal(got, expected)


@SOME
@given(
    rank=st.integers(1, 6),
    alpha=st.floats(0.1, 32.0),
    inputs=st.integers(1, 12),
    outputs=st.integers(1, 12),
    kernel=st.sampled_from([0, 1, 3]),
)
def test_a_lora_is_merged_as_peft_merges_it(rank, alpha, inputs, outputs, kernel):
    layer = nn.Conv2d(inputs, outputs, kernel) if kernel else nn.Linear(inputs, outputs)
    plain = layer.weight.detach().clone()
    network = nn.ModuleDict({"layer": layer})
    config = LoraConfig(r=rank, lora_alpha=alpha, target_modules=["layer"], init_lora_weights=False)
    inject_adapter_in_model(config, network)
    adapted = network["layer"]
    assert isinstance(adapted, LoraLayer)
    low = LowRank(
        adapted.lora_A["default"].weight.detach(),
        adapted.lora_B["default"].weight.detach(),
        alpha / rank,
    )
    adapted.merge()
    torch.testing.assert_close(
        low.added_to(plain, 1.0), adapted.get_base_layer().weight.detach(), rtol=1e-4, atol=1e-5
    )


def _toy(latents, condition, timestep, text, operation_steps):
    """Predict noise, whatever the timestep: those of the library are not whole."""
    return 0.6 * latents.tanh() + 0.1 * condition


@SOME
@pytest.mark.filterwarnings("ignore::DeprecationWarning:diffusers")
@given(steps=st.integers(1, 80), height=SIDES, width=SIDES)
def test_the_sampler_of_key_states_is_dpm_solver(steps, height, width):
    picture, noise = _noise(1, 4, height, width), _noise(1, 4, height, width) * 0.9
    ours = sample(
        _toy,
        Conditions(picture, torch.zeros(1, 1, 1), torch.zeros(1, 1, 1), (5,)),
        noise,
        steps=steps,
        guidance=Guidance(1.0),
    )
    library = DPMSolverMultistepScheduler(
        beta_schedule="linear", beta_start=0.00085, beta_end=0.020, use_karras_sigmas=True
    )
    library.set_timesteps(steps)
    torch.testing.assert_close(library.sigmas, karras_sigmas(steps), rtol=1e-4, atol=1e-5)
    highest = float(library.sigmas[0])
    latents = noise * highest / (1.0 + highest**2) ** 0.5
    for timestep in library.timesteps:
        predicted = _toy(latents, picture, timestep, None, None)
        latents = library.step(predicted, timestep, latents).prev_sample
    torch.testing.assert_close(ours, latents, rtol=1e-3, atol=1e-3)


def test_zero_terminal_timesteps_are_trailing_ones():
    """The library has, as the published program, one too many for some numbers of steps."""
    library = _zero_terminal_ddim()
    for steps in range(1, 1001):
        library.set_timesteps(steps)
        assert zero_terminal.timesteps(steps) == library.timesteps.tolist()[:steps], steps


@pytest.mark.parametrize("steps", [2, 5, 10, 50, 125, 1000])
def test_zero_terminal_steps_are_those_of_ancestral_ddim(steps):
    """For divisors of 1000, of which the library finds the timestep after each.

    The first step is left out: rounding may leave the library the root of a negative number there.
    """
    library = _zero_terminal_ddim()
    library.set_timesteps(steps)
    state, velocity, fresh = _noise(4), _noise(4, 1)[:, 0], _noise(4, 1, 1)[:, 0, 0]
    for step in zero_terminal.schedule(steps)[1:]:
        data = step.signal * state - step.spread * velocity
        epsilon = step.signal * velocity + step.spread * state
        got = step.next_signal * data + step.direction * epsilon + step.noise * fresh
        expected = library.step(velocity, step.timestep, state, eta=1.0, variance_noise=fresh)
        torch.testing.assert_close(got, expected.prev_sample.to(got), rtol=1e-3, atol=1e-3)


def _zero_terminal_ddim() -> DDIMScheduler:
    return DDIMScheduler(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        prediction_type="v_prediction",
        clip_sample=False,
        set_alpha_to_one=False,
    )


@SOME
@given(
    guidance=st.floats(1.0, 20.0),
    rescale=st.floats(0.0, 1.0),
    videos=st.integers(1, 3),
    frames=st.integers(1, 5),
    height=SIDES,
    width=SIDES,
)
def test_guidance_is_rescaled_as_by_the_library(guidance, rescale, videos, frames, height, width):
    positive = _noise(videos, 4, frames, height, width)
    negative = positive.roll(1, 1) * 0.7 + 0.1
    led = negative + guidance * (positive - negative)
    expected = rescale_noise_cfg(led, positive, guidance_rescale=rescale)
    got = guided(positive, negative, guidance, rescale)
    torch.testing.assert_close(got, expected, rtol=1e-4, atol=1e-4)


@FEW
@given(
    layers=st.integers(1, 3),
    heads=st.sampled_from([1, 2, 4]),
    side=st.integers(1, 6),
    patch=st.sampled_from([4, 14]),
    pictures=st.integers(1, 3),
)
def test_square_pictures_are_seen_as_by_clip_itself(layers, heads, side, patch, pictures):
    torch.manual_seed(2)
    vision = make_vision_encoder(
        {
            "hidden_size": 16,
            "intermediate_size": 32,
            "projection_dim": 8,
            "num_hidden_layers": layers,
            "num_attention_heads": heads,
            "image_size": side * patch,
            "patch_size": patch,
            "hidden_act": "gelu",
        }
    ).eval()
    signal = _noise(pictures, 3, side * patch, side * patch).clamp(-1, 1)
    mean, deviation = (torch.tensor(values).view(3, 1, 1) for values in (MEAN, DEVIATION))
    with torch.inference_mode():
        expected = vision.vision_model((signal / 2 + 0.5 - mean) / deviation).last_hidden_state
    torch.testing.assert_close(encode_pictures(vision, signal), expected, rtol=1e-3, atol=1e-3)
