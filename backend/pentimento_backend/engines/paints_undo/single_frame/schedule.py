"""Noise levels of the single-frame model, and the coefficients of its sampler.

Noise levels are sigmas in the sense of Karras et al. 2022, "Elucidating the Design Space of
Diffusion-Based Generative Models"; the sampler is DPM-Solver++(2M) of Lu et al. 2022. Everything is
computed before sampling starts, so that the loop itself never waits for a device.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch

TRAINING_STEPS = 1000
RHO = 7.0
"""Curvature of the schedule of Karras et al.: the larger, the more steps at low noise."""


@dataclass(frozen=True)
class SamplerStep:
    """One step: its noise level, the timestep that the network is told, and how it moves on.

    New latents = `keep` · latents + `toward` · denoised + `before` · denoised of the step before.
    """

    sigma: float
    timestep: int
    keep: float
    toward: float
    before: float


@cache
def training_sigmas() -> torch.Tensor:
    """Return the noise levels of the 1000 training timesteps, rising, float32."""
    betas = torch.linspace(0.00085, 0.020, TRAINING_STEPS, dtype=torch.float64)
    signal = (1.0 - betas).cumprod(0).float()
    return ((1.0 - signal) / signal).sqrt()


def karras_sigmas(steps: int, strength: float = 1.0) -> torch.Tensor:
    """Return `steps` falling noise levels and a final 0, float32.

    With a `strength` below 1 they are the end of a longer schedule that begins at less noise.
    """
    known = training_sigmas()
    lowest, highest = known[0] ** (1 / RHO), known[-1] ** (1 / RHO)
    ramp = torch.linspace(0, 1, int(steps / strength))
    sigmas = (highest + ramp * (lowest - highest)) ** RHO
    return torch.cat([sigmas, sigmas.new_zeros(1)])[-steps - 1 :]


def nearest_timesteps(sigmas: torch.Tensor) -> torch.Tensor:
    """Return the training timestep, int64, whose noise level is nearest to each of `sigmas`."""
    distances = sigmas.log()[:, None] - training_sigmas().log()[None, :]
    return distances.abs().argmin(dim=1)


def sampler_steps(steps: int, strength: float = 1.0) -> tuple[SamplerStep, ...]:
    """Return the steps of DPM-Solver++(2M); the first and the last are of first order.

    Raises ValueError for fewer than one step or a strength outside 0..1.
    """
    if steps < 1:
        raise ValueError("Sampling needs one step or more.")
    if not 0.0 < strength <= 1.0:
        raise ValueError("The strength lies between 0 and 1.")
    levels = karras_sigmas(steps, strength)
    timesteps = nearest_timesteps(levels[:-1]).tolist()
    sigmas = levels.double()
    times = -sigmas.log()  # the last is infinite: its step lands on the denoised latents
    lengths = times.diff()
    keep = (sigmas[1:] / sigmas[:-1]).tolist()
    reach = (-torch.expm1(-lengths)).tolist()
    slope = (lengths[1:] / (2.0 * lengths[:-1])).tolist()
    made = []
    for index, (sigma, timestep) in enumerate(zip(sigmas[:-1].tolist(), timesteps, strict=True)):
        second_order = 0 < index < steps - 1
        lead = slope[index - 1] if second_order else 0.0
        toward, before = reach[index] * (1.0 + lead), -reach[index] * lead
        made.append(SamplerStep(sigma, timestep, keep[index], toward, before))
    return tuple(made)
