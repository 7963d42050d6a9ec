"""The published networks at their real size: 1.3 and 0.5 billion weights, made by the rule.

Takes 9 GB of memory and minutes, so it runs only where PENTIMENTO_FULL_SIZE is set to 1.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from pentimento_backend.engines.process_painter.architecture import BaseArchitecture
from pentimento_backend.engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_reference_network,
)
from pentimento_backend.engines.process_painter.base_model import BaseModel
from pentimento_backend.engines.process_painter.conditioning import Conditioning, condition_frames
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.motion_file import parse_motion
from pentimento_backend.engines.process_painter.networks import MotionUNet, ReferenceNetwork
from pentimento_backend.engines.process_painter.published_keys import network_keys

from .process_painter_goldens import (
    Golden,
    as_clip,
    assert_close,
    goldens,
    made_weight,
    made_weights,
    plain_part,
    positions,
    summary,
)

REFERENCE_SAMPLES = 2048

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("PENTIMENTO_FULL_SIZE") != "1",
        reason="takes 9 GB and minutes; set PENTIMENTO_FULL_SIZE=1",
    ),
    pytest.mark.timeout(3600),
]


def motion_unet(golden: Golden) -> MotionUNet:
    spec = golden.spec
    base = BaseModel(
        source=Path("full size"),
        architecture=BaseArchitecture.of_config(spec["unet"], golden.path),
        unet=made_weights(
            spec["weights_tag"],
            plain_part(golden.beside("manifests/ref_unet3d_motion_full.json")),
        ),
        vae={},
        vae_config={},
        text={},
        text_config={},
    )
    recipe = spec.get("motion_ckpt") or {"format": "plain"}
    has_lora = recipe["format"] == "peft"
    name = "ref_motion_with_lora_ckpt_full" if has_lora else "ref_motion_module_ckpt_full"
    published = {
        key: made_weight(spec["weights_tag"], key.replace(".base_layer.", "."), shape)
        for key, shape in golden.beside(f"manifests/{name}.json").items()
    }
    motion = parse_motion(published, golden.path, recipe.get("lora_alpha", 0.0))
    return assemble_motion_unet(base, motion)


def reference_network(golden: Golden, base: BaseArchitecture) -> ReferenceNetwork:
    spec = golden.spec
    shapes = golden.beside(f"manifests/ref_sparsectrl_{spec['condition']}_full.json")
    places = {key: positions(shape) for key, shape in shapes.items() if key.endswith(".pe")}
    published = made_weights(spec["cn_weights_tag"], shapes) | places
    return assemble_reference_network(network_keys(published), base, golden.path)


@pytest.mark.parametrize("golden", goldens("full_size"))
def test_full_size(golden: Golden):
    spec, tensors = golden.spec, golden.tensors()
    slots = dict(zip(spec["indexes"], tensors["given"][0].transpose(0, 1), strict=True))
    conditioning = condition_frames(slots, spec["frames"], spec["scale"])
    timestep = torch.tensor(spec["timestep"])

    reference = reference_network(golden, BaseArchitecture.of_config(spec["unet"], golden.path))
    assert_residuals(reference, conditioning, tensors, timestep)

    predict = GuidedNoise(
        unet=motion_unet(golden),
        prompt=tensors["encoder_hidden_states"],
        negative=tensors["encoder_hidden_states"],
        guidance=1.0,
        reference=reference,
        conditioning=conditioning,
    )
    with torch.inference_mode():
        assert_close(predict(tensors["sample"], timestep), tensors["out"])
        alone = GuidedNoise(predict.unet, predict.prompt, predict.negative, predict.guidance)
        assert_close(alone(tensors["sample"], timestep), tensors["out_without_arn"])


def assert_residuals(
    reference: ReferenceNetwork, conditioning: Conditioning, tensors, timestep: torch.Tensor
) -> None:
    frames = tensors["sample"].shape[2]
    with torch.inference_mode():
        down, mid = reference(
            tensors["sample"],
            timestep,
            tensors["encoder_hidden_states"].repeat_interleave(frames, 0),
            controlnet_cond=conditioning.condition,
            conditioning_mask=conditioning.mask,
            conditioning_scale=conditioning.scale,
            return_dict=False,
        )
    residuals = {f"cn.down.{number:02d}": one for number, one in enumerate(down)} | {"cn.mid": mid}
    assert residuals.keys() == {name for name in tensors if name.startswith("cn.")}
    for name, residual in residuals.items():
        got = summary(as_clip(residual, len(tensors["sample"])), REFERENCE_SAMPLES)
        assert_close(got, tensors[name])
