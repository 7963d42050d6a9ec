"""Sampling of a clip, from noise to latents, without ever waiting for the device."""

from __future__ import annotations

from collections.abc import Callable

import torch

from .conditioning import Hold
from .schedules import Scheduler
from .step_report import OnStep, ignore_step
from .windows import NoisePrediction


@torch.inference_mode()
def sample(
    predict: NoisePrediction,
    noise: torch.Tensor,
    scheduler: Scheduler,
    on_step: OnStep = ignore_step,
    held: Hold | None = None,
    show: Callable[[torch.Tensor], None] | None = None,
) -> torch.Tensor:
    """Return latents, float32 (1, 4, frames, h, w), made from noise of that shape.

    `scheduler` has its timesteps set. What is `held` follows its own way. `show` is given the
    latents that each step expects at the end of the way, of the same shape.
    """
    latents = noise.float()
    levels = scheduler.timesteps.to(noise.device)
    for number, timestep in enumerate(scheduler.timesteps.tolist()):
        if held is not None:
            latents = held.put_into(latents, number)
        predicted = predict(latents, levels[number])
        if show is not None:
            signal = float(scheduler.alphas_cumprod[timestep])
            show((latents - (1.0 - signal) ** 0.5 * predicted) / signal**0.5)
        latents = scheduler.step(predicted, timestep, latents, return_dict=False)[0]
        on_step(number + 1, len(levels))
    return latents if held is None else held.put_into(latents, len(levels))


def seeded_noise(
    seed: int, frames: int, height: int, width: int, device: torch.device
) -> torch.Tensor:
    """Return the noise (1, 4, frames, height, width) of a seed, the same for all devices."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(1, 4, frames, height, width, generator=generator).to(device)
