"""What the published code of ProcessPainter does and the product does otherwise.

The product merges LoRA into the weights and inverts pictures as the reference network sees them.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import nn
from torch.nn import functional

from pentimento_backend.engines.model_work.picture import Picture
from pentimento_backend.engines.process_painter.architecture import Conventions
from pentimento_backend.engines.process_painter.low_rank import LowRank

DIFFUSERS = Conventions(pooled_norms=False, motion_norm_per_frame=False, projected_twice=False)
"""No published weights: the networks are then the modules of diffusers themselves."""


def squashed_pixels(
    picture: Picture, height: int, width: int, dtype: torch.dtype = torch.float16
) -> torch.Tensor:
    """Return pixels (1, 3, height, width), -1..1, of all of `picture`, without antialiasing.

    So pictures are inverted as published, in half precision; those of other proportions than
    theirs are distorted.
    """
    levels = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float().to(dtype) / 255.0
    resized = functional.interpolate(levels, (height, width), mode="bilinear", align_corners=False)
    return resized.float() * 2.0 - 1.0


def attach_lora(network: nn.Module, layers: Mapping[str, LowRank]) -> None:
    """Put layers of one rank and scale beside the weights of `network`, as adapters of PEFT."""
    ((rank, scale),) = {(low.rank, low.scale) for low in layers.values()}
    config = LoraConfig(r=rank, lora_alpha=scale * rank, target_modules=list(layers))
    inject_adapter_in_model(config, network, adapter_name="default")
    for layer, low in layers.items():
        adapted = network.get_submodule(layer)
        assert isinstance(adapted, LoraLayer)
        adapted.lora_A["default"].weight = nn.Parameter(low.down.clone())
        adapted.lora_B["default"].weight = nn.Parameter(low.up.clone())
