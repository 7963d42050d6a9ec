"""Noise levels, timesteps and the sampler are those of the published single-frame stage."""

from __future__ import annotations

import pytest
import torch

from pentimento_backend.engines.paints_undo.single_frame.sampling import (
    Conditions,
    Guidance,
    NoisePredictor,
    draw_noise,
    sample,
)
from pentimento_backend.engines.paints_undo.single_frame.schedule import (
    karras_sigmas,
    nearest_timesteps,
    sampler_steps,
    training_sigmas,
)

from .paints_undo_goldens import INFORMATIVE, Golden, assert_close, goldens

EXACT = 1e-5


@pytest.mark.parametrize("golden", goldens("kdiff_schedule"))
def test_noise_levels(golden: Golden):
    tensors = golden.tensors()
    assert_close(training_sigmas(), tensors["sigmas"], EXACT)
    assert_close(training_sigmas().log(), tensors["log_sigmas"], EXACT)
    schedules = [name for name in tensors if name.startswith("karras_")]
    assert schedules
    for name in schedules:
        steps, _, strength = name.removeprefix("karras_").partition("_strength_")
        assert_close(karras_sigmas(int(steps), float(strength or 1)), tensors[name], EXACT)


@pytest.mark.parametrize("golden", goldens("kdiff_schedule"))
def test_timesteps(golden: Golden):
    tensors = golden.tensors()
    assert torch.equal(nearest_timesteps(tensors["query_sigma"]), tensors["query_timestep"])
    counts = [name for name in tensors if name.startswith("timestep_fp32_")]
    assert counts
    for name in counts:
        made = [step.timestep for step in sampler_steps(int(name.rsplit("_", 1)[1]))]
        assert made == tensors[name].tolist()


def toy(
    latents: torch.Tensor,
    condition: torch.Tensor,
    timestep: torch.Tensor,
    text: torch.Tensor,
    operation_steps: torch.Tensor,
) -> torch.Tensor:
    """Predict noise by the formula in the goldens' metadata."""
    steps = torch.sin(operation_steps / 100)[:, None, None, None]
    words = text.mean(dim=(1, 2))[:, None, None, None]
    return (
        0.5 * torch.tanh(latents)
        + 0.3 * (timestep / 1000) * latents
        + 0.2 * condition
        + 0.05 * steps
        + words
    )


class Recorded:
    """A noise predictor that keeps what it was shown."""

    def __init__(self) -> None:
        self.timesteps: list[int] = []
        self.sizes: list[int] = []

    def __call__(
        self,
        latents: torch.Tensor,
        condition: torch.Tensor,
        timestep: torch.Tensor,
        text: torch.Tensor,
        operation_steps: torch.Tensor,
    ) -> torch.Tensor:
        self.timesteps.append(int(timestep))
        self.sizes.append(len(latents))
        return toy(latents, condition, timestep, text, operation_steps)


def sampled(golden: Golden, predict: NoisePredictor, batched: bool) -> torch.Tensor:
    tensors, params = golden.tensors(), golden.meta["params"]
    return sample(
        predict,
        Conditions(
            tensors["concat"],
            tensors["prompt_embeds"],
            tensors["negative_prompt_embeds"],
            tensors["coded"].tolist(),
        ),
        tensors["noise"],
        steps=params["steps"],
        guidance=Guidance(params["cfg"], batched),
        strength=params["strength"],
        initial=tensors["initial_latent"],
    )


@pytest.mark.parametrize("batched", [True, False], ids=["batched", "in-turn"])
@pytest.mark.parametrize("golden", goldens("kdiff_toy"))
def test_the_sampler(golden: Golden, batched: bool):
    tensors = golden.tensors()
    if tensors["out"].dtype in INFORMATIVE:
        pytest.skip("half precision depends on the order of roundings")
    predict = Recorded()
    assert_close(sampled(golden, predict, batched), tensors["out"], EXACT)
    passes = 1 if batched or golden.meta["params"]["cfg"] == 1.0 else 2
    assert predict.timesteps[::passes] == tensors["timesteps"].tolist()
    assert len(predict.timesteps) == passes * len(tensors["timesteps"])


PICTURE = torch.linspace(-1, 1, 4 * 6 * 8).reshape(1, 4, 6, 8)


def conditions(*operation_steps: int) -> Conditions:
    return Conditions(PICTURE, torch.ones(1, 5, 6), -torch.ones(1, 5, 6), operation_steps)


def test_no_guidance_costs_half():
    predict = Recorded()
    noise = draw_noise(1, PICTURE)
    plain = sample(predict, conditions(0, 999), noise, steps=3, guidance=Guidance(1.0))
    assert predict.sizes == [2, 2, 2]
    nearly = sample(toy, conditions(0, 999), noise, steps=3, guidance=Guidance(1.0 + 1e-7))
    assert torch.allclose(plain, nearly, rtol=1e-4, atol=1e-4)


def test_key_states_do_not_depend_on_their_company():
    noise = draw_noise(7, PICTURE)
    together = sample(toy, conditions(0, 400, 999), noise, steps=4)
    alone = sample(toy, conditions(400), noise, steps=4)
    assert torch.allclose(together[1:2], alone, atol=1e-5)
    assert not torch.allclose(together[:1], alone, atol=1e-5)


def test_one_step_lands_on_the_denoised_latents():
    (only,) = sampler_steps(1)
    assert (only.keep, only.toward, only.before) == (0.0, 1.0, 0.0)


def test_progress_is_told_and_may_cancel():
    told: list[tuple[int, int]] = []
    sample(
        toy,
        conditions(5),
        draw_noise(1, PICTURE),
        steps=3,
        on_step=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]

    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    predict = Recorded()
    with pytest.raises(Cancelled):
        sample(predict, conditions(5), draw_noise(1, PICTURE), steps=3, on_step=cancel)
    assert len(predict.timesteps) == 1


@pytest.mark.parametrize("steps", [(-1,), (0, 1000), ()])
def test_operation_steps_that_do_not_exist(steps: tuple[int, ...]):
    with pytest.raises(ValueError, match="peration step"):
        sample(toy, conditions(*steps), draw_noise(1, PICTURE), steps=1)


@pytest.mark.parametrize(("steps", "strength"), [(0, 1.0), (3, 0.0), (3, 1.5)])
def test_settings_that_do_not_exist(steps: int, strength: float):
    with pytest.raises(ValueError, match=r"\.$"):
        sample(toy, conditions(5), draw_noise(1, PICTURE), steps=steps, strength=strength)
