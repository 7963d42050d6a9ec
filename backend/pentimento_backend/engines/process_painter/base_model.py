"""Stable Diffusion 1.x checkpoints, as folders of diffusers or as single files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...models.problem import ModelProblem
from ...models.weights import Weights, read_config, read_weights
from ..model_work.text import SAVED_PREFIX
from .architecture import BaseArchitecture
from .published_keys import (
    text_of_single_file,
    unet_of_single_file,
    vae_keys,
    vae_of_single_file,
)

NETWORK_FILES = (
    "diffusion_pytorch_model.safetensors",
    "diffusion_pytorch_model.fp16.safetensors",
    "diffusion_pytorch_model.bin",
)
TEXT_FILES = ("model.safetensors", "model.fp16.safetensors", "pytorch_model.bin")

POSITION_NUMBERS = "embeddings.position_ids"
"""Older text encoders hold 0, 1, 2, ... as a weight."""

CLIP_HEAD_CHANNELS = 64
"""Channels of each attention head in every CLIP text encoder."""


@dataclass(frozen=True)
class BaseModel:
    """What a checkpoint holds: weights under the libraries' names, and configurations.

    `source` names the checkpoint to the painter.
    """

    source: Path
    architecture: BaseArchitecture
    unet: Weights
    vae: Weights
    vae_config: Mapping[str, Any]
    text: Weights
    text_config: Mapping[str, Any]


def read_base_model(path: Path) -> BaseModel:
    """Read a checkpoint, a folder or a single file. Raises ModelProblem."""
    return _read_folder(path) if path.is_dir() else _read_single_file(path)


def _read_folder(folder: Path) -> BaseModel:
    config = folder / "unet" / "config.json"
    return BaseModel(
        source=folder,
        architecture=BaseArchitecture.of_config(read_config(config), folder),
        unet=_read_first(folder / "unet", NETWORK_FILES),
        vae=vae_keys(_read_first(folder / "vae", NETWORK_FILES)),
        vae_config=read_config(folder / "vae" / "config.json"),
        text=_text_weights(_read_first(folder / "text_encoder", TEXT_FILES)),
        text_config=read_config(folder / "text_encoder" / "config.json"),
    )


def _read_single_file(path: Path) -> BaseModel:
    weights = read_weights(path)
    unet = unet_of_single_file(weights, path)
    vae = vae_of_single_file(weights, path)
    text = _text_weights(text_of_single_file(weights, path))
    try:
        return BaseModel(
            source=path,
            architecture=BaseArchitecture.of_weights(unet, path),
            unet=unet,
            vae=vae,
            vae_config=vae_config(vae),
            text=text,
            text_config=text_config(text),
        )
    except (KeyError, IndexError, ValueError) as error:
        raise ModelProblem(
            f"{path} is damaged or no Stable Diffusion 1.5 checkpoint: download it again."
        ) from error


def _read_first(folder: Path, names: tuple[str, ...]) -> Weights:
    path = next((folder / name for name in names if (folder / name).is_file()), folder / names[0])
    return read_weights(path)


def _text_weights(saved: Weights) -> Weights:
    """Return a text encoder's weights under the library's present names."""
    return {
        key.removeprefix(SAVED_PREFIX): weight
        for key, weight in saved.items()
        if not key.endswith(POSITION_NUMBERS)
    }


def vae_config(weights: Weights) -> dict[str, Any]:
    """Return an autoencoder's configuration, read off the shapes of its weights.

    Raises KeyError or ValueError for other weights.
    """
    channels = []
    while (key := f"encoder.down_blocks.{len(channels)}.resnets.0.conv2.weight") in weights:
        channels.append(weights[key].shape[0])
    layers = 0
    while f"encoder.down_blocks.0.resnets.{layers}.conv1.weight" in weights:
        layers += 1
    return {
        "in_channels": weights["encoder.conv_in.weight"].shape[1],
        "out_channels": weights["decoder.conv_out.weight"].shape[0],
        "latent_channels": weights["post_quant_conv.weight"].shape[0],
        "block_out_channels": channels,
        "layers_per_block": layers,
        "down_block_types": ["DownEncoderBlock2D"] * len(channels),
        "up_block_types": ["UpDecoderBlock2D"] * len(channels),
        "norm_num_groups": 32,
        "act_fn": "silu",
    }


def text_config(weights: Weights) -> dict[str, Any]:
    """Return a CLIP text encoder's configuration, likewise."""
    words, channels = weights["embeddings.token_embedding.weight"].shape
    layers = 0
    while f"encoder.layers.{layers}.mlp.fc1.weight" in weights:
        layers += 1
    return {
        "vocab_size": words,
        "hidden_size": channels,
        "intermediate_size": weights["encoder.layers.0.mlp.fc1.weight"].shape[0],
        "num_hidden_layers": layers,
        "num_attention_heads": max(1, channels // CLIP_HEAD_CHANNELS),
        "max_position_embeddings": weights["embeddings.position_embedding.weight"].shape[0],
        "hidden_act": "quick_gelu",
        "layer_norm_eps": 1e-5,
    }
