"""Published files are read as they lie on the disk; what does not fit is refused in a sentence."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from pentimento_backend.engines.model_work.text import make_text_encoder
from pentimento_backend.engines.process_painter.architecture import (
    ANIMATEDIFF,
    BaseArchitecture,
    MotionArchitecture,
)
from pentimento_backend.engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_plain_unet,
    assemble_reference_network,
    assemble_text_encoder,
    assemble_vae,
)
from pentimento_backend.engines.process_painter.base_model import BaseModel, read_base_model
from pentimento_backend.engines.process_painter.low_rank import (
    FULL_STRENGTH,
    LoraStrength,
    merge_unet_lora,
    parse_lora,
    read_lora,
)
from pentimento_backend.engines.process_painter.motion_file import (
    parse_motion,
    read_motion,
    read_reference,
)
from pentimento_backend.engines.process_painter.networks import MotionUNet
from pentimento_backend.engines.process_painter.published_keys import (
    MOTION_NAMES,
    VAE_NAMES,
    network_key,
)
from pentimento_backend.models.problem import ModelProblem

from .process_painter_goldens import (
    Golden,
    architecture,
    base_model,
    difference,
    goldens,
    loras,
    made_weights,
    motion,
    motion_unet,
    published_adapter,
    published_motion,
    published_reference,
    published_vae,
)
from .published_ways import attach_lora
from .test_process_painter_manifests import manifest

TEXT = {
    "vocab_size": 20,
    "hidden_size": 64,
    "intermediate_size": 64,
    "num_hidden_layers": 1,
    "num_attention_heads": 1,
    "max_position_embeddings": 77,
    "hidden_act": "quick_gelu",
    "layer_norm_eps": 1e-5,
}


@cache
def golden(kind: str, *needed: str) -> Golden:
    """Return a golden set of a kind whose recipe has what is needed."""
    for one in goldens(kind):
        found: Golden = one.values[0]
        has_lora = (found.spec.get("motion_ckpt") or {}).get("format") != "plain"
        if has_lora and all(found.spec.get(name) for name in needed):
            return found
    pytest.skip("no golden set of process_painter here")


@cache
def base() -> BaseModel:
    """Return a whole small base model, two layers at each resolution as in the real one."""
    recipe = next(
        (
            one.values[0]
            for one in goldens("pipeline")
            if architecture(one.values[0]).layers == BaseArchitecture().layers
        ),
        None,
    )
    if recipe is None:
        pytest.skip("no golden set of process_painter here")
    torch.manual_seed(3)
    text = make_text_encoder(TEXT).state_dict()
    made = base_model(recipe, published_vae(recipe))
    return replace(made, text={key: torch.randn_like(text[key]) for key in text}, text_config=TEXT)


def write_json(path: Path, content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def write_folder(folder: Path, *, old: bool) -> Path:
    """Write the base model as a folder of diffusers, in today's or in its first names and files."""
    model = base()
    unet_config = {
        "block_out_channels": model.architecture.channels,
        "layers_per_block": model.architecture.layers,
        "attention_head_dim": model.architecture.heads,
        "cross_attention_dim": model.architecture.text_channels,
        "norm_num_groups": model.architecture.groups,
    }
    write_json(folder / "unet" / "config.json", unet_config)
    write_json(folder / "vae" / "config.json", model.vae_config)
    write_json(folder / "text_encoder" / "config.json", TEXT)
    vae = dict(model.vae)
    text = {f"text_model.{key}": weight for key, weight in model.text.items()}
    if old:
        for theirs, ours in VAE_NAMES:
            vae = {
                key.replace(ours, theirs) if ".attentions." in key else key: vae[key] for key in vae
            }
        text["text_model.embeddings.position_ids"] = torch.arange(77)[None]
        torch.save(model.unet, folder / "unet" / "diffusion_pytorch_model.bin")
        torch.save(vae, folder / "vae" / "diffusion_pytorch_model.bin")
        torch.save(text, folder / "text_encoder" / "pytorch_model.bin")
    else:
        save_file(model.unet, folder / "unet" / "diffusion_pytorch_model.safetensors")
        save_file(vae, folder / "vae" / "diffusion_pytorch_model.safetensors")
        save_file(text, folder / "text_encoder" / "model.safetensors")
    return folder


def write_single_file(path: Path) -> Path:
    """Write the base model as a community checkpoint, in the names of the original code."""
    model = base()
    weights = {ldm: model.unet[ours] for ldm, ours in manifest("ldm_sd15_unet_keymap").items()}
    for end in ("weight", "bias"):  # the real model has no change of width here
        shortcut = model.unet.get(f"down_blocks.3.resnets.0.conv_shortcut.{end}")
        if shortcut is not None:
            weights[f"model.diffusion_model.input_blocks.10.0.skip_connection.{end}"] = shortcut
    for ldm, ours in manifest("ldm_sd15_vae_keymap").items():
        if ours in model.vae:
            weight = model.vae[ours]
            is_projection = ".attn_1." in ldm and weight.ndim == 2
            weights[ldm] = weight[:, :, None, None].contiguous() if is_projection else weight
    for key, weight in model.text.items():
        weights[f"cond_stage_model.transformer.text_model.{key}"] = weight
    weights["cond_stage_model.transformer.text_model.embeddings.position_ids"] = torch.arange(77)[
        None
    ]
    weights["alphas_cumprod"] = torch.ones(1000)
    if path.suffix == ".safetensors":
        save_file({key: weights[key].contiguous() for key in weights}, path)
    else:
        torch.save({"state_dict": weights, "global_step": 7}, path)
    return path


@pytest.mark.parametrize("form", ["folder", "old folder", "a.safetensors", "a.ckpt"])
def test_process_painter_base_models(form: str, tmp_path: Path):
    if form.endswith("folder"):
        read = read_base_model(write_folder(tmp_path, old=form.startswith("old")))
    else:
        read = read_base_model(write_single_file(tmp_path / form))
    assert read.architecture == base().architecture
    for ours, expected in ((read.unet, base().unet), (read.vae, base().vae)):
        assert ours.keys() == expected.keys()
        assert all(torch.equal(ours[key], expected[key]) for key in expected)
    assemble_plain_unet(read)
    assemble_vae(read)
    encoder = assemble_text_encoder(read)
    assert all(torch.equal(encoder.state_dict()[key], base().text[key]) for key in base().text)


def save_motion(golden_set: Golden, path: Path, prefix: str = "") -> Path:
    """Write a motion module as the trainer does, with its LoRA's configuration beside it."""
    weights = published_motion(golden_set)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(OrderedDict((prefix + key, nn.Parameter(weights[key])) for key in weights), path)
    recipe = golden_set.spec["motion_ckpt"]
    write_json(path.with_name("adapter_config.json"), {k: recipe[k] for k in ("r", "lora_alpha")})
    return path


@pytest.mark.parametrize("prefix", ["", "module."])
def test_process_painter_motion_module_and_adapter_on_the_disk(prefix: str, tmp_path: Path):
    recipe = golden("unet_forward", "motion_ckpt", "adapter")
    adapter = tmp_path / "adapter" / "v3_sd15_adapter.ckpt"
    adapter.parent.mkdir()
    torch.save({"state_dict": published_adapter(recipe)}, adapter)
    read = assemble_motion_unet(
        base_model(recipe),
        read_motion(save_motion(recipe, tmp_path / "motion" / "character.ckpt", prefix)),
        [(read_lora(adapter), LoraStrength(recipe.spec["adapter"]["scale"]))],
    )
    expected = motion_unet(recipe).state_dict()
    assert all(torch.equal(weight, expected[key]) for key, weight in read.state_dict().items())


def test_process_painter_lora_merged_beforehand_is_the_same_network():
    recipe = golden("unet_forward", "motion_ckpt")
    separate = motion(recipe)
    merged = {**published_plain_motion(recipe)}
    for layer, low in separate.lora.items():
        key = next(key for key in merged if network_key(key) == f"{layer}.weight")
        merged[key] = low.added_to(merged[key], 1.0)
    ours = assemble_motion_unet(
        base_model(recipe), parse_motion(merged, "merged"), loras(recipe)
    ).state_dict()
    expected = motion_unet(recipe).state_dict()
    assert all(torch.equal(ours[key], expected[key]) for key in expected)


def published_plain_motion(recipe: Golden):
    return {
        key.replace(".base_layer.", "."): weight
        for key, weight in published_motion(recipe).items()
        if ".lora_" not in key
    }


def test_process_painter_reference_network_on_the_disk(tmp_path: Path):
    recipe = golden("sparsectrl_forward")
    path = tmp_path / "reference.ckpt"
    torch.save(published_reference(recipe), path)
    network = assemble_reference_network(read_reference(path), architecture(recipe), path)
    assert network.state_dict().keys() == {
        network_key(key) for key in published_reference(recipe) if "blocks.1.pos_encoder" not in key
    }


def painting_lora(recipe: Golden, rank: int = 2) -> dict[str, torch.Tensor]:
    """Return a LoRA with a spatial and a temporal layer, as PEFT names them."""
    shapes = made_weights(recipe.spec["weights_tag"], recipe.model()["keys"])
    layers = (
        "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k",
        "down_blocks.0.motion_modules.0.temporal_transformer.transformer_blocks.0"
        ".attention_blocks.0.to_out.0",
    )
    generator = torch.Generator().manual_seed(8)
    lora = {}
    for layer in layers:
        outputs, inputs = shapes[f"{layer}.weight"].shape
        name = f"base_model.model.unet.{layer}"
        lora[f"{name}.lora_A.weight"] = torch.randn(rank, inputs, generator=generator)
        lora[f"{name}.lora_B.weight"] = torch.randn(outputs, rank, generator=generator)
    return lora


def test_process_painter_a_painting_lora_with_its_configuration_beside_it(tmp_path: Path):
    path = tmp_path / "adapter_model.safetensors"
    save_file(painting_lora(golden("unet_forward")), path)
    assert {layer.scale for layer in read_lora(path).layers.values()} == {1.0}
    write_json(tmp_path / "adapter_config.json", {"r": 2, "lora_alpha": 0.5})
    assert {layer.scale for layer in read_lora(path).layers.values()} == {0.25}
    save_file({"x.lora_down.weight": torch.ones(4, 8), "x.lora_up.weight": torch.ones(8, 4)}, path)
    assert read_lora(path).layers["x"].scale == 1.0  # no file of PEFT


@pytest.mark.parametrize("in_middle", [False, True], ids=["v3", "v2"])
def test_process_painter_official_animatediff(in_middle: bool):
    """Official files hold positions, and those of version 2 a module in the middle block."""
    file = MotionArchitecture(frames=32, in_middle=in_middle)
    plain = BaseArchitecture(channels=(32, 32, 64, 64), layers=1, text_channels=32)
    torch.manual_seed(6)
    expected = MotionUNet(plain, file, ANIMATEDIFF).eval()
    weights = expected.state_dict()
    published = {
        animatediff_name(key): weight for key, weight in weights.items() if ".motion_mod" in key
    }
    motion_file = parse_motion(published, "v3_sd15_mm.ckpt")
    assert motion_file.architecture == file
    unet = {key: weight for key, weight in weights.items() if ".motion_modules." not in key}
    base_file = BaseModel(Path("base"), plain, unet, {}, {}, {}, {})
    ours = assemble_motion_unet(base_file, motion_file, conventions=ANIMATEDIFF)
    inputs = (torch.randn(1, 4, 5, 8, 8), torch.tensor(3), torch.randn(5, 4, 32))
    with torch.inference_mode():
        ours, theirs = ours(*inputs).sample, expected(*inputs).sample
    torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-4)


def animatediff_name(key: str) -> str:
    for theirs, ours in MOTION_NAMES[1:]:
        key = key.replace(ours, theirs)
    return re.sub(r"(motion_modules\.\d+\.)", r"\1temporal_transformer.", key)


def test_process_painter_several_painting_loras_each_with_its_strengths():
    recipe = golden("unet_forward")
    first = parse_lora(painting_lora(recipe), "first", alpha=1.0)
    second = parse_lora(painting_lora(recipe, rank=3), "second")
    unet = motion_unet(recipe, folded=False).state_dict()
    merged = merge_unet_lora(unet, first, LoraStrength(spatial=0.5, temporal=0.0))
    merged = merge_unet_lora(merged, second, LoraStrength(spatial=0.0, temporal=2.0))
    changed = {
        key: merged[key] - unet[key] for key in unet if not torch.equal(merged[key], unet[key])
    }
    spatial, temporal = sorted(changed, key=lambda key: "motion" in key)
    assert len(changed) == 2
    low = {network_key(name): layer for name, layer in first.layers.items()}
    low_spatial = low[spatial.removesuffix(".weight")]
    assert low_spatial.scale == 0.5  # alpha 1, rank 2
    expected = 0.25 * low_spatial.up @ low_spatial.down
    assert difference(changed[spatial], expected) < 1e-5
    low = {network_key(name): layer for name, layer in second.layers.items()}
    low_temporal = low[temporal.removesuffix(".weight")]
    expected = 2.0 * low_temporal.up @ low_temporal.down
    assert difference(changed[temporal], expected) < 1e-5


def test_process_painter_a_separate_lora_acts_like_a_merged_one():
    recipe = golden("unet_forward", "motion_ckpt")
    file = motion(recipe)
    separate = assemble_motion_unet(
        base_model(recipe), replace(file, lora={}), loras(recipe), folded=False
    )
    attach_lora(separate, file.lora)
    merged = motion_unet(recipe)
    tensors = recipe.tensors()
    frames = tensors["sample"].shape[2]
    text = tensors["encoder_hidden_states"].repeat_interleave(frames, 0)
    with torch.inference_mode():
        inputs = (tensors["sample"], torch.tensor(5), text)
        got, expected = separate(*inputs).sample, merged(*inputs).sample
    assert difference(got, expected) < 1e-5


@pytest.mark.parametrize("wording", ["kohya", "diffusers"])
def test_process_painter_community_loras(wording: str):
    """A LoRA of the U-Net and the text encoder, with its own alpha, as trainers save them."""
    model = base()
    unet_layer = "mid_block.attentions.0.transformer_blocks.0.attn1.to_out.0"
    text_layer = "encoder.layers.0.mlp.fc1"
    shapes = (model.unet[f"{unet_layer}.weight"].shape, model.text[f"{text_layer}.weight"].shape)
    names = (
        (
            "lora_unet_" + unet_layer.replace(".", "_"),
            "lora_te_text_model_" + text_layer.replace(".", "_"),
        )
        if wording == "kohya"
        else (f"unet.{unet_layer}", f"text_encoder.text_model.{text_layer}")
    )
    weights = {}
    for name, (outputs, inputs) in zip(names, shapes, strict=True):
        weights |= {
            f"{name}.lora_down.weight": torch.ones(4, inputs),
            f"{name}.lora_up.weight": torch.ones(outputs, 4),
            f"{name}.alpha": torch.tensor(2.0),
        }
    lora = parse_lora(weights, "style")
    merged = merge_unet_lora(model.unet, lora, FULL_STRENGTH)
    key = f"{unet_layer}.weight"
    assert difference(merged[key], model.unet[key] + 2.0) < 1e-6
    encoder = assemble_text_encoder(model, [(lora, LoraStrength(spatial=0.5))])
    key = f"{text_layer}.weight"
    assert difference(encoder.state_dict()[key], model.text[key] + 1.0) < 1e-6


# What does not fit


def test_process_painter_refuses_a_lora_of_another_base_model():
    lora = parse_lora(painting_lora(golden("unet_forward")), "sketch.safetensors")
    other = {key: torch.zeros(*weight.shape, 1) for key, weight in base().unet.items()}
    with pytest.raises(ModelProblem, match=r"sketch\.safetensors was made for another base model"):
        merge_unet_lora(other, lora, FULL_STRENGTH)
    wider = {key: torch.zeros(8, 9) for key in motion_unet(golden("unet_forward")).state_dict()}
    with pytest.raises(ModelProblem, match=r"choose a LoRA of Stable Diffusion 1\.5"):
        merge_unet_lora(wider, lora, FULL_STRENGTH)


def test_process_painter_refuses_what_is_no_lora(tmp_path: Path):
    save_file({"conv.weight": torch.zeros(2)}, tmp_path / "a.safetensors")
    with pytest.raises(ModelProblem, match="is not a LoRA file"):
        read_lora(tmp_path / "a.safetensors")
    half = {"x.lora_down.weight": torch.zeros(4, 8)}
    for shape in (None, (8, 3), (8,), (0, 4)):
        up = {} if shape is None else {"x.lora_up.weight": torch.zeros(shape)}
        with pytest.raises(ModelProblem, match="damaged or incomplete"):
            parse_lora(half | up, "a")
    whole = half | {"x.lora_up.weight": torch.zeros(8, 4), "x.alpha": torch.zeros(2)}
    with pytest.raises(ModelProblem, match="damaged or incomplete"):
        parse_lora(whole, "a")


def test_process_painter_refuses_a_motion_module_of_another_width():
    recipe = golden("unet_forward", "motion_ckpt")
    file = motion(recipe)
    doubled = {
        key: weight.repeat(*(2 for _ in weight.shape)) for key, weight in file.weights.items()
    }
    width = architecture(recipe).channels[0]
    with pytest.raises(ModelProblem, match=f"models {2 * width} channels wide.* is {width} wide"):
        assemble_motion_unet(base_model(recipe), replace(file, weights=doubled, lora={}))


def test_process_painter_refuses_an_incomplete_motion_module():
    recipe = golden("unet_forward", "motion_ckpt")
    file = motion(recipe)
    key = next(reversed(file.weights))
    without = {name: weight for name, weight in file.weights.items() if name != key}
    with pytest.raises(ModelProblem, match="does not fit"):
        assemble_motion_unet(base_model(recipe), replace(file, weights=without))
    extra = {**file.weights, "mid_block.motion_modules.0.norm.weight": torch.zeros(2)}
    with pytest.raises(ModelProblem, match="does not fit"):
        assemble_motion_unet(base_model(recipe), replace(file, weights=extra))


def test_process_painter_refuses_what_is_no_motion_module(tmp_path: Path):
    path = tmp_path / "a.ckpt"
    torch.save(base().unet, path)
    with pytest.raises(ModelProblem, match="is not a motion module"):
        read_motion(path)
    torch.save({}, path)
    with pytest.raises(ModelProblem, match="holds no model weights"):
        read_motion(path)
    write_json(tmp_path / "adapter_config.json", {"lora_alpha": "much"})
    with pytest.raises(ModelProblem, match="is no LoRA configuration"):
        read_motion(path)


def test_process_painter_refuses_damaged_files(tmp_path: Path):
    recipe = golden("unet_forward", "motion_ckpt")
    path = save_motion(recipe, tmp_path / "motion.ckpt")
    whole = path.read_bytes()
    for size in (0, 100, len(whole) // 2, len(whole) - 10):
        path.write_bytes(whole[:size])
        with pytest.raises(ModelProblem, match="damaged or incomplete"):
            read_motion(path)


@dataclass
class Payload:
    """An object that only unpickling would make."""


def test_process_painter_unpickles_nothing(tmp_path: Path):
    path = tmp_path / "motion.ckpt"
    torch.save({"a": Payload()}, path)
    with pytest.raises(ModelProblem, match="can run code"):
        read_motion(path)


def test_process_painter_refuses_a_reference_network_of_another_model():
    recipe = golden("sparsectrl_forward")
    weights = {network_key(key): weight for key, weight in published_reference(recipe).items()}
    own = architecture(recipe)
    other = replace(own, channels=tuple(2 * count for count in own.channels))
    with pytest.raises(ModelProblem, match="reference network of another base model"):
        assemble_reference_network(weights, other, "reference.ckpt")
    for strangers in (base().unet, {}):
        with pytest.raises(ModelProblem, match="is not a reference network"):
            assemble_reference_network(strangers, base().architecture, "base")


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"attention_head_dim": [5, 10, 20, 20]},
        {"use_linear_projection": True},
        {"block_out_channels": [320, 640, 1280]},
        {"block_out_channels": [33, 64, 96, 128]},
        {"layers_per_block": 0},
        {"in_channels": 9},
        {"cross_attention_dim": "many"},
    ],
)
def test_process_painter_refuses_other_base_models(config):
    known = {
        "block_out_channels": [320, 640, 1280, 1280],
        "layers_per_block": 2,
        "attention_head_dim": 8,
        "cross_attention_dim": 768,
        "norm_num_groups": 32,
    }
    assert BaseArchitecture.of_config(known, "base") == BaseArchitecture()
    changed = {**known, **config} if config else {}
    with pytest.raises(ModelProblem, match=r"is not a Stable Diffusion 1\.5 model"):
        BaseArchitecture.of_config(changed, "base")


def test_process_painter_refuses_other_single_files(tmp_path: Path):
    path = tmp_path / "a.safetensors"
    save_file({"model.diffusion_model.label_emb.0.0.weight": torch.zeros(2)}, path)
    with pytest.raises(ModelProblem, match=r"Stable Diffusion 1\.5"):
        read_base_model(path)
    save_file({"x": torch.zeros(2)}, path)
    with pytest.raises(ModelProblem, match=r"Stable Diffusion 1\.5"):
        read_base_model(path)
    with pytest.raises(ModelProblem, match="is missing"):
        read_base_model(tmp_path / "b.ckpt")
    path = write_single_file(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelProblem, match="damaged"):
        read_base_model(path)
