"""Files of motion modules and of reference networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...models.problem import ModelProblem
from ...models.weights import Weights, read_weights
from .architecture import MotionArchitecture, is_motion
from .low_rank import LowRank, peft_alpha, split_lora
from .published_keys import network_key, network_keys

PUBLISHED_ALPHA = 0.6
"""The published motion modules' LoRA acts with 0.6 / rank, as their adapter_config.json says."""

WRAPPED_LAYER = ".base_layer."
"""PEFT puts this into the names of layers that it has given an adapter."""


@dataclass(frozen=True)
class MotionFile:
    """A motion module: its own weights and its separate LoRA (empty where it was merged or none).

    Keys of `weights` and names of `lora`'s layers are those of diffusers.
    """

    source: object
    architecture: MotionArchitecture
    weights: Weights
    lora: Mapping[str, LowRank]


def read_motion(path: Path) -> MotionFile:
    """Read the file of a motion module, with or without separate LoRA. Raises ModelProblem."""
    alpha = peft_alpha(path)
    return parse_motion(read_weights(path), path, PUBLISHED_ALPHA if alpha is None else alpha)


def parse_motion(published: Weights, source: object, alpha: float = PUBLISHED_ALPHA) -> MotionFile:
    """Return the motion module of weights of published keys. Raises ModelProblem."""
    layers, others = split_lora(published, source, alpha)
    weights = network_keys({key.replace(WRAPPED_LAYER, "."): others[key] for key in others})
    strangers = [key for key in weights if not is_motion(key)]
    if strangers or not weights:
        raise ModelProblem(
            f"{source} is not a motion module: choose a file from ProcessPainter's folder "
            "Motion_with_LoRA, or one of AnimateDiff."
        )
    return MotionFile(
        source,
        MotionArchitecture.of_weights(weights),
        weights,
        {network_key(name): layer for name, layer in layers.items()},
    )


def read_reference(path: Path) -> Weights:
    """Read the file of a reference network, under diffusers' names. Raises ModelProblem."""
    return network_keys(read_weights(path))
