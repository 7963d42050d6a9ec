"""Writes parts of models in diffusers' layout: config.json beside the weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from ..models.weights import Weights

WEIGHTS_FILE = "diffusion_pytorch_model.safetensors"


def write_part(
    folder: Path,
    config: Mapping[str, Any],
    module: nn.Module,
    weights_file: str = WEIGHTS_FILE,
    *,
    prefix: str = "",
) -> None:
    """Write a network of this configuration. Raises OSError and SafetensorError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(dict(config), indent=1), encoding="utf-8")
    weights = {prefix + key: weight for key, weight in module.state_dict().items()}
    write_weights(folder / weights_file, weights)


def write_weights(path: Path, weights: Weights, metadata: dict[str, str] | None = None) -> None:
    """Write weights, float16, under another name first. Raises OSError and SafetensorError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    save_file({key: _halved(weight) for key, weight in weights.items()}, draft, metadata)
    draft.replace(path)


def _halved(weight: torch.Tensor) -> torch.Tensor:
    kept = weight.detach().to("cpu", torch.float16 if weight.is_floating_point() else weight.dtype)
    return kept.contiguous()
