"""Key names: from those of published files to those of diffusers' modules.

Published are the names of AnimateDiff's own modules for motion and reference networks, and those of
the original Stable Diffusion code for checkpoints in a single file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from diffusers.loaders.single_file_utils import (
    convert_ldm_unet_checkpoint,
    convert_ldm_vae_checkpoint,
)

from ...models.problem import ModelProblem
from ...models.weights import Weights
from .architecture import LEVELS

Value = TypeVar("Value")

WRAPPERS = re.compile(r"^(?:module\.|unet\.|controlnet\.|base_model\.model\.)+")
"""Programs that save a wrapped network leave these before its names."""

MOTION_NAMES = (
    (".temporal_transformer.", "."),
    (".attention_blocks.0.pos_encoder.", ".pos_embed."),
    (".attention_blocks.0.", ".attn1."),
    (".attention_blocks.1.", ".attn2."),
    (".norms.0.", ".norm1."),
    (".norms.1.", ".norm2."),
    (".ff_norm.", ".norm3."),
)

REPEATED_POSITIONS = ".attention_blocks.1.pos_encoder."
"""The positions of a block's second attention: the same numbers as those of its first."""

VAE_NAMES = (
    (".query.", ".to_q."),
    (".key.", ".to_k."),
    (".value.", ".to_v."),
    (".proj_attn.", ".to_out.0."),
)
"""Names in Stable Diffusion's own folder, older than those of the library."""

LDM_UNET = "model.diffusion_model."
LDM_VAE = "first_stage_model."
LDM_TEXT = "cond_stage_model.transformer."


def network_key(published: str) -> str:
    """Return a weight's or module's name in diffusers' modules; those already so named stay."""
    name = WRAPPERS.sub("", published) + "."
    for theirs, ours in MOTION_NAMES:
        name = name.replace(theirs, ours)
    return name.removesuffix(".")


def network_keys(published: Mapping[str, Value]) -> dict[str, Value]:
    """Return a motion module's or reference network's values under diffusers' names."""
    return {
        network_key(key): value for key, value in published.items() if REPEATED_POSITIONS not in key
    }


def vae_keys(weights: Weights) -> Weights:
    """Return an autoencoder's weights of a folder under the library's present names."""
    renamed: Weights = {}
    for key, weight in weights.items():
        name = key
        if ".attentions." in key:
            for theirs, ours in VAE_NAMES:
                name = name.replace(theirs, ours)
        renamed[name] = weight.flatten(1) if name != key and weight.ndim == 4 else weight
    return renamed


def unet_of_single_file(weights: Weights, source: object) -> Weights:
    """Return the U-Net in a single-file checkpoint under diffusers' names. Raises ModelProblem."""
    published = _part(weights, LDM_UNET, source)
    blocks = {found[0] for key in published if (found := re.search(r"input_blocks\.\d+", key))}
    layers = len(blocks) // LEVELS - 1
    return _all_converted(
        lambda: convert_ldm_unet_checkpoint(published, {"layers_per_block": layers}),
        published,
        source,
    )


def vae_of_single_file(weights: Weights, source: object) -> Weights:
    """Return the autoencoder in a single-file checkpoint, likewise. Raises ModelProblem."""
    published = _part(weights, LDM_VAE, source)
    config = {"down_block_types": ("",) * LEVELS, "up_block_types": ("",) * LEVELS}
    return _all_converted(lambda: convert_ldm_vae_checkpoint(published, config), published, source)


def text_of_single_file(weights: Weights, source: object) -> Weights:
    """Return the text encoder in a single-file checkpoint. Raises ModelProblem."""
    return {
        key.removeprefix(LDM_TEXT): weight
        for key, weight in _part(weights, LDM_TEXT, source).items()
    }


def _part(weights: Weights, prefix: str, source: object) -> Weights:
    part = {key: weight for key, weight in weights.items() if key.startswith(prefix)}
    if not part:
        raise ModelProblem(
            f"{source} is not a Stable Diffusion 1.5 checkpoint, or only a part of one: choose the "
            "full checkpoint of a model made from Stable Diffusion 1.5."
        )
    return part


def _all_converted(convert: Callable[[], Weights], published: Weights, source: object) -> Weights:
    try:
        converted = convert()
    except (KeyError, IndexError, ValueError, ZeroDivisionError):
        converted = {}
    if len(converted) != len(published):
        raise ModelProblem(
            f"{source} is not made from Stable Diffusion 1.5: choose a model that is, because "
            "ProcessPainter is built on it."
        )
    return converted
