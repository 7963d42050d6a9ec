"""Full-size models have exactly the keys and shapes of the published checkpoints."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from pentimento_backend.engines.model_work.autoencoder import make_autoencoder
from pentimento_backend.engines.model_work.text import SAVED_PREFIX, make_text_encoder
from pentimento_backend.engines.paints_undo.single_frame.unet import KeyframeUNet

from .paints_undo_goldens import FOLDER

MAKERS: dict[str, tuple[Callable[[dict[str, Any]], torch.nn.Module], str]] = {
    "single_unet": (KeyframeUNet, ""),
    "single_vae": (make_autoencoder, ""),
    "single_text_encoder": (make_text_encoder, SAVED_PREFIX),
    "multi_text_encoder": (make_text_encoder, SAVED_PREFIX),
}


def manifests() -> list[Any]:
    found = []
    for path in sorted(FOLDER.rglob("manifests/*.json")):
        manifest = json.loads(path.read_text())
        if manifest.get("module") in MAKERS:
            found.append(pytest.param(manifest, path.parent, id=f"paints_undo-{path.stem}"))
    return found


@pytest.mark.parametrize(("manifest", "folder"), manifests())
def test_full_size(manifest: dict[str, Any], folder: Path):
    make, prefix = MAKERS[manifest["module"]]
    configs = [manifest["config"]]
    saved = folder / "configs" / f"{manifest['module'].replace('_', '_frame_', 1)}_config.json"
    if saved.exists():
        configs.append(json.loads(saved.read_text()))
    for config in configs:
        with torch.device("meta"):
            model = make(config)
        places = {prefix + key: list(weight.shape) for key, weight in model.state_dict().items()}
        assert places == {key: weight["shape"] for key, weight in manifest["tensors"].items()}
        assert sum(weight.numel() for weight in model.parameters()) == manifest["total_params"]
