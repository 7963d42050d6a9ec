"""Reference-network training: it learns to lead the frozen motion network to given frames.

As in ProcessPainter's published program, from one to all frames are given; the network sees their
latents and a mask, never the noise.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ...engines.process_painter.networks import MotionUNet, ReferenceNetwork
from ...engines.process_painter.noise_loss import noise_loss
from ..clip_recipe import ClipRecipe
from ..draws import conditioning_of, drawn_slots
from ..fresh import train_only
from ..guided import GuidedUNet
from ..material import Material
from ..parts_files import write_weights
from ..previews import preview_clips
from ..recipe import Batch

REFERENCE_FILE = "reference.safetensors"


class ReferenceRecipe(ClipRecipe):
    """Trains all of `reference` beside `unet`, which is frozen."""

    name = "reference"

    def __init__(
        self,
        unet: MotionUNet,
        reference: ReferenceNetwork,
        material: Material,
        frozen_format: torch.dtype,
    ) -> None:
        super().__init__(material)
        self.network = GuidedUNet(unet, reference)
        self._reference = reference
        train_only(self.network, lambda name: name.startswith("reference."), frozen_format)

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        frames = drawn.latents.shape[2]
        slots = [drawn_slots(frames, batch.generator) for _ in batch.items]
        given = conditioning_of(drawn.latents, slots)
        told = partial(network, condition=given.condition, mask=given.mask)
        return noise_loss(told, drawn.latents, drawn.noise, drawn.timesteps, drawn.text)

    def preview(self) -> NDArray[np.uint8]:
        return preview_clips(self.network.unet, self.network.reference, self.material)

    def keep(self, folder: Path) -> None:
        """Write the reference network, in the form that the engine reads."""
        write_weights(folder / REFERENCE_FILE, self._reference.state_dict())
