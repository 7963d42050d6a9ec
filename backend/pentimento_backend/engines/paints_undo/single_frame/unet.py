"""The U-Net that predicts the noise in a key state, told the finished picture and the step.

A Stable Diffusion 1.5 U-Net that sees the condition latent beside the noisy one, and whose time
embedding has that of the operation step added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from diffusers.models.embeddings import TimestepEmbedding, get_timestep_embedding
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel

from ....models.weights import Weights, build, lay_channels_last

ARCHITECTURE = (
    "sample_size",
    "in_channels",
    "out_channels",
    "center_input_sample",
    "flip_sin_to_cos",
    "freq_shift",
    "down_block_types",
    "mid_block_type",
    "up_block_types",
    "downsample_padding",
    "mid_block_scale_factor",
    "block_out_channels",
    "layers_per_block",
    "act_fn",
    "norm_num_groups",
    "norm_eps",
    "cross_attention_dim",
    "transformer_layers_per_block",
    "attention_head_dim",
    "use_linear_projection",
    "upcast_attention",
    "time_embedding_dim",
)
"""What is taken from a U-Net's configuration; the rest belongs to other models."""

STEP_CHANNELS = 256
"""Width of the sinusoid that codes an operation step."""


class KeyframeUNet(UNet2DConditionModel):
    """Noise prediction for a key state; module tree and keys are the published ones."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Make the network of a published configuration, which counts the noisy latent alone."""
        architecture = {name: config[name] for name in ARCHITECTURE if name in config}
        architecture["in_channels"] = 2 * config["in_channels"]
        super().__init__(**architecture)
        width = self.time_embedding.linear_2.out_features
        self.add_embedding = TimestepEmbedding(STEP_CHANNELS, width)

    def get_aug_embed(
        self,
        emb: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        added_cond_kwargs: dict[str, Any],
    ) -> torch.Tensor:
        """Return what the library adds to the time embedding: that of the operation steps."""
        waves = get_timestep_embedding(
            added_cond_kwargs["operation_steps"],
            STEP_CHANNELS,
            flip_sin_to_cos=True,
            downscale_freq_shift=0,
        )
        return self.add_embedding(waves.to(emb.dtype))

    def predict_noise(
        self,
        latents: torch.Tensor,
        condition: torch.Tensor,
        timestep: torch.Tensor,
        text: torch.Tensor,
        operation_steps: torch.Tensor,
    ) -> torch.Tensor:
        """Return the noise (float32) in `latents`, both (n, 4, height / 8, width / 8).

        `condition` are latents of the finished picture, `text` (n, 77, channels) hidden states,
        `operation_steps` (n,) integers 0..999, `timestep` a single integer 0..999.
        """
        dtype = self.conv_in.weight.dtype
        return self(
            torch.cat([latents, condition], dim=1).to(dtype),
            timestep,
            encoder_hidden_states=text.to(dtype),
            added_cond_kwargs={"operation_steps": operation_steps},
        ).sample.float()


def build_unet(config: Mapping[str, Any], weights: Weights, source: object) -> KeyframeUNet:
    """Return the U-Net of a published configuration and weights, laid out channels-last.

    Raises ModelProblem.
    """
    unet = build(lambda: KeyframeUNet(config), weights, source)
    lay_channels_last(unet)
    return unet
