"""What networks of single pictures are trained to make small, Stable Diffusion's own training."""

from __future__ import annotations

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import nn
from torch.nn import functional

from ..engines.process_painter.schedules import MOST_STEPS, STABLE_DIFFUSION


def still_loss(
    unet: nn.Module | UNet2DConditionModel,
    latents: torch.Tensor,
    noise: torch.Tensor,
    timesteps: torch.Tensor,
    text: torch.Tensor,
) -> torch.Tensor:
    """Return the mean squared error of the noise that `unet` finds in noisy pictures.

    `latents` and `noise` are (n, 4, h, w), `timesteps` (n,), `text` (n, tokens, channels).
    """
    scheduler = STABLE_DIFFUSION.sampling(MOST_STEPS)
    noisy = scheduler.add_noise(latents, noise, timesteps)  # pyright: ignore[reportArgumentType]
    found = unet(noisy, timesteps, text, return_dict=False)[0]
    return functional.mse_loss(found.float(), noise.float())
