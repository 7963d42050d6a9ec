"""The Paints-UNDO models with random weights: the published architectures, without a download."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

from pentimento_backend.engines.model_work.autoencoder import (
    build_autoencoder,
    make_autoencoder,
)
from pentimento_backend.engines.model_work.text import build_text_encoder, make_text_encoder
from pentimento_backend.engines.paints_undo.multi_frame.checkpoint import MultiFrameModel
from pentimento_backend.engines.paints_undo.multi_frame.clip_vision import (
    build_vision_encoder,
    make_vision_encoder,
)
from pentimento_backend.engines.paints_undo.multi_frame.resampler import Resampler, build_resampler
from pentimento_backend.engines.paints_undo.multi_frame.unet3d import UNet3D, build_unet3d
from pentimento_backend.engines.paints_undo.multi_frame.unet3d_config import UNet3DConfig
from pentimento_backend.engines.paints_undo.multi_frame.video_vae import (
    build_video_vae,
    make_video_vae,
)
from pentimento_backend.engines.paints_undo.single_frame.checkpoint import SingleFrameModel
from pentimento_backend.engines.paints_undo.single_frame.unet import KeyframeUNet, build_unet
from pentimento_backend.models.weights import Weights

from .random_weights import SOURCE, weights_for, wordless_tokenizer

Config = dict[str, Any]
Part = TypeVar("Part", bound=nn.Module)


@dataclass(frozen=True)
class Architecture:
    """The configurations of all parts of both models."""

    single_text: Config
    single_unet: Config
    single_vae: Config
    multi_text: Config
    vision: Config
    projection: Config
    unet3d: Config
    video_vae: Config


@dataclass(frozen=True, eq=False)
class Models:
    """Both models, in the computer's memory and in the type they are published in."""

    single: SingleFrameModel
    multi: MultiFrameModel


FULL = Architecture(
    single_text={
        "vocab_size": 49408,
        "hidden_size": 768,
        "intermediate_size": 3072,
        "num_hidden_layers": 11,
        "num_attention_heads": 12,
        "max_position_embeddings": 77,
        "hidden_act": "quick_gelu",
        "layer_norm_eps": 1e-5,
    },
    single_unet={
        "in_channels": 4,
        "out_channels": 4,
        "down_block_types": [*["CrossAttnDownBlock2D"] * 3, "DownBlock2D"],
        "up_block_types": ["UpBlock2D", *["CrossAttnUpBlock2D"] * 3],
        "block_out_channels": [320, 640, 1280, 1280],
        "layers_per_block": 2,
        "cross_attention_dim": 768,
        "attention_head_dim": 8,
    },
    single_vae={
        "in_channels": 3,
        "out_channels": 3,
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "block_out_channels": [128, 256, 512, 512],
        "layers_per_block": 2,
        "latent_channels": 4,
        "scaling_factor": 0.18215,
    },
    multi_text={
        "vocab_size": 49408,
        "hidden_size": 1024,
        "intermediate_size": 4096,
        "num_hidden_layers": 23,
        "num_attention_heads": 16,
        "max_position_embeddings": 77,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-5,
    },
    vision={
        "hidden_size": 1280,
        "intermediate_size": 5120,
        "projection_dim": 1024,
        "num_hidden_layers": 32,
        "num_attention_heads": 16,
        "image_size": 224,
        "patch_size": 14,
        "hidden_act": "gelu",
    },
    projection={
        "depth": 4,
        "dim": 1024,
        "dim_head": 64,
        "embedding_dim": 1280,
        "ff_mult": 4,
        "heads": 12,
        "input_frames_length": 2,
        "num_queries": 16,
        "output_dim": 1024,
        "video_length": 16,
    },
    unet3d={
        "in_channels": 8,
        "out_channels": 4,
        "model_channels": 320,
        "attention_resolutions": [4, 2, 1],
        "num_res_blocks": 2,
        "channel_mult": [1, 2, 4, 4],
        "num_head_channels": 64,
        "context_dim": 1024,
        "transformer_depth": 1,
        "temporal_length": 16,
        "default_fs": 24,
        "dropout": 0.1,
        "image_cross_attention_scale_learnable": False,
        "addition_attention": True,
        "temporal_attention": True,
        "temporal_conv": True,
        "fs_condition": True,
    },
    video_vae={"ch": 128, "ch_mult": [1, 2, 4, 4], "num_res_blocks": 2, "z_channels": 4},
)


def reduced() -> Architecture:
    """Return the small networks of the tests, which a processor runs in seconds."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from random_models import paints_undo as small

    return Architecture(
        single_text=small.TEXT,
        single_unet=small.SINGLE_UNET,
        single_vae=small.SINGLE_VAE,
        multi_text=small.TEXT,
        vision=small.VISION,
        projection=small.PROJECTION,
        unet3d=small.UNET3D,
        video_vae=small.VIDEO_VAE,
    )


def make_models(of: Architecture, device: torch.device) -> Models:
    """Return both models; weights are drawn on `device`, and stay there if it is "meta"."""
    torch.manual_seed(0)
    tokenizer = wordless_tokenizer()

    def part(
        make: Callable[[Config], nn.Module],
        config: Config,
        build_part: Callable[[Config, Weights, object], Part],
    ) -> Part:
        return build_part(config, weights_for(lambda: make(config), device), SOURCE)

    single = SingleFrameModel(
        tokenizer,
        text_encoder=part(make_text_encoder, of.single_text, build_text_encoder),
        vae=part(make_autoencoder, of.single_vae, build_autoencoder),
        unet=part(KeyframeUNet, of.single_unet, build_unet),
    )
    multi = MultiFrameModel(
        tokenizer,
        text_encoder=part(make_text_encoder, of.multi_text, build_text_encoder),
        image_encoder=part(make_vision_encoder, of.vision, build_vision_encoder),
        image_projection=part(lambda config: Resampler(**config), of.projection, build_resampler),
        vae=part(make_video_vae, of.video_vae, build_video_vae),
        unet=part(lambda config: UNet3D(UNet3DConfig.of(config)), of.unet3d, build_unet3d),
    )
    return Models(single, multi)
