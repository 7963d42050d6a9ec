"""Motion pre-training: new motion modules learn how paintings grow; Stable Diffusion is frozen.

As in ProcessPainter's published program: the noise in all frames of a clip, one noise level each.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ...engines.process_painter.architecture import is_motion
from ...engines.process_painter.networks import MotionUNet
from ...engines.process_painter.noise_loss import noise_loss
from ..draws import Drawing
from ..fresh import train_only
from ..material import Material
from ..parts_files import write_weights
from ..previews import preview_clips

MOTION_FILE = "motion.safetensors"


class MotionRecipe:
    """Trains the motion modules of `unet`, whose projections are not folded."""

    name = "motion"

    def __init__(self, unet: MotionUNet, material: Material, frozen_format: torch.dtype) -> None:
        self.network = unet
        self._material = material
        self._device = torch.device("cpu")
        train_only(unet, is_motion, frozen_format)

    @property
    def count(self) -> int:
        return len(self._material.learnt)

    @property
    def held_out(self) -> int:
        return len(self._material.held_out)

    def place(self, device: torch.device) -> None:
        self._device = device
        self._material.place(device)

    def loss(
        self,
        network: nn.Module,
        items: Sequence[int],
        generator: torch.Generator,
        *,
        held_out: bool = False,
    ) -> torch.Tensor:
        drawing = Drawing(self._material.part(held_out), self._material.words, self._device)
        drawn = drawing.noisy_clips(items, generator)
        return noise_loss(network, drawn.latents, drawn.noise, drawn.timesteps, drawn.text)

    def preview(self) -> NDArray[np.uint8]:
        return preview_clips(self.network, None, self._material)

    def keep(self, folder: Path) -> None:
        """Write the motion modules, positions of the frames included."""
        weights = self.network.state_dict()
        motion = {key: weights[key] for key in weights if is_motion(key)}
        write_weights(folder / MOTION_FILE, motion)
