"""Previews: what a network paints at this point of its training, beside what it should."""

from __future__ import annotations

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from numpy.typing import NDArray

from ..engines.model_work.autoencoder import decode_latents
from ..engines.process_painter.guidance import GuidedNoise
from ..engines.process_painter.networks import MotionUNet, ReferenceNetwork
from ..engines.process_painter.pictures import to_pictures
from ..engines.process_painter.sampler import sample
from ..engines.process_painter.schedules import PROCESS_PAINTER
from .draws import conditioning_of
from .material import Material

STEPS = 12
SHOWN = 2
SEED = 1


@torch.inference_mode()
def preview_clips(
    unet: MotionUNet, reference: ReferenceNetwork | None, material: Material
) -> NDArray[np.uint8]:
    """Return rows of frames, (h, w, 3): a sequence that is held out, and the network's own of it.

    With a reference network it is told the finish, without one the caption.
    """
    clips = material.held_out if len(material.held_out) else material.learnt
    rows = []
    for number in range(min(SHOWN, len(clips))):
        latents = clips.latents(number)[None].to(unet.conv_in.weight.device)
        text = material.words.embeddings([clips[number].caption]).to(latents.dtype)
        conditioning = None
        if reference is not None:
            conditioning = conditioning_of(latents, [[latents.shape[2] - 1]])
        guided = GuidedNoise(unet, text, text, 1.0, reference=reference, conditioning=conditioning)
        generator = torch.Generator().manual_seed(SEED + number)
        noise = torch.randn(latents.shape, generator=generator).to(latents.device)
        with torch.autocast(latents.device.type, enabled=latents.device.type == "cuda"):
            painted = sample(guided, noise, PROCESS_PAINTER.sampling(STEPS))
        rows += [strip(material.vae, latents), strip(material.vae, painted)]
    width = min(row.shape[1] for row in rows)
    return np.concatenate([row[:, :width] for row in rows])


def strip(vae: AutoencoderKL, clip: torch.Tensor) -> NDArray[np.uint8]:
    """Return the frames of a clip (1, 4, frames, h, w) side by side, (8h, 8w x frames, 3)."""
    pixels = decode_latents(vae, clip[0].transpose(0, 1))
    return np.concatenate(list(to_pictures(pixels)), axis=1)
