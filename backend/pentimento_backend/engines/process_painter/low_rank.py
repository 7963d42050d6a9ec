"""LoRA files: low-rank additions to weights, merged into these."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from ...models.problem import ModelProblem
from ...models.weights import Weights, read_config, read_weights
from .architecture import is_motion
from .published_keys import network_key

PEFT_CONFIG = "adapter_config.json"
"""Lies beside files that PEFT saved; the files themselves do not hold the scale."""

WORDINGS = (
    # PEFT, with or without the adapter's name
    re.compile(r"(?P<layer>.+)\.lora_(?P<part>A|B)(?:\.[^.]+)?\.weight"),
    # diffusers' attention processors: the domain adapter and official motion LoRA
    re.compile(
        r"(?P<layer>.+)\.processor(?P<projection>\.to_\w+?)_lora\.(?P<part>down|up)\.weight"
    ),
    # kohya, and diffusers in between
    re.compile(r"(?P<layer>.+)\.lora(?:_linear_layer)?[._](?P<part>down|up)\.weight"),
    re.compile(r"(?P<layer>.+)\.(?P<part>alpha)"),
)

PARTS = {"A": "down", "B": "up"}

TEXT_ENCODER = re.compile(r"^(?:lora_te1?_|text_encoder\.)(?:text_model[._])?")
FLAT_UNET = "lora_unet_"


@dataclass(frozen=True)
class LowRank:
    """An addition to one weight, scale x up @ down; `down` is (rank, inputs), `up` (outputs, rank).

    Those of convolutions have the kernel's dimensions too.
    """

    down: torch.Tensor
    up: torch.Tensor
    scale: float

    @property
    def rank(self) -> int:
        return self.down.shape[0]

    def added_to(self, weight: torch.Tensor, strength: float) -> torch.Tensor:
        """Return the weight with the addition, computed in float32 and rounded once.

        Raises ValueError for a weight of another shape.
        """
        if self.up.shape[0] != weight.shape[0] or self.down[0].numel() != weight[0].numel():
            raise ValueError("another shape")
        addition = self.up.float().flatten(1) @ self.down.float().flatten(1)
        merged = weight.float() + strength * self.scale * addition.view_as(weight)
        return merged.to(weight.dtype)


@dataclass(frozen=True)
class Lora:
    """The layers of one LoRA file, under the names of the modules that they were made for."""

    source: object
    layers: Mapping[str, LowRank]


@dataclass(frozen=True)
class LoraStrength:
    """How strongly a LoRA acts: `spatial` on single frames and text, `temporal` between frames."""

    spatial: float = 1.0
    temporal: float = 1.0


FULL_STRENGTH = LoraStrength()


def read_lora(path: Path) -> Lora:
    """Read a LoRA file of PEFT, diffusers or kohya, or a domain adapter. Raises ModelProblem."""
    weights = read_weights(path)
    is_of_peft = any(".lora_A." in key for key in weights)
    return parse_lora(weights, path, peft_alpha(path) if is_of_peft else None)


def peft_alpha(path: Path) -> float | None:
    """Return the alpha that PEFT's configuration beside a file states, if there is one.

    Raises ModelProblem.
    """
    config = path.with_name(PEFT_CONFIG)
    if not config.is_file():
        return None
    alpha = read_config(config).get("lora_alpha")
    if not isinstance(alpha, (int, float)):
        raise ModelProblem(f"{config} is no LoRA configuration: get it again.")
    return float(alpha)


def parse_lora(weights: Weights, source: object, alpha: float | None = None) -> Lora:
    """Return the layers among `weights`, which may hold nothing else; `source` names their file.

    A layer acts with alpha / rank: its own alpha where the file holds one, otherwise `alpha`,
    otherwise its rank. Raises ModelProblem.
    """
    layers, others = split_lora(weights, source, alpha)
    if others or not layers:
        raise ModelProblem(f"{source} is not a LoRA file: choose another one.")
    return Lora(source, layers)


def split_lora(
    weights: Weights, source: object, alpha: float | None
) -> tuple[dict[str, LowRank], Weights]:
    """Return the low-rank layers among `weights`, and the other weights. Raises ModelProblem."""
    found: defaultdict[str, dict[str, torch.Tensor]] = defaultdict(dict)
    others: Weights = {}
    for key, weight in weights.items():
        words = next((match for wording in WORDINGS if (match := wording.fullmatch(key))), None)
        if words is None:
            others[key] = weight
            continue
        layer = words["layer"] + (words.groupdict().get("projection") or "")
        found[layer][PARTS.get(words["part"], words["part"])] = weight
    return {layer: _low_rank(parts, source, alpha) for layer, parts in found.items()}, others


def _low_rank(parts: Mapping[str, torch.Tensor], source: object, alpha: float | None) -> LowRank:
    down, up = parts.get("down"), parts.get("up")
    if (
        down is None
        or up is None
        or min(down.ndim, up.ndim) < 2
        or down.shape[0] != up.shape[1]
        or not down.numel()
        or not up.numel()
        or up[0, 0].numel() != 1
        or ("alpha" in parts and parts["alpha"].numel() != 1)
    ):
        raise ModelProblem(f"{source} is damaged or incomplete: get the LoRA file again.")
    own_alpha = parts["alpha"].item() if "alpha" in parts else alpha
    return LowRank(down, up, 1.0 if own_alpha is None else own_alpha / down.shape[0])


def merge_unet_lora(weights: Weights, lora: Lora, strength: LoraStrength) -> Weights:
    """Return a U-Net's weights (diffusers' names) with a LoRA merged; its text layers are left out.

    Raises ModelProblem for a LoRA of another base model.
    """
    layers = {name: layer for name, layer in lora.layers.items() if not TEXT_ENCODER.match(name)}
    places = {FLAT_UNET + key.replace(".", "_"): key for key in map(_module_of, weights)}
    return _merged(
        weights, {_place(name, places): low for name, low in layers.items()}, lora, strength
    )


def merge_text_lora(weights: Weights, lora: Lora, strength: LoraStrength) -> Weights:
    """Return a text encoder's weights with a LoRA's text layers merged. Raises ModelProblem."""
    places = {key.replace(".", "_"): key for key in map(_module_of, weights)}
    layers = {}
    for name, layer in lora.layers.items():
        if TEXT_ENCODER.match(name):
            bare = TEXT_ENCODER.sub("", name)
            layers[places.get(bare, bare)] = layer
    return _merged(weights, layers, lora, strength)


def _module_of(key: str) -> str:
    return key.removesuffix(".weight")


def _place(name: str, places: Mapping[str, str]) -> str:
    """Return the module that a U-Net layer of a LoRA file means."""
    module = places.get(name) or network_key(name)
    return f"{module}.0" if module.endswith(".to_out") else module


def _merged(
    weights: Weights, layers: Mapping[str, LowRank], lora: Lora, strength: LoraStrength
) -> Weights:
    merged = dict(weights)
    for layer, low in layers.items():
        key = f"{layer}.weight"
        try:
            merged[key] = low.added_to(
                merged[key], strength.temporal if is_motion(key) else strength.spatial
            )
        except (KeyError, ValueError) as error:
            raise ModelProblem(_misfit(str(lora.source), layer)) from error
    return merged


def _misfit(source: str, layer: str) -> str:
    return (
        f"{source} was made for another base model, {layer!r} has no place here: choose a LoRA of "
        "Stable Diffusion 1.5."
    )
