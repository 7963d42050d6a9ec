"""DDIM inversion: the noise from which Stable Diffusion would paint a given picture."""

from __future__ import annotations

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim_inverse import DDIMInverseScheduler

from .step_report import OnStep, ignore_step


@torch.inference_mode()
def invert(
    unet: UNet2DConditionModel,
    latents: torch.Tensor,
    empty_prompt: torch.Tensor,
    scheduler: DDIMInverseScheduler,
    on_step: OnStep = ignore_step,
) -> list[torch.Tensor]:
    """Return latents, float32 (n, 4, h, w), after 0, 1, 2, ... steps of inversion.

    The last of them is the noise. `latents` (n, 4, h, w) are those of the given pictures,
    `empty_prompt` (1, tokens, channels) is the embedding of the empty prompt, in the
    network's number format; there is no guidance.
    """
    text = empty_prompt.expand(len(latents), -1, -1)
    levels = scheduler.timesteps.to(latents.device)
    trajectory = [latents.float()]
    for number, timestep in enumerate(scheduler.timesteps.tolist()):
        seen = trajectory[-1].to(text.dtype)
        noise = unet(seen, levels[number], text, return_dict=False)[0].float()
        following = scheduler.step(noise, timestep, trajectory[-1], return_dict=False)[0]
        trajectory.append(following)
        on_step(number + 1, len(levels))
    return trajectory
