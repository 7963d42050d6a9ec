"""The autoencoder between pictures and latents: that of Stable Diffusion 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

from ...models.weights import Weights, build

LATENT_SCALE = 0.18215
"""Brings the latents of Stable Diffusion 1 to about unit variance."""

PIXELS_PER_LATENT = 8

ARCHITECTURE = (
    "in_channels",
    "out_channels",
    "down_block_types",
    "up_block_types",
    "block_out_channels",
    "layers_per_block",
    "act_fn",
    "latent_channels",
    "norm_num_groups",
)
"""What is taken from an autoencoder's configuration; the rest belongs to other models."""


def make_autoencoder(config: Mapping[str, Any]) -> AutoencoderKL:
    """Return the autoencoder of a published configuration, without its weights."""
    return AutoencoderKL(**{name: config[name] for name in ARCHITECTURE if name in config})


def build_autoencoder(config: Mapping[str, Any], weights: Weights, source: object) -> AutoencoderKL:
    """Return the autoencoder of a published configuration and weights. Raises ModelProblem."""
    return build(lambda: make_autoencoder(config), weights, source)


@torch.inference_mode()
def encode_pictures(vae: AutoencoderKL, pixels: torch.Tensor, at_once: int = 1) -> torch.Tensor:
    """Return the latents (n, 4, height / 8, width / 8), float32, of `pixels`, at their mean.

    `pixels` are (n, 3, height, width), -1..1, and go through the network `at_once` by `at_once`.
    """
    means = []
    for part in pixels.split(at_once):
        (distribution,) = vae.encode(part.to(vae.device, vae.dtype), return_dict=False)
        means.append(distribution.mode().float())
    return torch.cat(means) * LATENT_SCALE


@torch.inference_mode()
def decode_latents(vae: AutoencoderKL, latents: torch.Tensor, at_once: int = 1) -> torch.Tensor:
    """Return the pixels (n, 3, height, width), float32, about -1..1, of `latents`.

    float16 may overflow in this network; bfloat16 does not, and is what was published.
    """
    unscaled = latents.float() / LATENT_SCALE
    pixels = []
    for part in unscaled.split(at_once):
        signal = part.to(vae.device, vae.dtype)
        (decoded,) = vae.decode(signal, return_dict=False)  # pyright: ignore[reportArgumentType]
        pixels.append(decoded.float())
    return torch.cat(pixels)
