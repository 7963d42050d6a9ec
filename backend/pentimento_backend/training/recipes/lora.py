"""Painting LoRA, in two stages: what a painter's pictures look like, then how they come to be.

The spatial LoRA learns from the finished pictures alone, on Stable Diffusion as it is, without
motion modules: so it works in every program for it. The temporal LoRA then learns from whole
sequences, on the motion modules, with the spatial one merged and so frozen. (ProcessPainter, Song
et al. 2024, describes the two stages; its program holds the second alone.)

The published loss hardly counts the noisiest levels, where the order of a process is decided, and
learns an order late. So the second stage weighs the levels; it is measured by the published loss.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from numpy.typing import NDArray
from peft import LoraConfig
from peft.utils.save_and_load import get_peft_model_state_dict
from torch import nn

from ...engines.process_painter.networks import MotionUNet, ReferenceNetwork
from ...engines.process_painter.noise_loss import level_weights, noise_loss
from ...models.weights import Weights
from ..clip_recipe import ClipRecipe
from ..draws import conditioning_of
from ..fresh import train_only
from ..guided import GuidedUNet
from ..material import Material
from ..parts_files import write_weights
from ..previews import preview_clips
from ..recipe import Batch
from ..still_loss import still_loss

SPATIAL_FILE, TEMPORAL_FILE = "spatial.safetensors", "temporal.safetensors"

PROJECTIONS = ["to_q", "to_k", "to_v", "to_out.0"]
SPATIAL_LAYERS = PROJECTIONS
TEMPORAL_LAYERS = r".*\.motion_modules\..*\.to_(q|k|v|out\.0)"

FINISH_GIVEN = 0.5
"""How often the finish is given in the second stage, where there is a reference network: the LoRA
must serve processes from words and processes of given canvases."""


class SpatialLoraRecipe(ClipRecipe):
    """Trains a LoRA of `rank` on the attention of Stable Diffusion's own U-Net."""

    name = "spatial lora"

    def __init__(
        self,
        unet: UNet2DConditionModel,
        material: Material,
        rank: int,
        frozen_format: torch.dtype,
    ) -> None:
        super().__init__(material)
        self.network = unet
        adapt(unet, rank, SPATIAL_LAYERS, frozen_format)

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        finishes, noise = drawn.latents[:, :, -1], drawn.noise[:, :, -1]
        return still_loss(network, finishes, noise, drawn.timesteps, drawn.text)

    def preview(self) -> NDArray[np.uint8] | None:
        """Return None: finished pictures tell nothing of the process."""
        return None

    def keep(self, folder: Path) -> None:
        """Write the LoRA as diffusers and PEFT name its layers; it acts at full strength."""
        write_lora(folder / SPATIAL_FILE, self.network)


class TemporalLoraRecipe(ClipRecipe):
    """Trains a LoRA of `rank` on the motion modules of `unet`; `reference` is frozen too."""

    name = "temporal lora"

    def __init__(
        self,
        unet: MotionUNet,
        reference: ReferenceNetwork | None,
        material: Material,
        rank: int,
        frozen_format: torch.dtype,
    ) -> None:
        super().__init__(material)
        self.network = GuidedUNet(unet, reference)
        adapt(unet, rank, TEMPORAL_LAYERS, frozen_format)
        if reference is not None:
            train_only(reference, lambda name: False, frozen_format)

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        told = network
        given = float(torch.rand((), generator=batch.generator)) < FINISH_GIVEN
        if given and self.network.reference is not None:
            last = drawn.latents.shape[2] - 1
            finish = conditioning_of(drawn.latents, [[last] for _ in batch.items])
            told = partial(network, condition=finish.condition, mask=finish.mask)
        weights = None if batch.held_out else level_weights(drawn.timesteps)
        return noise_loss(told, drawn.latents, drawn.noise, drawn.timesteps, drawn.text, weights)

    def preview(self) -> NDArray[np.uint8]:
        return preview_clips(self.network.unet, self.network.reference, self.material)

    def keep(self, folder: Path) -> None:
        """Write the LoRA as diffusers and PEFT name its layers; it acts at full strength."""
        write_lora(folder / TEMPORAL_FILE, self.network.unet)


def write_lora(path: Path, unet: nn.Module) -> None:
    """Write a U-Net's LoRA under PEFT's names, with the prefix by which diffusers finds it.

    Its alpha is its rank, so that it acts at full strength in programs that know no alpha too.
    """
    layers: Weights = get_peft_model_state_dict(unet)
    write_weights(path, {f"unet.{key}": weight for key, weight in layers.items()}, {"format": "pt"})


def adapt(
    unet: UNet2DConditionModel | MotionUNet,
    rank: int,
    layers: list[str] | str,
    frozen_format: torch.dtype,
) -> None:
    """Put a new LoRA on these layers of a U-Net, and freeze all else."""
    options: dict[str, Any] = {"r": rank, "lora_alpha": rank, "init_lora_weights": "gaussian"}
    unet.add_adapter(LoraConfig(target_modules=layers, **options))
    train_only(unet, lambda name: ".lora_" in name, frozen_format)
