"""The autoencoder of the multi-frame model: pictures to latents, latents to the frames of a video.

Pictures are encoded one by one; a video is decoded with the features of its first and its last
picture in sight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from ....models.weights import Weights, build
from ...model_work.autoencoder import LATENT_SCALE
from .video_vae_decoder import Decoder
from .video_vae_encoder import Encoder

ONE_STRUCTURE = {"double_z": True, "attn_resolutions": [], "in_channels": 3, "out_ch": 3}
"""Settings of the published constructor that have one value in every checkpoint."""

References = tuple[Tensor, ...]
"""Features of a video's first and last picture, as the decoder takes them: those of each level
and those of the first convolution, each (videos, c, 2, h, w)."""


@dataclass(frozen=True)
class EncodedPictures:
    """Latents (n, 4, h, w) of pictures, scaled for the U-Net, and their features, each (n, c, ...).

    A slice gives some of the pictures.
    """

    latents: Tensor
    features: tuple[Tensor, ...]

    def __getitem__(self, pictures: slice) -> EncodedPictures:
        return EncodedPictures(
            self.latents[pictures], tuple(feature[pictures] for feature in self.features)
        )


class VideoAutoencoder(nn.Module):
    """Encoder and decoder; arguments have their published names.

    `ch` channels at full resolution, times `ch_mult` at each level; `num_res_blocks` in each level
    of the encoder, one more in the decoder.
    """

    def __init__(
        self,
        ch: int,
        ch_mult: Sequence[int],
        num_res_blocks: int,
        z_channels: int,
        in_channels: int = 3,
        out_ch: int = 3,
    ) -> None:
        super().__init__()
        self.encoder = Encoder(in_channels, ch, ch_mult, num_res_blocks, z_channels)
        self.decoder = Decoder(out_ch, ch, ch_mult, num_res_blocks, z_channels)
        self.quant_conv = nn.Conv2d(2 * z_channels, 2 * z_channels, 1)
        # in the checkpoint, but the decoder was trained and is published without it: never applied
        self.post_quant_conv = nn.Conv2d(z_channels, z_channels, 1)

    def encode(self, pictures: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Return moments (n, 8, h, w) of pictures (n, 3, H, W), -1..1, and five features.

        Moments are the means of the latents, unscaled, then the logarithms of their variances.
        Features are those of each level, from full resolution down, then of the first convolution.
        """
        moments, features = self.encoder(pictures)
        return self.quant_conv(moments), features

    def decode(
        self, z: Tensor, references: References | None, frames_at_once: int | None = None
    ) -> Tensor:
        """Return pixels (videos, 3, frames, H, W), about -1..1, of unscaled z (videos, 4, frames,
        h, w).

        `frames_at_once` bounds the memory: so many frames are worked on at a time, with the same
        result; None takes all. Tensors of 16 frames of 320 x 512 in half precision take at most
        4.5 GiB at once, 2.6 GiB with 4 frames at a time, 2.1 GiB with 1, besides the references.
        """
        at_once = z.shape[2] if frames_at_once is None else frames_at_once
        if at_once < 1:
            raise ValueError(f"A video cannot be decoded {at_once} frames at once: take 1 or more.")
        return self.decoder(z.transpose(1, 2), references, at_once).transpose(1, 2)


@torch.inference_mode()
def encode_pictures(vae: VideoAutoencoder, pictures: Tensor) -> EncodedPictures:
    """Return latents and features of pictures (n, 3, height, width), -1..1.

    Height and width must be multiples of 8.
    """
    moments, features = vae.encode(pictures.to(vae.quant_conv.weight))
    return EncodedPictures(moments.chunk(2, dim=1)[0] * LATENT_SCALE, features)


def references_between(first: EncodedPictures, last: EncodedPictures) -> References:
    """Return what the decoder takes for videos that begin with `first` and end with `last`."""
    return tuple(
        torch.stack(pair, dim=2) for pair in zip(first.features, last.features, strict=True)
    )


@torch.inference_mode()
def decode_latents(
    vae: VideoAutoencoder,
    latents: Tensor,
    references: References | None,
    frames_at_once: int | None = None,
) -> Tensor:
    """Return pixels (videos, 3, frames, H, W), about -1..1, of the U-Net's latents (videos, 4,
    frames, h, w); see VideoAutoencoder.decode."""
    z = latents.to(vae.quant_conv.weight) / LATENT_SCALE
    return vae.decode(z, references, frames_at_once)


def build_video_vae(
    config: Mapping[str, Any], weights: Weights, source: object
) -> VideoAutoencoder:
    """Return the video autoencoder of a published configuration and weights.

    Raises ModelProblem, and what `make_video_vae` raises.
    """
    return build(lambda: make_video_vae(config), weights, source)


def make_video_vae(config: Mapping[str, Any]) -> VideoAutoencoder:
    """Return a video autoencoder without its weights.

    Raises ValueError for a structure that no published one has, KeyError for missing sizes.
    """
    for name, value in ONE_STRUCTURE.items():
        if config.get(name, value) != value:
            raise ValueError(f"{name!r} is {config[name]!r} in place of {value!r}")
    sizes = ("ch", "ch_mult", "num_res_blocks", "z_channels")
    return VideoAutoencoder(**{name: config[name] for name in sizes})
