"""The single-frame checkpoint is read from its published layout, and nothing else passes for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from pentimento_backend.engines.model_work.autoencoder import make_autoencoder
from pentimento_backend.engines.paints_undo.single_frame.checkpoint import (
    WEIGHTS_FILE,
    load_single_frame,
)
from pentimento_backend.engines.paints_undo.single_frame.unet import KeyframeUNet
from pentimento_backend.models.problem import ModelProblem

from .paints_undo_goldens import FOLDER, goldens

CHANNELS = [32, 64]
UNET = {
    "block_out_channels": CHANNELS,
    "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
    "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
    "cross_attention_dim": 24,
    "attention_head_dim": 4,
    "layers_per_block": 1,
}
VAE = {
    "block_out_channels": CHANNELS,
    "down_block_types": ["DownEncoderBlock2D"] * 2,
    "up_block_types": ["UpDecoderBlock2D"] * 2,
    "in_channels": 3,
    "out_channels": 3,
}


def save_part(folder: Path, config: dict[str, Any], module: torch.nn.Module) -> None:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    save_file(module.half().state_dict(), folder / WEIGHTS_FILE)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model in the published layout; its U-Net's configuration has all published fields."""
    found = goldens("tiny_ckpt")
    configs = list(FOLDER.rglob("configs/single_frame_unet_config.json"))
    if not found or not configs:
        pytest.skip("no small checkpoint or no published configuration among the goldens")
    (golden,) = found[0].values
    folder = tmp_path_factory.mktemp("single") / "model"
    for part in ("tokenizer", "text_encoder"):
        source = golden.path.parent / golden.meta["folder"] / part
        shutil.copytree(source, folder / part, copy_function=shutil.copyfile)
        (folder / part).chmod(0o755)
    config = json.loads(configs[0].read_text()) | UNET
    save_part(folder / "unet", config, KeyframeUNet(config))
    save_part(folder / "vae", VAE | {"_class_name": "AutoencoderKL"}, make_autoencoder(VAE))
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved, tmp_path / "model"))


def test_every_weight_is_placed_as_it_was_saved(folder: Path):
    model = load_single_frame(folder)
    for part, module in (("unet", model.unet), ("vae", model.vae)):
        saved_weights = load_file(folder / part / WEIGHTS_FILE)
        placed = module.state_dict()
        assert placed.keys() == saved_weights.keys()
        assert all(torch.equal(placed[key], saved_weights[key]) for key in placed)
    for module in (model.unet, model.vae, model.text_encoder):
        assert not module.training
        tensors = [*module.parameters(), *module.buffers()]
        assert not any(tensor.is_meta or tensor.requires_grad for tensor in tensors)


def test_it_runs_after_loading(folder: Path):
    unet = load_single_frame(folder).unet.float()
    latents = torch.ones(1, 4, 8, 8)
    with torch.inference_mode():
        noise = [
            unet.predict_noise(
                latents, latents, torch.tensor(500), torch.ones(1, 77, 24), torch.tensor([step])
            )
            for step in (0, 999)
        ]
    assert noise[0].shape == latents.shape
    assert not torch.equal(*noise)


@pytest.mark.parametrize("part", ["unet", "vae"])
@pytest.mark.parametrize("name", ["config.json", WEIGHTS_FILE])
@pytest.mark.parametrize("fault", ["missing", "truncated", "senseless"])
def test_damage_is_one_clear_sentence(folder: Path, part: str, name: str, fault: str):
    path = folder / part / name
    content = path.read_bytes()
    path.unlink()
    if fault == "truncated":
        path.write_bytes(content[: len(content) // 2])
    if fault == "senseless":
        path.write_bytes(b'{"in_channels": {}, "block_out_channels": 3}')
    with pytest.raises(ModelProblem, match="download"):
        load_single_frame(folder)


def test_a_plain_stable_diffusion_unet_is_refused(folder: Path):
    path = folder / "unet" / WEIGHTS_FILE
    weights = load_file(path)
    save_file({key: w for key, w in weights.items() if "add_embedding" not in key}, path)
    with pytest.raises(ModelProblem, match="add_embedding"):
        load_single_frame(folder)


def test_parts_of_different_models_are_refused(folder: Path):
    config = json.loads((folder / "unet" / "config.json").read_text()) | {"cross_attention_dim": 32}
    shutil.rmtree(folder / "unet")
    save_part(folder / "unet", config, KeyframeUNet(config))
    with pytest.raises(ModelProblem, match="different models"):
        load_single_frame(folder)
