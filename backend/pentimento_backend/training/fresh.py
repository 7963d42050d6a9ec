"""Networks at the beginning of their training: new parts on a base model, and what is trained."""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.transformers.transformer_2d import Transformer2DModel
from diffusers.models.unets.unet_motion_model import UNetMotionModel
from torch import nn

from ..engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
    is_motion,
)
from ..engines.process_painter.base_model import BaseModel
from ..engines.process_painter.motion_attention import motion_modules
from ..engines.process_painter.networks import MotionUNet, ReferenceNetwork
from ..models.problem import ModelProblem
from ..models.weights import Weights

REFERENCE_MOTION = MotionArchitecture(frames=32, attentions=1)
"""Of the published reference networks."""

STEADY = 3.0
"""See `begin_with_what_is_seen`; the latents beside it have a deviation of about 1."""

FORMATS = {"no": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
"""By the course's arithmetic: how weights lie that are not trained."""


def fresh_motion_unet(base: BaseModel) -> MotionUNet:
    """Return the base model's U-Net with new motion modules, which at first change nothing."""
    unet = MotionUNet(base.architecture, MotionArchitecture(), PROCESS_PAINTER)
    _take(unet, base.unet, base.source, lambda key: not is_motion(key))
    silence_motion(unet)
    return unet


def fresh_reference_network(architecture: BaseArchitecture, unet: Weights) -> ReferenceNetwork:
    """Return a new reference network: the U-Net's first half, whose additions are zero at first."""
    network = ReferenceNetwork(
        ReferenceArchitecture(architecture, REFERENCE_MOTION), PROCESS_PAINTER
    )
    own = network.state_dict()
    halves = ("conv_in.", "time_embedding.", "down_blocks.", "mid_block.")
    copied = {
        key: weight
        for key, weight in unet.items()
        if key in own and key.startswith(halves) and not is_motion(key)
    }
    network.load_state_dict(copied, strict=False)
    silence_motion(network)
    return network


def train_only(
    network: nn.Module, is_trained: Callable[[str], bool], frozen_format: torch.dtype
) -> None:
    """Let the parameters be trained whose names say so, in float32; freeze the others."""
    for name, parameter in network.named_parameters():
        trained = is_trained(name)
        parameter.requires_grad_(trained)
        parameter.data = parameter.data.to(torch.float32 if trained else frozen_format)


@torch.no_grad()
def begin_with_what_is_seen(unet: UNetMotionModel) -> None:
    """Let a new U-Net find at first, as the noise, the noisy latents themselves.

    Where there is most noise that is nearly right, and there the noise must be found to a
    thousandth: what is left is divided by the signal's share of 0.04. From random weights a small
    network takes thousands of steps to hand its input through its last norm so exactly.

    Here each latent takes the way of the last skip connection, with its negative beside it, since
    SiLU(a) - SiLU(-a) = a. They share their group of the norm with constants, which hold its scale.
    """
    block, attention = _last_layers(unet)
    enter, leave = unet.conv_in, unet.conv_out
    shortcut, norm = block.conv_shortcut, unet.conv_norm_out
    assert shortcut is not None and norm is not None
    for part in (block.conv2, attention.proj_out, leave):
        _clear(part)
    width = norm.num_channels // norm.num_groups
    skipped = block.in_channels - enter.out_channels
    constants = torch.tensor([STEADY, -STEADY]).repeat(width // 2)[: width - 2]
    gain = ((2.0 + (width - 2) * STEADY**2) / width) ** 0.5
    for latent in range(enter.in_channels):
        first, end = latent * width, (latent + 1) * width
        _clear(enter, slice(latent, latent + 1))
        _clear(shortcut, slice(first, end))
        shortcut.get_parameter("bias")[first + 2 : end] = constants
        _hand_through(enter, latent, latent, 1.0)
        for place, sign in ((first, 1.0), (first + 1, -1.0)):
            _hand_through(shortcut, place, skipped + latent, sign)
            _hand_through(leave, latent, place, sign * gain)


def _last_layers(unet: UNetMotionModel) -> tuple[ResnetBlock2D, Transformer2DModel]:
    last = unet.up_blocks[-1]
    *_, block = last.get_submodule("resnets").children()
    *_, attention = last.get_submodule("attentions").children()
    assert isinstance(block, ResnetBlock2D) and isinstance(attention, Transformer2DModel)
    return block, attention


def _clear(layer: nn.Module, channels: slice = slice(None)) -> None:
    """Let some channels of a layer's output be zero."""
    layer.get_parameter("weight")[channels] = 0.0
    layer.get_parameter("bias")[channels] = 0.0


def _hand_through(layer: nn.Conv2d, into: int, channel: int, factor: float) -> None:
    middle = layer.kernel_size[0] // 2
    layer.weight[into, channel, middle, middle] = factor


def silence_motion(network: nn.Module) -> None:
    """Let motion modules change nothing: the last projection of each is set to zero."""
    for module in motion_modules(network):
        for parameter in module.proj_out.parameters():
            nn.init.zeros_(parameter)


def _take(
    network: nn.Module, weights: Weights, source: object, expected: Callable[[str], bool]
) -> None:
    state = network.state_dict()
    places = {key for key in state if expected(key)}
    wrong = sorted(places ^ weights.keys()) or sorted(
        key for key in places if state[key].shape != weights[key].shape
    )
    if wrong:
        raise ModelProblem(
            f"{source} is not the expected base model, {wrong[0]!r} does not fit: check which "
            "model it is, or download it again."
        )
    network.load_state_dict(weights, strict=False)
