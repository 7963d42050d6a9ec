"""The noise schedule of the multi-frame model, which ends in pure noise.

Betas as in Stable Diffusion 2, rescaled to zero terminal signal (Lin et al. 2024, "Common
Diffusion Noise Schedules and Sample Steps Are Flawed"), with the scaled data of DynamiCrafter.
Everything is computed here, on the CPU, before sampling begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import torch
from torch import Tensor

TIMESTEPS = 1000
FIRST_BETA, LAST_BETA = 0.00085, 0.012
DATA_SCALE = 0.7
"""Of the data at high noise; below timestep SCALED_FROM it goes evenly up to 1."""
SCALED_FROM = 400


def alphas_cumprod() -> Tensor:
    """Return the share of signal in the variance, float64 (1000,): 0.99915 at first, 0 at last.

    The values are rounded to float32, as the model was used with.
    """
    betas = torch.linspace(sqrt(FIRST_BETA), sqrt(LAST_BETA), TIMESTEPS, dtype=torch.float64) ** 2
    signal = (1 - betas).cumprod(0).sqrt()
    first, last = signal[0], signal[-1]
    rescaled = (signal - last) * (first / (first - last))
    return (rescaled**2).float().double()


def data_scales() -> Tensor:
    """Return the factor on the data that the network was trained with, float64 (1000,)."""
    falling = torch.linspace(1.0, DATA_SCALE, SCALED_FROM, dtype=torch.float64)
    rest = torch.full((TIMESTEPS - SCALED_FROM,), DATA_SCALE, dtype=torch.float64)
    return torch.cat([falling, rest])


def timesteps(steps: int) -> list[int]:
    """Return `steps` timesteps evenly spaced from 999 down. Raises ValueError.

    Where one lies halfway between two, NumPy's floats decide, as in the published program.
    """
    if not 1 <= steps <= TIMESTEPS:
        raise ValueError(f"{steps} sampling steps: there can be 1 to {TIMESTEPS}.")
    # for some counts the floats end with one more, a timestep of -1
    places = np.arange(TIMESTEPS, 0, -TIMESTEPS / steps)[:steps]
    return (places.round().astype(int) - 1).tolist()


@dataclass(frozen=True)
class Step:
    """One step of sampling: from the state at `timestep` to the next state, that is

    next = next_signal * rescale * data + direction * epsilon + noise * (a fresh draw),

    where the state is signal * data + spread * epsilon.
    """

    timestep: int
    signal: float
    spread: float
    rescale: float
    next_signal: float
    direction: float
    noise: float


def schedule(steps: int, clean_last_step: bool = False) -> list[Step]:
    """Return the steps of ancestral sampling (DDIM, eta 1), the noisiest first.

    The last step leads to timestep 0, whose state still holds noise of deviation 0.029, as the
    published sampler leaves it; with `clean_last_step` it leads to the data themselves. Raises
    ValueError for a number of steps outside 1..1000.
    """
    visited = timesteps(steps)
    alphas, scales = alphas_cumprod().tolist(), data_scales().tolist()
    plan = [
        _step(timestep, alphas[timestep], alphas[after], scales[after] / scales[timestep])
        for timestep, after in zip(visited, [*visited[1:], 0], strict=True)
    ]
    if clean_last_step:
        last = visited[-1]
        plan[-1] = _step(last, alphas[last], 1.0, scales[0] / scales[last])
    return plan


def _step(timestep: int, alpha: float, next_alpha: float, rescale: float) -> Step:
    noise_share = (1 - next_alpha) / (1 - alpha)
    return Step(
        timestep=timestep,
        signal=sqrt(alpha),
        spread=sqrt(1 - alpha),
        rescale=rescale,
        next_signal=sqrt(next_alpha),
        # sqrt(1 - next_alpha - noise**2) in a form that rounding cannot make negative
        direction=sqrt((1 - next_alpha) * noise_share * alpha / next_alpha),
        noise=sqrt(noise_share * (1 - alpha / next_alpha)),
    )
