"""The published 3D U-Net has a place for every one of its weights, and weights for every place."""

from __future__ import annotations

import json
import math

import pytest

from pentimento_backend.engines.paints_undo.multi_frame.unet3d import UNet3D
from pentimento_backend.engines.paints_undo.multi_frame.unet3d_config import (
    ONE_STRUCTURE,
    UNet3DConfig,
)

from .meta_shapes import shapes_of
from .paints_undo_goldens import FOLDER


def published(name: str):
    for path in sorted(FOLDER.rglob(f"manifests/{name}")):
        return json.loads(path.read_text())
    pytest.skip(f"no manifests/{name} under {FOLDER}")


def test_paints_undo_full_size_unet3d_has_the_published_keys_and_shapes():
    manifest = published("multi_unet3d.json")
    config = UNet3DConfig.of(published("configs/multi_frame_unet_config.json"))
    shapes = shapes_of(lambda: UNet3D(config))
    expected = {key: tuple(tensor["shape"]) for key, tensor in manifest["tensors"].items()}
    assert shapes == expected
    assert sum(math.prod(shape) for shape in shapes.values()) == manifest["total_params"]


def test_paints_undo_unet3d_config_leaves_out_nothing_that_is_published():
    config = published("configs/multi_frame_unet_config.json")
    known = {*ONE_STRUCTURE, *UNet3DConfig.__dataclass_fields__}
    assert set(config) == known
