"""Every key of the published files, at full size, has its place; no weight is made for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from pentimento_backend.engines.model_work.autoencoder import ARCHITECTURE
from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
)
from pentimento_backend.engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_reference_network,
)
from pentimento_backend.engines.process_painter.base_model import BaseModel, vae_config
from pentimento_backend.engines.process_painter.low_rank import (
    FULL_STRENGTH,
    merge_unet_lora,
    parse_lora,
)
from pentimento_backend.engines.process_painter.motion_file import parse_motion
from pentimento_backend.engines.process_painter.networks import (
    MotionUNet,
    ReferenceNetwork,
    plain_unet,
)
from pentimento_backend.engines.process_painter.published_keys import (
    network_key,
    network_keys,
    unet_of_single_file,
    vae_of_single_file,
)

from .meta_shapes import shapes_of
from .process_painter_goldens import FOLDER, plain_part


def manifest(name: str) -> dict:
    """Return a manifest of the golden sets; the test is skipped where there are none."""
    path = next(FOLDER.rglob(f"manifests/{name}.json"), None)
    if path is None:
        pytest.skip(f"no manifest {name} here")
    return json.loads(path.read_text())


def on_meta(shapes) -> dict[str, torch.Tensor]:
    return {key: torch.empty(shape, device="meta") for key, shape in shapes.items()}


def base_on_meta() -> BaseModel:
    unet = on_meta(shapes_of(lambda: plain_unet(BaseArchitecture())))
    return BaseModel(Path("base"), BaseArchitecture(), unet, {}, {}, {}, {})


@pytest.mark.parametrize(
    ("name", "adapted_layers"),
    [("ref_motion_module_ckpt_full", 0), ("ref_motion_with_lora_ckpt_full", 160)],
)
def test_process_painter_motion_files(name: str, adapted_layers: int):
    motion = parse_motion(on_meta(manifest(name)), name)
    assert motion.architecture == MotionArchitecture()
    assert len(motion.lora) == adapted_layers
    assert all(layer.scale == pytest.approx(0.15) for layer in motion.lora.values())
    assert len(assemble_motion_unet(base_on_meta(), motion).state_dict()) == 1226


def test_process_painter_unet():
    keys = manifest("keymap_unet3d_to_UNetMotionModel")["map"]
    assert {key: network_key(key) for key in keys} == keys
    published = network_keys(on_meta(manifest("ref_unet3d_motion_full")))
    ours = shapes_of(lambda: MotionUNet(BaseArchitecture(), MotionArchitecture(), PROCESS_PAINTER))
    assert {key: tuple(weight.shape) for key, weight in published.items()} == ours
    assert plain_part(ours) == shapes_of(lambda: plain_unet(BaseArchitecture()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "latent_condition_32",
            ReferenceArchitecture(BaseArchitecture(), MotionArchitecture(32, 1)),
        ),
        ("latent_condition", ReferenceArchitecture(BaseArchitecture(), MotionArchitecture(24, 2))),
        (
            "image_condition",
            ReferenceArchitecture(BaseArchitecture(), MotionArchitecture(32, 1), 3, False),
        ),
    ],
)
def test_process_painter_reference_networks(name: str, expected: ReferenceArchitecture):
    published = on_meta(manifest(f"ref_sparsectrl_{name}_full"))
    weights = network_keys(published)
    assert ReferenceArchitecture.of_weights(weights, BaseArchitecture(), name) == expected
    network = assemble_reference_network(weights, BaseArchitecture(), name)
    assert network.longest_clip == expected.motion.frames


def test_process_painter_domain_adapter():
    rank = 16
    shapes = {
        key: [rank if side == "r" else side for side in shape]
        for key, shape in manifest("expected_v3_adapter_keys").items()
    }
    adapter = parse_lora(on_meta(shapes), "adapter")
    assert {layer.scale for layer in adapter.layers.values()} == {1.0}
    base = base_on_meta()
    merged = merge_unet_lora(base.unet, adapter, FULL_STRENGTH)
    touched = {key for key in merged if merged[key] is not base.unet[key]}
    assert touched == {key for key in base.unet if ".attn" in key and not key.endswith(".bias")}


@pytest.mark.parametrize(
    ("name", "convert"), [("unet", unet_of_single_file), ("vae", vae_of_single_file)]
)
def test_process_painter_single_files(name: str, convert):
    keys = manifest(f"ldm_sd15_{name}_keymap")
    numbered = {key: torch.full((1, 1, 1, 1), number) for number, key in enumerate(keys)}
    converted = convert(numbered, name)
    numbers = {key: int(weight.flatten()) for key, weight in converted.items()}
    assert numbers == {ours: number for number, ours in enumerate(keys.values())}


def test_process_painter_architecture_of_single_files():
    unet = on_meta(shapes_of(lambda: plain_unet(BaseArchitecture())))
    assert BaseArchitecture.of_weights(unet, "base") == BaseArchitecture()
    config = vae_config(on_meta(manifest("diffusers_vae_sd15_full")))
    assert config.keys() == set(ARCHITECTURE)
    assert config["block_out_channels"] == [128, 256, 512, 512]
    assert config["layers_per_block"] == 2


def test_process_painter_a_reference_network_has_the_groups_of_its_base_model():
    """Shapes do not tell them: a small model may have fewer."""
    base = BaseArchitecture(channels=(16, 16, 16, 16), layers=1, text_channels=8, groups=8)
    made = ReferenceNetwork(
        ReferenceArchitecture(base, MotionArchitecture(frames=8, attentions=1)), PROCESS_PAINTER
    )
    network = assemble_reference_network(made.state_dict(), base, "small")
    assert network.config["norm_num_groups"] == 8
