"""What motion modules, reference networks and LoRA are trained to make small."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from torch.nn import functional

from .schedules import MOST_STEPS, PROCESS_PAINTER

HEAVIEST = 100.0
"""Weight of the noisiest levels; see `level_weights`."""


def level_weights(timesteps: torch.Tensor) -> torch.Tensor:
    """Return the weights of noise levels (n,) by which the error of the velocity counts.

    (Salimans and Ho 2022, "Progressive Distillation for Fast Sampling of Diffusion Models".) A
    small error in the noise of the noisiest levels is a large one in the picture: it decides on
    brightness, composition and the order of a process, and without weights it is learnt last.
    """
    kept = _noise_levels().alphas_cumprod.to(timesteps.device)
    return (1.0 / kept[timesteps]).clamp(max=HEAVIEST)


def noise_loss(
    network: Callable[..., Any],
    latents: torch.Tensor,
    noise: torch.Tensor,
    timesteps: torch.Tensor,
    text: torch.Tensor,
    weights: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return the mean squared error of the noise that `network` finds in noisy latents.

    `network` is called as a MotionUNet is, and answers so.
    `latents` and `noise` are (clips, 4, frames, h, w), `timesteps` (clips,): all frames of a clip
    are equally noisy. `text` (clips, tokens, channels), `weights` (clips,), all 1 where None.
    """
    levels = _noise_levels()
    noisy = levels.add_noise(latents, noise, timesteps)  # pyright: ignore[reportArgumentType]
    each_frame = text.repeat_interleave(latents.shape[2], 0)
    found = network(noisy, timesteps, each_frame, return_dict=False)[0]
    if weights is None:
        return functional.mse_loss(found.float(), noise.float())
    errors = functional.mse_loss(found.float(), noise.float(), reduction="none")
    return (weights * errors.flatten(1).mean(dim=1)).mean()


@cache
def _noise_levels() -> DDIMScheduler:
    """Return the levels of training, which each step of it asks for."""
    return PROCESS_PAINTER.sampling(MOST_STEPS)
