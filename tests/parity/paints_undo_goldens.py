"""Reads golden sets of Paints-UNDO: inputs and outputs of the published implementation.

They lie anywhere under the folder that PENTIMENTO_GOLDENS names (`../shared/goldens` beside the
clone unless it is set) and are found by the kind that their metadata states, never by file names.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import load_file

FOLDER = Path(
    os.environ.get("PENTIMENTO_GOLDENS") or Path(__file__).parents[3] / "shared" / "goldens"
)
INFORMATIVE = (torch.float16, torch.bfloat16)
"""Types in which results depend on the order of roundings: such sets prove nothing."""


@dataclass(frozen=True)
class Golden:
    """One golden file: `meta` is what it says of itself."""

    path: Path
    meta: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return self.meta["kind"]

    def tensors(self) -> dict[str, torch.Tensor]:
        return load_file(self.path)


@cache
def _all() -> tuple[Golden, ...]:
    found = []
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix == ".safetensors":
            with safe_open(path, "pt") as file:
                meta = json.loads((file.metadata() or {}).get("meta", "null"))
        elif path.suffix == ".json":
            meta = json.loads(path.read_text())
        else:
            continue
        if isinstance(meta, dict) and isinstance(meta.get("kind"), str):
            found.append(Golden(path, meta))
    return tuple(found)


def goldens(*kinds: str) -> list[Any]:
    """Return a test parameter for every golden file of these kinds; its id says paints_undo."""
    return [
        pytest.param(golden, id=f"paints_undo-{golden.path.relative_to(FOLDER).with_suffix('')}")
        for golden in _all()
        if golden.kind in kinds
    ]


def made_weight(key: str, shape: tuple[int, ...], salt: str) -> torch.Tensor:
    """Return the weight that the goldens' rule makes from a key's name and shape (float32)."""
    seed = zlib.crc32((salt + key).encode("utf-8"))
    noise = np.random.RandomState(seed).standard_normal(size=shape)
    if key.endswith(".weight"):
        values = 1 + 0.1 * noise if len(shape) == 1 else noise / np.sqrt(np.prod(shape[1:]))
    else:
        values = (0.1 if key.endswith(".bias") else 0.5) * noise
    return torch.from_numpy(np.asarray(values, dtype=np.float32))


def made_weights(
    shapes: Mapping[str, tuple[int, ...]], salt: str, expected: Mapping[str, Any] | None = None
) -> dict[str, torch.Tensor]:
    """Return all weights of published key names and shapes; `expected` is their stated checksum."""
    weights = {key: made_weight(key, tuple(shape), salt) for key, shape in shapes.items()}
    if expected is not None:
        assert len(weights) == expected["n_keys"]
        assert sum(weight.numel() for weight in weights.values()) == expected["n_params"]
        digest = hashlib.sha256()
        for key in sorted(weights):
            digest.update(weights[key].numpy().tobytes())
        assert digest.hexdigest() == expected["weights_sha256"]
    return weights


def cropped(picture: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Return the middle of a picture, as the published program cuts it; ours takes it whole."""
    factor = max(height / picture.shape[0], width / picture.shape[1])
    scaled_height, scaled_width = (round(side * factor) for side in picture.shape[:2])
    scaled = cv2.resize(picture, (scaled_width, scaled_height), interpolation=cv2.INTER_AREA)
    top, left = (scaled_height - height) // 2, (scaled_width - width) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width], dtype=np.uint8)


def assert_close(got: torch.Tensor, golden: torch.Tensor, limit: float) -> None:
    """Assert that the largest difference is below `limit` times the golden's deviation."""
    assert got.shape == golden.shape
    spread = golden.double().std().item() or 1.0
    difference = (got.double() - golden.double()).abs().max().item()
    assert difference <= limit * spread, f"off by {difference / spread:.2e} of the deviation"
