"""Trains a small autoencoder, from scratch, on pictures: the first part of a model of one's own.

It has the form of Stable Diffusion's (Rombach et al. 2022, "High-Resolution Image Synthesis with
Latent Diffusion Models"): eight times smaller latents of four channels, a slight pull of the
posterior towards the normal distribution; but the pictures are compared by their pixels, edges and
coarse colours alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from ...engines.model_work.autoencoder import LATENT_SCALE, make_autoencoder
from ...engines.process_painter.pictures import to_pictures
from ..parts_files import write_part
from ..pictures import read_picture, to_signal
from ..recipe import Batch
from ..small_words import write_small_words

VAE_PART = "vae"

PULL = 1e-6
"""Weight of the Kullback-Leibler divergence for each latent, as in Stable Diffusion."""
EDGES = 0.3
"""Weight of the difference between neighbouring pixels."""
COARSE = 4.0
"""Weight of the squared difference of 8 x 8 averages; without it, colours come late."""

FIRST_LOG_VARIANCE = -6.0
"""At unit variance, where it would begin by itself, nothing gets through for long."""

SHOWN = 6


def small_autoencoder(width: int) -> dict[str, Any]:
    """Return the configuration of an autoencoder whose first layers have `width` channels."""
    return {
        "in_channels": 3,
        "out_channels": 3,
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "block_out_channels": [width, 2 * width, 4 * width, 4 * width],
        "layers_per_block": 1,
        "latent_channels": 4,
        "norm_num_groups": 1,
        "act_fn": "silu",
        "scaling_factor": LATENT_SCALE,
    }


class Autoencoding(nn.Module):
    """An autoencoder with what it is trained to make small."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae
        assert vae.quant_conv is not None and vae.quant_conv.bias is not None
        nn.init.constant_(vae.quant_conv.bias[vae.config["latent_channels"] :], FIRST_LOG_VARIANCE)

    def forward(self, signal: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """Return the loss for pictures (n, 3, h, w), -1..1; `noise` is of the latents' shape."""
        (posterior,) = self.vae.encode(signal, return_dict=False)
        latents = posterior.mean + posterior.std * noise
        found = decoded(self.vae, latents)
        difference = found - signal
        edges = difference.diff(dim=-1).abs().mean() + difference.diff(dim=-2).abs().mean()
        coarse = functional.avg_pool2d(difference, 8).square().mean()
        pull = posterior.kl().mean()
        return difference.abs().mean() + EDGES * edges + COARSE * coarse + PULL * pull


def decoded(vae: AutoencoderKL, latents: torch.Tensor) -> torch.Tensor:
    """Return the signal of latents, ready for gradients."""
    return vae.decode(latents, return_dict=False)[0]  # pyright: ignore[reportArgumentType]


@dataclass
class AutoencoderRecipe:
    """Learns from square cuttings of `side` pixels of pictures whose short side is `short_side`."""

    paths: Sequence[Path]
    held_out_paths: Sequence[Path]
    width: int
    side: int
    short_side: int
    name: str = "autoencoder"
    network: Autoencoding = field(init=False)

    def __post_init__(self) -> None:
        self.network = Autoencoding(make_autoencoder(small_autoencoder(self.width)))
        self._device = torch.device("cpu")
        self._pictures: dict[Path, NDArray[np.uint8]] = {}

    @property
    def count(self) -> int:
        return len(self.paths)

    @property
    def held_out(self) -> int:
        return len(self.held_out_paths)

    def place(self, device: torch.device) -> None:
        self._device = device

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        paths = self.held_out_paths if batch.held_out else self.paths
        cuttings = [self._cutting(paths[item], batch.generator) for item in batch.items]
        signal, side = torch.stack(cuttings), self.side // 8
        noise = torch.randn(len(cuttings), 4, side, side, generator=batch.generator)
        return network(signal.to(self._device), noise.to(self._device))

    def preview(self) -> NDArray[np.uint8] | None:
        """Return pictures, above, and below what comes back of them."""
        shown = self.held_out_paths[:SHOWN] or self.paths[:SHOWN]
        corner = slice(0, self.short_side)
        signal = torch.stack([to_signal(self._read(path)[corner, corner]) for path in shown])
        with torch.inference_mode():
            posterior = self.network.vae.encode(signal.to(self._device), return_dict=False)[0]
            found = decoded(self.network.vae, posterior.mode())
        rows = [torch.cat(list(row), dim=2) for row in (signal, found.cpu())]
        return to_pictures(torch.cat(rows, dim=1)[None])[0]

    def keep(self, folder: Path) -> None:
        """Write the autoencoder in diffusers' layout, its latents brought to unit variance.

        Beside it come a tokenizer and a text encoder, which make the folder a base for `whole`.
        """
        vae = make_autoencoder(self.network.vae.config)
        vae.load_state_dict(self.network.vae.state_dict())
        self._scale_latents(vae)
        write_part(folder / VAE_PART, small_autoencoder(self.width), vae)
        write_small_words(folder)

    @torch.no_grad()
    def _scale_latents(self, vae: AutoencoderKL) -> None:
        """Let LATENT_SCALE bring the latents to mean 0 and variance 1, as the engines expect."""
        corner = slice(0, self.short_side)
        means = []
        for path in self.paths[:: max(1, len(self.paths) // 64)]:
            signal = to_signal(self._read(path)[corner, corner])[None]
            means.append(vae.encode(signal, return_dict=False)[0].mode().transpose(0, 1).flatten(1))
        latents = torch.cat(means, dim=1)
        scale = 1.0 / (LATENT_SCALE * latents.std(dim=1))
        shift = -latents.mean(dim=1) * scale
        into, out = vae.quant_conv, vae.post_quant_conv
        assert into is not None and into.bias is not None
        assert out is not None and out.bias is not None
        channels = len(scale)
        into.weight[:channels] *= scale.view(-1, 1, 1, 1)
        into.bias[:channels] = into.bias[:channels] * scale + shift
        into.bias[channels:] += 2.0 * scale.log()
        out.bias -= (out.weight[:, :, 0, 0] / scale) @ shift
        out.weight /= scale.view(1, -1, 1, 1)

    def _cutting(self, path: Path, generator: torch.Generator) -> torch.Tensor:
        picture = self._read(path)
        top, left, flip = (
            int(torch.randint(0, bound, (), generator=generator))
            for bound in (picture.shape[0] - self.side + 1, picture.shape[1] - self.side + 1, 2)
        )
        cutting = picture[top : top + self.side, left : left + self.side]
        return to_signal(cutting[:, ::-1] if flip else cutting)

    def _read(self, path: Path) -> NDArray[np.uint8]:
        if path not in self._pictures:
            self._pictures[path] = read_picture(path, self.short_side)
        return self._pictures[path]
