"""The networks of one painter's choice, put together from their files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from transformers import CLIPTextModel, CLIPTokenizer

from ...models.problem import ModelProblem
from ..model_work.text import load_tokenizer
from .architecture import Conventions
from .assembly import (
    assemble_motion_unet,
    assemble_plain_unet,
    assemble_reference_network,
    assemble_text_encoder,
    assemble_vae,
)
from .base_model import read_base_model
from .low_rank import LoraStrength, read_lora
from .motion_file import read_motion, read_reference
from .networks import MotionUNet, ReferenceNetwork


@dataclass(frozen=True)
class Recipe:
    """Which files make the networks; `loras` are merged in order, a domain adapter first.

    `reference` is there where canvases are given. `tokenizer` is a folder.
    """

    tokenizer: Path
    base: Path
    motion: Path
    reference: Path | None
    loras: tuple[tuple[Path, LoraStrength], ...]
    conventions: Conventions

    def written(self) -> tuple[int, ...]:
        """Return when its files were written last, in nanoseconds; 0 for what is not there."""
        files = (self.base, self.motion, self.reference, *(path for path, _ in self.loras))
        return tuple(path.stat().st_mtime_ns if path and path.exists() else 0 for path in files)


class ClipNetworks(torch.nn.Module):
    """The two networks that work in every sampling step, as one that comes and goes."""

    def __init__(self, unet: MotionUNet, reference: ReferenceNetwork | None) -> None:
        super().__init__()
        self.unet = unet
        self.reference = reference

    @property
    def longest_clip(self) -> int:
        """The most frames that both take at once."""
        return min(
            network.longest_clip for network in (self.unet, self.reference) if network is not None
        )


@dataclass(frozen=True, eq=False)
class Models:
    """All parts of a recipe; `plain` is Stable Diffusion's own U-Net, for inversion."""

    tokenizer: CLIPTokenizer
    text_encoder: CLIPTextModel
    vae: AutoencoderKL
    plain: UNet2DConditionModel
    clip: ClipNetworks


def load_models(recipe: Recipe) -> Models:
    """Read the files of a recipe, weights as they lie in them. Raises ModelProblem."""
    tokenizer = load_tokenizer(recipe.tokenizer)
    base = read_base_model(recipe.base)
    loras = [(read_lora(path), strength) for path, strength in recipe.loras]
    text_encoder = assemble_text_encoder(base, loras)
    if len(tokenizer) > text_encoder.config.vocab_size:
        raise ModelProblem(
            f"{recipe.base} knows fewer words than the tokenizer in {recipe.tokenizer}: choose a "
            "model made from Stable Diffusion 1.5."
        )
    dtype = _common_format(base.unet.values())
    unet = assemble_motion_unet(
        base, read_motion(recipe.motion), loras, conventions=recipe.conventions, dtype=dtype
    )
    reference = None
    if recipe.reference is not None:
        reference = assemble_reference_network(
            read_reference(recipe.reference),
            base.architecture,
            recipe.reference,
            conventions=recipe.conventions,
            dtype=dtype,
        )
    return Models(
        tokenizer=tokenizer,
        text_encoder=text_encoder,
        vae=assemble_vae(base),
        plain=assemble_plain_unet(base, dtype=dtype),
        clip=ClipNetworks(unet, reference),
    )


def _common_format(weights: Iterable[torch.Tensor]) -> torch.dtype:
    return next((weight.dtype for weight in weights if weight.is_floating_point()), torch.float32)
