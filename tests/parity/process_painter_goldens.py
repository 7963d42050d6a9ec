"""Reads golden sets of ProcessPainter: inputs and outputs of the published implementation.

They lie anywhere under the folder that PENTIMENTO_GOLDENS names (`../shared/goldens` beside the
clone unless it is set) and are found by the kind that their metadata states, never by file names.
Weights are made by the goldens' own rule from the published key names (`made_weight`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    Conventions,
)
from pentimento_backend.engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_reference_network,
)
from pentimento_backend.engines.process_painter.base_model import BaseModel
from pentimento_backend.engines.process_painter.low_rank import Lora, LoraStrength, parse_lora
from pentimento_backend.engines.process_painter.motion_file import MotionFile, parse_motion
from pentimento_backend.engines.process_painter.networks import MotionUNet, ReferenceNetwork
from pentimento_backend.engines.process_painter.published_keys import network_keys

from .paints_undo_goldens import FOLDER

FORWARD = 1e-4
"""Largest relative L2 difference of one forward or backward pass."""
WHOLE_PIPELINE = 1e-3
"""Largest relative L2 difference after a whole pipeline."""

STATE_STEP = np.uint64(0x9E3779B97F4A7C15)
MIXERS = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
CHUNK = 1 << 22

Shapes = Mapping[str, list[int]]
Weights = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Golden:
    """One golden file; `spec` is its full recipe."""

    path: Path
    spec: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return self.spec["kind"]

    def tensors(self) -> dict[str, torch.Tensor]:
        return load_file(self.path)

    def beside(self, name: str) -> dict[str, Any]:
        """Return a list of keys that the recipe names, beside the file or in another set."""
        near = self.path.parent / name
        path = near if near.is_file() else next(FOLDER.rglob(name))
        return json.loads(path.read_text())

    def model(self) -> dict[str, Any]:
        return self.beside(f"model_{self.spec['model']}.json")


@cache
def _all() -> tuple[Golden, ...]:
    found = []
    for path in sorted(FOLDER.rglob("*.safetensors")):
        with safe_open(path, "pt") as file:
            spec = json.loads((file.metadata() or {}).get("spec", "null"))
        if isinstance(spec, dict) and isinstance(spec.get("kind"), str):
            found.append(Golden(path, spec))
    return tuple(found)


def goldens(*kinds: str) -> list[Any]:
    """Return a test parameter for every golden file of these kinds; its id says process_painter."""
    return [
        pytest.param(
            golden, id=f"process_painter-{golden.path.relative_to(FOLDER).with_suffix('')}"
        )
        for golden in _all()
        if golden.kind in kinds
    ]


def uniform(tag: str, key: str, count: int) -> np.ndarray:
    """Return the rule's `count` numbers in -1..1 (float64): SplitMix64 seeded by tag and key."""
    digest = hashlib.sha256(f"ppinit1|{tag}|{key}".encode()).digest()
    seed = np.uint64(int.from_bytes(digest[:8], "little"))
    numbers = np.empty(count)
    with np.errstate(over="ignore"):
        for start in range(0, count, CHUNK):
            state = np.arange(start + 1, min(start + CHUNK, count) + 1, dtype=np.uint64)
            state = state * STATE_STEP + seed
            for shift, factor in MIXERS:
                state ^= state >> shift
                state *= factor
            state ^= state >> np.uint64(31)
            numbers[start : start + len(state)] = (state >> np.uint64(11)) * 2.0**-52 - 1.0
    return numbers


def made_weight(tag: str, key: str, shape: list[int]) -> torch.Tensor:
    """Return the weight (float32) that the rule makes from tag, published key and shape."""
    values = uniform(tag, key, int(np.prod(shape)))
    if len(shape) >= 2:
        values *= np.sqrt(3.0 / np.prod(shape[1:]))
    elif key.endswith(".weight"):
        values = 1.0 + 0.25 * values
    else:
        values *= 0.2
    return torch.from_numpy(values.reshape(shape).astype(np.float32))


def made_input(tag: str, name: str, shape: list[int]) -> torch.Tensor:
    """Return an input of unit variance by the rule."""
    values = uniform(tag, name, int(np.prod(shape))) * np.sqrt(3.0)
    return torch.from_numpy(values.reshape(shape).astype(np.float32))


def made_weights(tag: str, shapes: Shapes) -> Weights:
    """Return all weights of published names and shapes, without the closed-form positions."""
    return {
        key: made_weight(tag, key, shape)
        for key, shape in shapes.items()
        if not key.endswith(".pe")
    }


def positions(shape: list[int]) -> torch.Tensor:
    """Return the positions that a full published file holds, (1, frames, channels)."""
    _, frames, channels = shape
    rates = 10000.0 ** (-torch.arange(0, channels, 2) / channels)
    angles = torch.arange(frames)[:, None] * rates
    return torch.stack([angles.sin(), angles.cos()], -1).reshape(shape)


def plain_part(shapes: Shapes) -> Shapes:
    return {key: shape for key, shape in shapes.items() if "motion_modules" not in key}


def motion_part(shapes: Shapes) -> Shapes:
    return {
        key: shape
        for key, shape in shapes.items()
        if "motion_modules" in key and not key.endswith(".pe")
    }


def published_motion(golden: Golden) -> Weights:
    """Return what the motion module's file would hold."""
    spec = golden.spec
    recipe = spec.get("motion_ckpt") or {"format": "plain"}
    tag = recipe.get("tag", spec["weights_tag"])
    if recipe["format"] == "plain":
        return made_weights(tag, motion_part(golden.model()["keys"]))
    shapes = golden.model()[f"motion_peft_ckpt_r{recipe['r']}"]
    return {
        key: made_weight(tag, key.replace(".base_layer.", "."), shape)
        for key, shape in shapes.items()
    }


def published_adapter(golden: Golden) -> Weights:
    """Return what the domain adapter's file would hold."""
    recipe = golden.spec["adapter"]
    return made_weights(recipe["tag"], golden.model()[f"adapter_ckpt_r{recipe['r']}"])


def published_reference(golden: Golden) -> Weights:
    """Return what the reference network's file would hold, positions included."""
    spec = golden.spec
    condition = spec.get("condition") or spec["controlnet"]["condition"]
    tag = (spec.get("controlnet") or {}).get("tag") or spec.get(
        "cn_weights_tag", spec.get("weights_tag")
    )
    shapes = golden.beside(f"model_{spec['model']}_cn_{condition}.json")["keys"]
    places = {key: positions(shape) for key, shape in shapes.items() if key.endswith(".pe")}
    return made_weights(tag, shapes) | places


def published_vae(golden: Golden) -> Weights:
    """Return what the autoencoder's file would hold; its posterior's deviation is next to none."""
    recipe = golden.spec["vae"]
    weights = made_weights(recipe["tag"], golden.beside(f"model_{recipe['name']}.json")["keys"])
    deviations = slice(recipe["config"]["latent_channels"], None)
    weights["quant_conv.weight"][deviations] = 0.0
    weights["quant_conv.bias"][deviations] = -30.0
    return weights


def architecture(golden: Golden) -> BaseArchitecture:
    return BaseArchitecture.of_config(golden.model()["config"]["unet"], golden.path)


def base_model(golden: Golden, vae: Weights | None = None) -> BaseModel:
    """Return the base model of a recipe; its U-Net has the weights of `weights_tag`."""
    return BaseModel(
        source=golden.path,
        architecture=architecture(golden),
        unet=made_weights(golden.spec["weights_tag"], plain_part(golden.model()["keys"])),
        vae=vae or {},
        vae_config=golden.spec.get("vae", {}).get("config", {}),
        text={},
        text_config={},
    )


def motion(golden: Golden) -> MotionFile:
    alpha = (golden.spec.get("motion_ckpt") or {}).get("lora_alpha", 0.0)
    parsed = parse_motion(published_motion(golden), golden.path, alpha)
    options = golden.model()["config"]["motion"]["motion_module_kwargs"]
    frames = options["temporal_position_encoding_max_len"]  # not in the trainer's files
    return replace(parsed, architecture=replace(parsed.architecture, frames=frames))


def loras(golden: Golden) -> list[tuple[Lora, LoraStrength]]:
    recipe = golden.spec.get("adapter")
    if not recipe:
        return []
    return [(parse_lora(published_adapter(golden), golden.path), LoraStrength(recipe["scale"]))]


def motion_unet(
    golden: Golden, *, folded: bool = True, conventions: Conventions = PROCESS_PAINTER
) -> MotionUNet:
    return assemble_motion_unet(
        base_model(golden), motion(golden), loras(golden), folded=folded, conventions=conventions
    )


def reference_network(
    golden: Golden, *, folded: bool = True, conventions: Conventions = PROCESS_PAINTER
) -> ReferenceNetwork:
    return assemble_reference_network(
        network_keys(published_reference(golden)),
        architecture(golden),
        golden.path,
        folded=folded,
        conventions=conventions,
    )


def summary(values: torch.Tensor, samples: int) -> torch.Tensor:
    """Return mean, population deviation and up to `samples` values spread over the tensor."""
    flat = values.reshape(-1)
    stride = max(1, len(flat) // samples)
    return torch.cat(
        [flat.mean()[None], flat.std(correction=0)[None], flat[::stride][:samples]]
    ).float()


def difference(got: torch.Tensor, golden: torch.Tensor) -> float:
    """Return the relative L2 difference."""
    assert got.shape == golden.shape
    return ((got.double() - golden.double()).norm() / golden.double().norm()).item()


def assert_close(got: torch.Tensor, golden: torch.Tensor, limit: float = FORWARD) -> None:
    found = difference(got, golden)
    assert found <= limit, f"off by {found:.2e}"


def as_clip(frames: torch.Tensor, clips: int) -> torch.Tensor:
    """Return (clips x frames, c, h, w) as (clips, c, frames, h, w), the goldens' layout."""
    return frames.unflatten(0, (clips, -1)).transpose(1, 2)
