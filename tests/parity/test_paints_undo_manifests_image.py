"""The published picture parts have a place for each of their weights, and the other way round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pentimento_backend.engines.model_work.parts import load_part
from pentimento_backend.engines.paints_undo.multi_frame.clip_vision import (
    build_vision_encoder,
    make_vision_encoder,
)
from pentimento_backend.engines.paints_undo.multi_frame.resampler import Resampler, build_resampler
from pentimento_backend.engines.paints_undo.multi_frame.video_vae import (
    build_video_vae,
    make_video_vae,
)

from .meta_shapes import shapes_of
from .paints_undo_goldens import FOLDER

MAKERS = {
    "multi_image_projection": lambda config: Resampler(**config),
    "multi_image_encoder": make_vision_encoder,
    "multi_video_vae": make_video_vae,
}


def found(pattern: str) -> Path:
    for path in sorted(FOLDER.rglob(pattern)):
        return path
    pytest.skip(f"no {pattern} under {FOLDER}")


@pytest.mark.parametrize("name", MAKERS)
def test_paints_undo_full_size_parts_have_the_published_keys_and_shapes(name: str):
    manifest = json.loads(found(f"manifests/{name}.json").read_text())
    shapes = shapes_of(lambda: MAKERS[name](manifest["config"]))
    assert shapes == {key: tuple(value["shape"]) for key, value in manifest["tensors"].items()}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("multi_frame_image_projection_config", lambda config: Resampler(**config)),
        ("multi_frame_vae_config", make_video_vae),
    ],
)
def test_paints_undo_published_configurations_are_taken_as_they_are(name: str, make):
    config = json.loads(found(f"manifests/configs/{name}.json").read_text())
    assert shapes_of(lambda: make(config))


@pytest.mark.parametrize(
    ("name", "build_part"),
    [
        ("image_projection", build_resampler),
        ("image_encoder", build_vision_encoder),
        ("vae", build_video_vae),
    ],
)
def test_paints_undo_published_folders_load_key_by_key(name: str, build_part):
    folder = found(f"tiny_ckpt_multi_frame/{name}")
    module = load_part(folder, "model.safetensors", build_part)
    assert not any(tensor.is_meta for tensor in (*module.parameters(), *module.buffers()))
    assert not any(parameter.requires_grad for parameter in module.parameters())
