"""The networks compute what the published implementation computes, and stock diffusers on wish."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from diffusers.models.controlnets.controlnet_sparsectrl import SparseControlNetModel
from diffusers.models.unets.unet_motion_model import UNetMotionModel

from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
)
from pentimento_backend.engines.process_painter.motion_attention import fold_projections
from pentimento_backend.engines.process_painter.networks import MotionUNet, ReferenceNetwork
from pentimento_backend.engines.process_painter.published_keys import network_key

from .process_painter_goldens import (
    Golden,
    as_clip,
    assert_close,
    difference,
    goldens,
    made_input,
    made_weight,
    motion_unet,
    reference_network,
    summary,
    uniform,
)
from .published_ways import DIFFUSERS

PROBE_SAMPLES = 256
REFERENCE_SAMPLES = 4096
SMALL = BaseArchitecture(channels=(32, 32, 64, 64), layers=1, text_channels=32)


def test_the_rule_of_weights():
    expected = [-0.10780922331532494, 0.34894676993380713, -0.029079139925162423]
    assert uniform("selftest", "a.weight", 4).tolist() == [*expected, -0.8326595859851151]
    assert (made_weight("selftest", "norm.weight", [3]) - 1).abs().max() <= 0.25


def forward(unet: MotionUNet, golden: Golden, tensors) -> torch.Tensor:
    spec, sample = golden.spec, tensors["sample"]
    frames = sample.shape[2]
    extra = {}
    if recipe := spec.get("residuals"):
        *down, mid = (
            spec_residual(golden, name, shape)
            for name, shape in zip(recipe["names"], recipe["shapes"], strict=True)
        )
        extra = {"down_block_additional_residuals": down, "mid_block_additional_residual": mid}
    with torch.inference_mode():
        return unet(
            sample,
            torch.tensor(spec["timestep"]),
            tensors["encoder_hidden_states"].repeat_interleave(frames, 0),
            return_dict=False,
            **extra,
        )[0]


def spec_residual(golden: Golden, name: str, shape: list[int]) -> torch.Tensor:
    values = made_input(golden.spec["input_tag"], name, shape) * golden.spec["residuals"]["scale"]
    return values.transpose(1, 2).flatten(0, 1)


@pytest.mark.parametrize("golden", goldens("unet_forward"))
def test_unet(golden: Golden):
    tensors = golden.tensors()
    unet = motion_unet(golden, folded=False)
    seen = {}
    for name in tensors:
        if name.startswith("probe."):
            place = unet.get_submodule(network_key(name.removeprefix("probe.")))
            place.register_forward_hook(
                lambda _module, _inputs, output, name=name: seen.__setitem__(name, output)
            )
    assert_close(forward(unet, golden, tensors), tensors["out"])
    assert seen.keys() == {name for name in tensors if name.startswith("probe.")}
    for name, output in seen.items():
        assert_close(probed(name, output, tensors["sample"]), tensors[name])

    fold_projections(unet)
    assert_close(forward(unet, golden, tensors), tensors["out"])


def probed(name: str, output, sample: torch.Tensor) -> torch.Tensor:
    """Return what the golden records of a module's output."""
    values = output[0] if isinstance(output, tuple) else output
    if ".attention_blocks." in name:  # recorded as (clips, frames, pixels, channels)
        values = values.unflatten(0, (len(sample), -1)).transpose(1, 2)
    elif values.ndim == 4:
        values = as_clip(values, len(sample))
    return summary(values, PROBE_SAMPLES)


@pytest.mark.parametrize("flag", ["pooled_norms", "motion_norm_per_frame", "projected_twice"])
def test_every_convention_counts(flag: str):
    golden = next(
        (one.values[0] for one in goldens("unet_forward") if one.values[0].spec["frames"] > 1), None
    )
    if golden is None:
        pytest.skip("no golden set of process_painter here")
    tensors = golden.tensors()
    unet = motion_unet(golden, conventions=replace(PROCESS_PAINTER, **{flag: False}))
    assert difference(forward(unet, golden, tensors), tensors["out"]) > 0.05


def reference_inputs(golden: Golden, tensors) -> dict:
    """Return arguments of the reference network: given frames in their slots, zeros elsewhere."""
    spec, given = golden.spec, tensors["given"]
    clips, channels, _, *size = given.shape
    condition = torch.zeros(clips, channels, spec["frames"], *size)
    mask = torch.zeros(clips, 1, spec["frames"], *size)
    condition[:, :, spec["indexes"]] = given
    mask[:, :, spec["indexes"]] = 1
    return {
        "sample": tensors["sample"],
        "timestep": torch.tensor(spec["timestep"]),
        "encoder_hidden_states": tensors["encoder_hidden_states"].repeat_interleave(
            spec["frames"], 0
        ),
        "controlnet_cond": condition,
        "conditioning_mask": mask,
        "conditioning_scale": spec["scale"],
        "return_dict": False,
    }


@pytest.mark.parametrize("golden", goldens("sparsectrl_forward"))
def test_reference_network(golden: Golden):
    tensors = golden.tensors()
    network = reference_network(golden, folded=False)
    assert_residuals(network, golden, tensors)
    fold_projections(network)
    assert_residuals(network, golden, tensors)


def assert_residuals(network: ReferenceNetwork, golden: Golden, tensors) -> None:
    with torch.inference_mode():
        down, mid = network(**reference_inputs(golden, tensors))
    residuals = {f"down.{number:02d}": one for number, one in enumerate(down)} | {"mid": mid}
    named = {name.removesuffix(".summary") for name in tensors}
    assert residuals.keys() == {name for name in named if name.split(".")[0] in ("down", "mid")}
    for name, residual in residuals.items():
        got = as_clip(residual, len(tensors["sample"]))
        if name in tensors:
            assert_close(got, tensors[name])
        else:
            assert_close(summary(got, REFERENCE_SAMPLES), tensors[f"{name}.summary"])


def test_without_conventions_the_unet_is_diffusers_own():
    torch.manual_seed(5)
    ours = MotionUNet(SMALL, MotionArchitecture(frames=24), DIFFUSERS).eval()
    stock = UNetMotionModel(
        **SMALL.shared_options, motion_max_seq_length=24, use_motion_mid_block=False
    ).eval()
    stock.load_state_dict(ours.state_dict())
    inputs = (torch.randn(2, 4, 3, 8, 8), torch.tensor(7), torch.randn(6, 5, 32))
    with torch.inference_mode():
        assert torch.equal(ours(*inputs).sample, stock(*inputs).sample)


def test_without_conventions_the_reference_network_is_diffusers_own():
    torch.manual_seed(5)
    architecture = ReferenceArchitecture(SMALL, MotionArchitecture(frames=32, attentions=1))
    ours = ReferenceNetwork(architecture, DIFFUSERS).eval()
    for weight in ours.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    stock = SparseControlNetModel(**SMALL.shared_options).eval()
    stock.load_state_dict(ours.state_dict())
    inputs = (torch.randn(1, 4, 3, 8, 8), torch.tensor(7), torch.randn(3, 5, 32))
    condition = {
        "controlnet_cond": torch.randn(1, 4, 3, 8, 8),
        "conditioning_mask": torch.ones(1, 1, 3, 8, 8),
    }
    with torch.inference_mode():
        ours_down, ours_mid = ours(*inputs, **condition, return_dict=False)
        stock_down, stock_mid = stock(*inputs, **condition, return_dict=False)
    assert torch.equal(ours_mid, stock_mid)
    assert ours_mid.abs().max() > 0
    assert all(map(torch.equal, ours_down, stock_down))
