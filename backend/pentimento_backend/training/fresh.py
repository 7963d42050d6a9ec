"""Networks at the beginning of their training: new parts on a base model, and what is trained."""

from __future__ import annotations

from collections.abc import Callable

import torch
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
