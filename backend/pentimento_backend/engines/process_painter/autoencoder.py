"""From pixels to latents and back, a few pictures at a time.

What is coded lies on the autoencoder's device, in its number format.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

LATENT_SCALE = 0.18215
"""Brings the latents of Stable Diffusion 1.5 to about unit variance."""

PIXELS_PER_LATENT = 8


@torch.inference_mode()
def encode(vae: AutoencoderKL, pixels: torch.Tensor, at_once: int | None = None) -> torch.Tensor:
    """Return the mean latents, float32 (n, 4, h, w), of pixels (n, 3, 8h, 8w), 0..1.

    `at_once`: pictures that are encoded together, None for all.
    """

    def mean(part: torch.Tensor) -> torch.Tensor:
        posterior = vae.encode(part * 2.0 - 1.0, return_dict=False)[0]
        return posterior.mode().float() * LATENT_SCALE

    return _in_parts(mean, pixels, at_once)


@torch.inference_mode()
def decode(vae: AutoencoderKL, latents: torch.Tensor, at_once: int | None = None) -> torch.Tensor:
    """Return pixels, float32 (n, 3, 8h, 8w), 0..1, of latents (n, 4, h, w).

    `at_once`: pictures that are decoded together, None for all.
    """

    def pixels(part: torch.Tensor) -> torch.Tensor:
        signal = part / LATENT_SCALE
        decoded = vae.decode(signal, return_dict=False)[0]  # pyright: ignore[reportArgumentType]
        return (decoded.float() / 2.0 + 0.5).clamp(0.0, 1.0)

    return _in_parts(pixels, latents, at_once)


def frames_of(clip: torch.Tensor) -> torch.Tensor:
    """Return the frames (frames, c, h, w) of one clip (1, c, frames, h, w), ready to decode."""
    return clip[0].transpose(0, 1)


def _in_parts(
    work: Callable[[torch.Tensor], torch.Tensor], whole: torch.Tensor, at_once: int | None
) -> torch.Tensor:
    return torch.cat([work(part) for part in whole.split(at_once or len(whole))])
