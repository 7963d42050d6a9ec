"""Puts the weights of published files together and into the networks, every key in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.embeddings import SinusoidalPositionalEmbedding
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from transformers import CLIPTextModel

from ...models.problem import ModelProblem
from ...models.weights import Weights, build
from ..model_work.autoencoder import build_autoencoder
from ..model_work.parts import described_by
from ..model_work.text import build_text_encoder
from .architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    Conventions,
    MotionArchitecture,
    ReferenceArchitecture,
    is_motion,
)
from .base_model import BaseModel
from .low_rank import FULL_STRENGTH, Lora, LoraStrength, merge_text_lora, merge_unet_lora
from .motion_attention import fold_projections
from .motion_file import MotionFile
from .networks import MotionUNet, ReferenceNetwork, plain_unet

Network = TypeVar("Network", bound=torch.nn.Module)


def assemble_motion_unet(
    base: BaseModel,
    motion: MotionFile,
    loras: Sequence[tuple[Lora, LoraStrength]] = (),
    *,
    conventions: Conventions = PROCESS_PAINTER,
    dtype: torch.dtype = torch.float32,
    folded: bool = True,
) -> MotionUNet:
    """Return the U-Net with motion modules; their LoRA and `loras` are merged in this order.

    A domain adapter is one of `loras`. `folded` makes one projection of those that are applied
    twice, which is faster, but the network cannot be trained then. Raises ModelProblem.
    """
    with torch.device("meta"):
        unet = MotionUNet(base.architecture, motion.architecture, conventions)
    weights = {**base.unet, **_motion_weights(motion, unet.state_dict(), base.source)}
    for lora, strength in ((Lora(motion.source, motion.lora), FULL_STRENGTH), *loras):
        weights = merge_unet_lora(weights, lora, strength)
    return _ready(build(lambda: unet, weights, base.source), dtype, folded=folded)


def assemble_reference_network(
    weights: Weights,
    base: BaseArchitecture,
    source: object,
    *,
    conventions: Conventions = PROCESS_PAINTER,
    dtype: torch.dtype = torch.float32,
    folded: bool = True,
) -> ReferenceNetwork:
    """Return the reference network of weights under diffusers' names. Raises ModelProblem."""
    architecture = ReferenceArchitecture.of_weights(weights, base, source)
    if architecture.base.channels != base.channels or architecture.base.text_channels != (
        base.text_channels
    ):
        raise ModelProblem(
            f"{source} is a reference network of another base model ("
            f"{_widths(architecture.base.channels)} channels, not {_widths(base.channels)}): "
            "choose the one that belongs to the motion module."
        )
    with torch.device("meta"):
        network = ReferenceNetwork(architecture, conventions)
    completed = _with_positions(weights, architecture.motion, network.state_dict())
    return _ready(build(lambda: network, completed, source), dtype, folded=folded)


def assemble_plain_unet(
    base: BaseModel, *, dtype: torch.dtype = torch.float32
) -> UNet2DConditionModel:
    """Return Stable Diffusion's own U-Net, by which pictures are inverted. Raises ModelProblem."""
    unet = build(lambda: plain_unet(base.architecture), base.unet, base.source)
    return _in_format(unet, dtype)


def assemble_vae(base: BaseModel, *, dtype: torch.dtype = torch.float32) -> AutoencoderKL:
    """Return the autoencoder. Raises ModelProblem."""
    with described_by(f"The autoencoder's configuration in {base.source}"):
        vae = build_autoencoder(base.vae_config, base.vae, base.source)
    return _in_format(vae, dtype)


def assemble_text_encoder(
    base: BaseModel,
    loras: Sequence[tuple[Lora, LoraStrength]] = (),
    *,
    dtype: torch.dtype = torch.float32,
) -> CLIPTextModel:
    """Return the text encoder, the text layers of `loras` merged. Raises ModelProblem."""
    weights = base.text
    for lora, strength in loras:
        weights = merge_text_lora(weights, lora, strength)
    with described_by(f"The text encoder's configuration in {base.source}"):
        text_encoder = build_text_encoder(base.text_config, weights, base.source)
    return _in_format(text_encoder, dtype)


def _motion_weights(motion: MotionFile, expected: Weights, base: object) -> Weights:
    """Return a motion module's weights and positions, all that `expected` asks for and no more.

    Raises ModelProblem for a motion module of another width or depth.
    """
    entry = "down_blocks.0.motion_modules.0.proj_in.weight"
    if entry in motion.weights and motion.weights[entry].shape != expected[entry].shape:
        raise ModelProblem(
            f"{motion.source} is a motion module for models {len(motion.weights[entry])} channels "
            f"wide, and {base} is {len(expected[entry])} wide: choose a motion module and a base "
            "model that belong together."
        )
    weights = _with_positions(motion.weights, motion.architecture, expected)
    places = {key for key in expected if is_motion(key)}
    wrong = sorted(places ^ weights.keys()) or sorted(
        key for key in places if weights[key].shape != expected[key].shape
    )
    if wrong:
        raise ModelProblem(
            f"{motion.source} is not a motion module for {base}, {wrong[0]!r} does not fit: choose "
            "one that belongs to the base model, or download it again."
        )
    return weights


def _with_positions(weights: Weights, motion: MotionArchitecture, places: Iterable[str]) -> Weights:
    """Return the weights, with the positions of frames where a file has left them out."""
    completed = dict(weights)
    for key in places:
        if key.endswith(".pos_embed.pe") and key not in completed:
            norm = weights.get(key.replace(".pos_embed.pe", ".norm1.weight"))
            if norm is not None:
                completed[key] = _positions(motion.frames, len(norm))
    return completed


def _positions(frames: int, channels: int) -> torch.Tensor:
    return SinusoidalPositionalEmbedding(channels, frames).get_buffer("pe")


def _ready(network: Network, dtype: torch.dtype, *, folded: bool) -> Network:
    if folded:
        fold_projections(network)
    return _in_format(network, dtype)


def _in_format(network: Network, dtype: torch.dtype) -> Network:
    # diffusers' own `to` warns of a loss that no layer of these networks suffers
    torch.nn.Module.to(network, dtype)
    return network


def _widths(channels: Sequence[int]) -> str:
    return "/".join(map(str, channels))
