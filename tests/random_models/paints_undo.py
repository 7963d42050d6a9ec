"""The two Paints-UNDO models at reduced size, with random weights, as folders on the disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from pentimento_backend.engines.model_work.autoencoder import make_autoencoder
from pentimento_backend.engines.model_work.text import SAVED_PREFIX, make_text_encoder
from pentimento_backend.engines.paints_undo.multi_frame.clip_vision import make_vision_encoder
from pentimento_backend.engines.paints_undo.multi_frame.resampler import Resampler
from pentimento_backend.engines.paints_undo.multi_frame.unet3d import UNet3D
from pentimento_backend.engines.paints_undo.multi_frame.unet3d_config import UNet3DConfig
from pentimento_backend.engines.paints_undo.multi_frame.video_vae import make_video_vae
from pentimento_backend.engines.paints_undo.single_frame.unet import KeyframeUNet

WORDS = 512 + 2
"""Two for each byte, within and at the end of a word, then start and end of a prompt."""

TEXT: dict[str, Any] = {
    "vocab_size": WORDS,
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "max_position_embeddings": 77,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-5,
}
SINGLE_UNET: dict[str, Any] = {
    "in_channels": 4,
    "out_channels": 4,
    "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
    "block_out_channels": [8, 16],
    "layers_per_block": 1,
    "norm_num_groups": 4,
    "cross_attention_dim": 16,
    "attention_head_dim": 2,
}
SINGLE_VAE: dict[str, Any] = {
    "in_channels": 3,
    "out_channels": 3,
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "block_out_channels": [4, 4, 8, 8],
    "layers_per_block": 1,
    "latent_channels": 4,
    "norm_num_groups": 2,
    "scaling_factor": 0.18215,
}
VISION: dict[str, Any] = {
    "hidden_size": 16,
    "intermediate_size": 32,
    "projection_dim": 8,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "image_size": 224,
    "patch_size": 14,
    "hidden_act": "gelu",
}
PROJECTION: dict[str, Any] = {
    "depth": 1,
    "dim": 16,
    "dim_head": 8,
    "embedding_dim": 16,
    "ff_mult": 2,
    "heads": 2,
    "input_frames_length": 2,
    "num_queries": 2,
    "output_dim": 16,
    "video_length": 16,
}
UNET3D: dict[str, Any] = {
    "in_channels": 8,
    "out_channels": 4,
    "model_channels": 32,
    "attention_resolutions": [2],
    "num_res_blocks": 1,
    "channel_mult": [1, 1],
    "num_head_channels": 16,
    "context_dim": 16,
    "transformer_depth": 1,
    "temporal_length": 16,
    "default_fs": 24,
    "dropout": 0.1,
    "image_cross_attention_scale_learnable": False,
    "addition_attention": False,
    "temporal_attention": True,
    "temporal_conv": True,
    "fs_condition": True,
}
VIDEO_VAE: dict[str, Any] = {
    "ch": 32,
    "ch_mult": [1, 1, 1, 1],
    "num_res_blocks": 1,
    "z_channels": 4,
    "in_channels": 3,
    "out_ch": 3,
    "double_z": True,
    "attn_resolutions": [],
}


def write_single_frame(folder: Path) -> Path:
    """Write the single-frame model in its published layout."""
    torch.manual_seed(1)
    weights = "diffusion_pytorch_model.safetensors"
    write_text(folder, pad="<|endoftext|>")
    write_part(folder / "unet", SINGLE_UNET, KeyframeUNet(SINGLE_UNET), weights)
    write_part(folder / "vae", SINGLE_VAE, make_autoencoder(SINGLE_VAE), weights)
    return folder


def write_multi_frame(folder: Path) -> Path:
    """Write the multi-frame model in its published layout."""
    torch.manual_seed(2)
    write_text(folder, pad="!")
    write_part(folder / "image_encoder", VISION, make_vision_encoder(VISION))
    write_part(folder / "image_projection", PROJECTION, Resampler(**PROJECTION))
    write_part(folder / "unet", UNET3D, UNet3D(UNet3DConfig.of(UNET3D)))
    write_part(folder / "vae", VIDEO_VAE, make_video_vae(VIDEO_VAE))
    return folder


def write_part(
    folder: Path,
    config: dict[str, Any],
    module: nn.Module,
    weights: str = "model.safetensors",
    prefix: str = "",
) -> None:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config))
    tensors = {prefix + key: tensor.half() for key, tensor in module.state_dict().items()}
    save_file({key: tensor.contiguous() for key, tensor in tensors.items()}, folder / weights)


def write_text(folder: Path, pad: str) -> None:
    write_part(folder / "text_encoder", TEXT, make_text_encoder(TEXT), prefix=SAVED_PREFIX)
    tokenizer = folder / "tokenizer"
    tokenizer.mkdir()
    # every byte has a printable character in the tokenizer's alphabet, "!" the first of them
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    alphabet = [*map(chr, printable), *(chr(256 + number) for number in range(len(others)))]
    words = [*alphabet, *(f"{letter}</w>" for letter in alphabet)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    (tokenizer / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}))
    (tokenizer / "merges.txt").write_text("#version: 0.2\n")
    marks = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "pad_token": pad}
    marks["unk_token"] = "<|endoftext|>"
    settings = {"model_max_length": 77, "tokenizer_class": "CLIPTokenizer", **marks}
    (tokenizer / "tokenizer_config.json").write_text(json.dumps(settings))
    (tokenizer / "special_tokens_map.json").write_text(json.dumps(marks))
