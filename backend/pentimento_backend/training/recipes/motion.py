"""Motion pre-training: new motion modules learn how paintings grow; Stable Diffusion is frozen.

As in ProcessPainter's published program: the noise in all frames of a clip, one noise level each.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ...engines.process_painter.architecture import is_motion
from ...engines.process_painter.networks import MotionUNet
from ...engines.process_painter.noise_loss import noise_loss
from ..clip_recipe import ClipRecipe
from ..fresh import train_only
from ..material import Material
from ..parts_files import write_weights
from ..previews import preview_clips
from ..recipe import Batch

MOTION_FILE = "motion.safetensors"


class MotionRecipe(ClipRecipe):
    """Trains the motion modules of `unet`, whose projections are not folded."""

    name = "motion"

    def __init__(self, unet: MotionUNet, material: Material, frozen_format: torch.dtype) -> None:
        super().__init__(material)
        self.network = unet
        train_only(unet, is_motion, frozen_format)

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        return noise_loss(network, drawn.latents, drawn.noise, drawn.timesteps, drawn.text)

    def preview(self) -> NDArray[np.uint8]:
        return preview_clips(self.network, None, self.material)

    def keep(self, folder: Path) -> None:
        """Write the motion modules, positions of the frames included."""
        weights = self.network.state_dict()
        motion = {key: weights[key] for key in weights if is_motion(key)}
        write_weights(folder / MOTION_FILE, motion)
