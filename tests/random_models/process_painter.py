"""ProcessPainter's models at reduced size, with random weights, as folders on the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from pentimento_backend.engines.model_work.autoencoder import make_autoencoder
from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
    is_motion,
)
from pentimento_backend.engines.process_painter.info import ADAPTER, ADAPTER_FILE, BASE_MODEL
from pentimento_backend.engines.process_painter.networks import (
    MotionUNet,
    ReferenceNetwork,
    plain_unet,
)
from pentimento_backend.engines.process_painter.styles import STYLES

from .paints_undo import SINGLE_VAE, write_part, write_text

BASE = BaseArchitecture(channels=(32, 32, 32, 32), layers=1, text_channels=16)
UNET: dict[str, Any] = {
    "block_out_channels": BASE.channels,
    "layers_per_block": BASE.layers,
    "attention_head_dim": BASE.heads,
    "cross_attention_dim": BASE.text_channels,
    "norm_num_groups": BASE.groups,
}
WEIGHTS = "diffusion_pytorch_model.safetensors"
RANK = 2

PUBLISHED = (
    (".pos_embed.", ".attention_blocks.0.pos_encoder."),
    (".attn1.", ".attention_blocks.0."),
    (".attn2.", ".attention_blocks.1."),
    (".norm1.", ".norms.0."),
    (".norm2.", ".norms.1."),
    (".norm3.", ".ff_norm."),
)


def write_process_painter(folder: Path, *styles: str) -> dict[str, Path]:
    """Write the base model, the domain adapter and some styles; returns folders by model name."""
    torch.manual_seed(3)
    models = {BASE_MODEL: folder / "base", ADAPTER: folder / "adapter"}
    write_text(models[BASE_MODEL], pad="<|endoftext|>")
    unet = plain_unet(BASE)
    write_part(models[BASE_MODEL] / "unet", UNET, unet, WEIGHTS)
    write_part(models[BASE_MODEL] / "vae", SINGLE_VAE, make_autoencoder(SINGLE_VAE), WEIGHTS)
    models[ADAPTER].mkdir()
    torch.save(_adapter(unet), models[ADAPTER] / ADAPTER_FILE)
    for name in styles:
        models[STYLES[name].model] = _write_style(folder / name, name)
    return models


def write_motion(path: Path, base: BaseArchitecture = BASE) -> Path:
    """Write the file of a motion module for a base model of this width."""
    weights = MotionUNet(base, MotionArchitecture(), PROCESS_PAINTER).state_dict()
    motion = {key: weights[key] for key in weights if is_motion(key) and "pos_embed" not in key}
    return _save(motion, path)


def write_lora(path: Path, channels: int = BASE.channels[0]) -> Path:
    """Write a LoRA file of kohya's form, for a base model of this width."""
    layer = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q"
    up, down = torch.randn(channels, RANK), torch.randn(RANK, channels)
    save_file({f"{layer}.lora_up.weight": up, f"{layer}.lora_down.weight": down}, path)
    return path


def _write_style(folder: Path, name: str) -> Path:
    style = STYLES[name]
    for motion in {style.motion, style.guided_motion}:
        write_motion(folder / motion)
    config = {"r": 4, "lora_alpha": 0.6}
    (folder / style.motion).with_name("adapter_config.json").write_text(json.dumps(config))
    if style.reference is not None:
        motion = MotionArchitecture(frames=32, attentions=1)
        reference = ReferenceNetwork(ReferenceArchitecture(BASE, motion), PROCESS_PAINTER)
        _save(reference.state_dict(), folder / style.reference)
    return folder


def _save(weights: Mapping[str, torch.Tensor], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({_published(key): _lively(weights[key]) for key in weights}, path)
    return path


def _published(key: str) -> str:
    """Return the published name of a weight."""
    if not is_motion(key):
        return key
    name = re.sub(r"(\.motion_modules\.\d+\.)", r"\1temporal_transformer.", key)
    for ours, theirs in PUBLISHED:
        name = name.replace(ours, theirs)
    return name


def _lively(weight: torch.Tensor) -> torch.Tensor:
    """Return a weight, or random numbers where it is zero: such a part would do nothing."""
    return weight if weight.any() else 0.05 * torch.randn_like(weight)


def _adapter(unet: nn.Module) -> dict[str, torch.Tensor]:
    weights = {}
    for name, weight in unet.state_dict().items():
        found = re.fullmatch(r"(.+\.attn[12])\.to_(q|k|v|out)(?:\.0)?\.weight", name)
        if found:
            layer = f"{found[1]}.processor.to_{found[2]}_lora"
            weights[f"{layer}.down.weight"] = 0.1 * torch.randn(RANK, weight.shape[1])
            weights[f"{layer}.up.weight"] = 0.1 * torch.randn(weight.shape[0], RANK)
    return weights
