"""A small model of one's own, from scratch: U-Net, motion modules and reference network at once.

A large model is taught in turns, on Stable Diffusion. A small one has nothing to stand on, and
learns most in little time when all parts learn together: the noise in clips of which the finish (or
other frames) are given, and the noise in single pictures, by which pictures are inverted.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import numpy as np
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from numpy.typing import NDArray
from torch import nn

from ...engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    is_motion,
)
from ...engines.process_painter.networks import MotionUNet, plain_unet
from ...engines.process_painter.noise_loss import level_weights, noise_loss
from ..clip_recipe import ClipRecipe
from ..draws import conditioning_of, drawn_slots, one_frame_each
from ..fresh import begin_with_what_is_seen, fresh_reference_network, silence_motion
from ..guided import GuidedUNet
from ..material import Material
from ..parts_files import WEIGHTS_FILE, write_part, write_weights
from ..previews import preview_clips
from ..recipe import Batch
from ..still_loss import still_loss
from .motion import MOTION_FILE
from .reference import REFERENCE_FILE

FINISH_ALONE = 0.7
"""How often the finish is all that is given; otherwise frames are drawn as published."""

STILL_WEIGHT = 0.25
"""Weight of the loss of single pictures, which see but one frame of each clip."""


class WholeNetwork(GuidedUNet):
    """A guided U-Net, and the same U-Net without motion modules, for single pictures."""

    def __init__(self, base: BaseArchitecture) -> None:
        unet = MotionUNet(base, MotionArchitecture(), PROCESS_PAINTER)
        silence_motion(unet)
        begin_with_what_is_seen(unet)
        reference = fresh_reference_network(base, unet.state_dict())
        super().__init__(unet, reference)
        self.plain = _same_weights(plain_unet(base), unet)


def _same_weights(plain: UNet2DConditionModel, unet: MotionUNet) -> UNet2DConditionModel:
    """Return `plain` with the very parameters of `unet`."""
    for name, _ in list(plain.named_parameters()):
        room, _, own = name.rpartition(".")
        setattr(plain.get_submodule(room), own, unet.get_parameter(name))
    return plain


class WholeRecipe(ClipRecipe):
    """Trains all of a new model of the architecture `base`.

    `coders` is a folder with the tokenizer, text encoder and autoencoder that `material` was coded
    with; they become parts of the model.
    """

    name = "whole"

    def __init__(self, base: BaseArchitecture, material: Material, coders: Path) -> None:
        super().__init__(material)
        self.network = WholeNetwork(base)
        self._base = base
        self._coders = coders

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        frames = drawn.latents.shape[2]
        slots = [_slots(frames, batch.generator) for _ in batch.items]
        given = conditioning_of(drawn.latents, slots)
        told = partial(network, condition=given.condition, mask=given.mask)
        clip = (drawn.latents, drawn.noise, drawn.timesteps, drawn.text)
        if batch.held_out:
            return noise_loss(told, *clip)
        clips = noise_loss(told, *clip, level_weights(drawn.timesteps))
        shown = torch.randint(0, frames, (len(batch.items),), generator=batch.generator)
        latents, noise = (one_frame_each(whole, shown) for whole in (drawn.latents, drawn.noise))
        plain = self.network.plain
        stills = still_loss(plain, latents, noise, drawn.timesteps, drawn.text)
        return clips + STILL_WEIGHT * stills

    def preview(self) -> NDArray[np.uint8]:
        return preview_clips(self.network.unet, self.network.reference, self.material)

    def keep(self, folder: Path) -> None:
        """Write the whole model: a base model in diffusers' layout, motion and reference files."""
        for part in ("tokenizer", "text_encoder", "vae"):
            shutil.copytree(self._coders / part, folder / part, dirs_exist_ok=True)
        write_part(folder / "unet", unet_config(self._base), self.network.plain, WEIGHTS_FILE)
        reference = self.network.reference
        assert reference is not None
        weights = self.network.unet.state_dict()
        motion = {key: weights[key] for key in weights if is_motion(key)}
        write_weights(folder / MOTION_FILE, motion)
        write_weights(folder / REFERENCE_FILE, reference.state_dict())


def unet_config(base: BaseArchitecture) -> dict[str, object]:
    """Return the config.json of a U-Net of this architecture."""
    return {**base.shared_options, "attention_head_dim": base.heads, "in_channels": 4}


def _slots(frames: int, generator: torch.Generator) -> list[int]:
    if float(torch.rand((), generator=generator)) < FINISH_ALONE:
        return [frames - 1]
    return drawn_slots(frames, generator)
