"""Each recipe, with reduced random models: what it changes, what it leaves, and that it learns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from random_models.paints_undo import write_single_frame
from random_models.process_painter import write_motion, write_process_painter
from safetensors.torch import load_file

from pentimento_backend.engines.paints_undo.single_frame.checkpoint import load_single_frame
from pentimento_backend.engines.process_painter.architecture import BaseArchitecture, is_motion
from pentimento_backend.engines.process_painter.base_model import read_base_model
from pentimento_backend.engines.process_painter.info import BASE_MODEL
from pentimento_backend.engines.process_painter.motion_file import read_motion, read_reference
from pentimento_backend.engines.process_painter.networks import MotionUNet
from pentimento_backend.training.checkpoints import latest
from pentimento_backend.training.clips import Coding
from pentimento_backend.training.course import Course
from pentimento_backend.training.fresh import fresh_reference_network
from pentimento_backend.training.loop import JOURNAL, train
from pentimento_backend.training.recipes.lora import SpatialLoraRecipe, TemporalLoraRecipe
from pentimento_backend.training.recipes.whole import WholeNetwork
from pentimento_backend.training.runs import (
    GROUPS,
    train_lora,
    train_motion,
    train_operation_steps,
    train_reference,
)

from .reduced_training import CODING, COURSE, bars, digests, file_digest, run_in

LARGER = Coding(frames=3, long_side=128)
"""At 64 pixels, single pictures have but one latent in the deepest layers, too few to norm."""

LEARNING = Course(steps=30, learning_rate=3e-3, save_every=100, preview_every=100, average=0.9)


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    return write_process_painter(tmp_path_factory.mktemp("models"))[BASE_MODEL]


@pytest.fixture(scope="module")
def motion(tmp_path_factory) -> Path:
    return write_motion(tmp_path_factory.mktemp("motion") / "motion.ckpt")


def test_motion_modules_learn_and_the_base_model_stays(base, tmp_path, monkeypatch):
    before = digests(read_base_model(base).unet)
    outcome = train_motion(run_in(tmp_path, LEARNING, held_out=2), bars(20), base, None, None)
    assert outcome is not None and outcome.held_out_after is not None
    assert outcome.held_out_before is not None
    assert outcome.held_out_after < 0.9 * outcome.held_out_before
    checkpoint = latest(tmp_path)
    assert checkpoint is not None
    assert all(is_motion(name) for name in checkpoint.tensors["network"])
    assert digests(read_base_model(base).unet) == before
    assert (tmp_path / JOURNAL).read_text().count("held_out") == 2
    # what was learnt is a file that the engine reads
    learnt = read_motion(tmp_path / "motion.safetensors")
    assert learnt.architecture.frames == 24
    assert learnt.weights["down_blocks.0.motion_modules.0.proj_out.weight"].any()


def test_new_motion_modules_change_nothing_at_first(base, tmp_path):
    """So the first step starts from what the base model can."""
    from pentimento_backend.engines.process_painter.networks import plain_unet
    from pentimento_backend.training.fresh import fresh_motion_unet

    model = read_base_model(base)
    unet = fresh_motion_unet(replace(model, unet={k: w.float() for k, w in model.unet.items()}))
    plain = plain_unet(model.architecture)
    plain.load_state_dict({key: weight.float() for key, weight in model.unet.items()})
    sample, text = torch.randn(1, 4, 1, 16, 16), torch.randn(1, 77, 16)
    with torch.no_grad():
        one_frame = unet(sample, torch.tensor(500), text, return_dict=False)[0]
        picture = plain(sample[:, :, 0], torch.tensor(500), text, return_dict=False)[0]
    torch.testing.assert_close(one_frame[:, :, 0], picture, rtol=1e-4, atol=1e-5)


def test_a_small_network_begins_with_what_it_sees():
    torch.manual_seed(0)
    network = WholeNetwork(BaseArchitecture((32, 32, 64, 64), 1, text_channels=32, groups=GROUPS))
    generator = torch.Generator().manual_seed(0)
    seen = torch.randn(2, 4, 8, 8, 8, generator=generator)
    text = torch.randn(16, 5, 32, generator=generator)
    with torch.inference_mode():
        (found,) = network.eval()(seen, torch.tensor([999, 500]), text)
    assert float((found - seen).square().mean()) < 1e-4


def test_a_reference_network_learns_and_the_motion_stays(base, motion, tmp_path):
    before = file_digest(motion)
    outcome = train_reference(
        run_in(tmp_path, LEARNING, held_out=2), bars(20), base, motion, None, None
    )
    assert outcome is not None and outcome.held_out_after is not None
    assert outcome.held_out_before is not None
    assert outcome.held_out_after < 0.95 * outcome.held_out_before
    assert file_digest(motion) == before
    checkpoint = latest(tmp_path)
    assert checkpoint is not None
    assert all(name.startswith("reference.") for name in checkpoint.tensors["network"])
    learnt = read_reference(tmp_path / "reference.safetensors")
    assert learnt["controlnet_mid_block.weight"].any()


def test_a_reference_network_begins_as_the_first_half_of_the_base_model(base):
    model = read_base_model(base)
    network = fresh_reference_network(model.architecture, model.unet)
    own = network.state_dict()
    shared = [key for key in model.unet if key in own]
    assert len(shared) > 50
    assert all(torch.equal(own[key], model.unet[key].float()) for key in shared)
    assert not own["controlnet_mid_block.weight"].any()


def test_the_two_stages_of_a_painting_lora(base, motion, tmp_path):
    outcomes = train_lora(
        run_in(tmp_path, coding=LARGER), bars(4), base, motion, None, None, rank=2
    )
    assert outcomes is not None and outcomes[1] is not None
    spatial = load_file(tmp_path / "spatial" / "spatial.safetensors")
    temporal = load_file(tmp_path / "temporal" / "temporal.safetensors")
    assert not any(is_motion(name) for name in spatial)
    assert all(is_motion(name) for name in temporal)
    for layers in (spatial, temporal):
        assert all(".lora_A." in name or ".lora_B." in name for name in layers)
        ups = [weight for name, weight in layers.items() if ".lora_B." in name]
        assert ups and all(weight.any() for weight in ups), "some layers have learnt nothing"


@pytest.mark.parametrize("stage", ["spatial", "temporal"])
def test_a_lora_stage_changes_its_layers_alone(stage, base, motion, tmp_path):
    from pentimento_backend.engines.process_painter.assembly import (
        assemble_motion_unet,
        assemble_plain_unet,
        assemble_reference_network,
    )

    model, run = read_base_model(base), run_in(tmp_path, coding=LARGER)
    material = run.material_of(bars(4), model)
    assert material is not None
    if stage == "spatial":
        recipe = SpatialLoraRecipe(assemble_plain_unet(model), material, 2, torch.float32)
    else:
        unet = assemble_motion_unet(model, read_motion(motion), folded=False)
        fresh = fresh_reference_network(model.architecture, model.unet)
        reference = assemble_reference_network(
            fresh.state_dict(), model.architecture, "fresh", folded=False
        )
        recipe = TemporalLoraRecipe(unet, reference, material, 2, torch.float32)
    before = digests(recipe.network.state_dict())
    train(recipe, COURSE, tmp_path, run.onlooker, run.stop, on_cpu=True)
    after = digests(recipe.network.state_dict())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {name for name in before if ".lora_" in name}
    if stage == "temporal":
        assert all(is_motion(name) for name in changed)


def test_operation_steps_from_stable_diffusion(base, tmp_path):
    run = run_in(tmp_path, LEARNING, held_out=2, coding=LARGER)
    outcome = train_operation_steps(run, bars(20), base)
    assert outcome is not None and outcome.held_out_after is not None
    assert outcome.held_out_before is not None
    assert outcome.held_out_after < 0.9 * outcome.held_out_before
    model = load_single_frame(tmp_path)
    assert model.unet.add_embedding.linear_2.weight.any()
    finish_channels = model.unet.conv_in.weight[:, 4:]
    assert finish_channels.any()


def test_operation_steps_go_on_from_the_published_form(tmp_path):
    published = write_single_frame(tmp_path / "published")
    run = run_in(tmp_path / "out", replace(COURSE, preview_every=4))
    outcome = train_operation_steps(run, bars(3), published)
    assert outcome is not None and outcome.step == COURSE.steps
    load_single_frame(tmp_path / "out")
    assert run.onlooker.previews  # pyright: ignore[reportAttributeAccessIssue]


def test_gradient_checkpointing_computes_the_same(base, motion, tmp_path):
    plain = train_motion(run_in(tmp_path / "plain"), bars(3), base, motion, None)
    sparing = replace(COURSE, checkpointing=True)
    again = train_motion(run_in(tmp_path / "sparing", sparing), bars(3), base, motion, None)
    assert plain is not None and again is not None
    one, other = (
        load_file(tmp_path / name / "motion.safetensors") for name in ("plain", "sparing")
    )
    for name in one:
        torch.testing.assert_close(one[name], other[name], rtol=1e-2, atol=1e-3)


def test_previews_show_what_is_held_out_and_what_is_painted(base, motion, tmp_path):
    from PIL import Image

    run = run_in(tmp_path, replace(COURSE, preview_every=2))
    train_motion(run, bars(3), base, motion, None)
    previews = run.onlooker.previews  # pyright: ignore[reportAttributeAccessIssue]
    assert len(previews) == 2
    with Image.open(previews[0]) as picture:
        assert picture.size == (3 * CODING.long_side, 4 * CODING.long_side)


def test_the_trained_network_projects_twice(base, motion):
    """As published; a network with folded projections must not be trained."""
    from pentimento_backend.engines.process_painter.assembly import assemble_motion_unet
    from pentimento_backend.engines.process_painter.motion_attention import TwiceProjected

    unet = assemble_motion_unet(read_base_model(base), read_motion(motion), folded=False)
    assert isinstance(unet, MotionUNet)
    attention = unet.down_blocks[0].motion_modules[0].transformer_blocks[0].attn1
    assert isinstance(attention.processor, TwiceProjected)
