"""That training teaches, by processes that are sampled of pictures never seen, with numbers.

The model that the tests start from paints in four ways (stroke_world.py). The commands of
`python -m benchmarks.ways_of_painting` teach such a model and print more numbers of this kind;
`pytest -s` prints those that are measured here.
"""

from __future__ import annotations

import pytest
import torch

from pentimento_backend.engines.process_painter.low_rank import (
    FULL_STRENGTH,
    merge_unet_lora,
    read_lora,
)
from pentimento_backend.training.course import Course
from pentimento_backend.training.guided import GuidedUNet
from pentimento_backend.training.recipes.lora import (
    SPATIAL_FILE,
    SpatialLoraRecipe,
    TemporalLoraRecipe,
)
from pentimento_backend.training.recipes.whole import WholeNetwork

from .reduced_training import run_in
from .stroke_world import (
    ARCHITECTURE,
    MIXED_MODEL,
    NEVER,
    RANK,
    Traits,
    Way,
    mean_traits,
    paint,
    painted,
    read_network,
    style_course,
    style_material,
    traits_of,
)

pytestmark = pytest.mark.timeout(1200)

UNSEEN = range(9000, 9016)
LOOK = Course(steps=20, batch=10, learning_rate=1e-3, save_every=NEVER, preview_every=NEVER)


def _sampled(network: GuidedUNet) -> list[Traits]:
    """Return the traits of processes to the finish of unseen pictures, each from its own noise."""
    goals = torch.stack([painted(picture, Way.LEFTWARDS) for picture in UNSEEN])
    return traits_of(list(paint(network, goals)), list(goals))


def _is_in_the_style(one: Traits) -> bool:
    return one.upright > 0.7 and one.rightward < -0.7


def test_given_finishes_are_followed_in_many_ways():
    """The finish comes out, and no way is preferred; an untrained network does nothing of this."""
    torch.manual_seed(0)
    untrained = mean_traits(_sampled(WholeNetwork(ARCHITECTURE)))
    each = _sampled(read_network(MIXED_MODEL))
    trained = mean_traits(each)
    print(f"untrained {untrained}\ntrained {trained}")
    assert untrained.finish_error > 0.6
    assert trained.finish_error < 0.15
    assert untrained.astray > 0.5
    assert trained.astray < 0.05
    assert abs(trained.rightward) < 0.4
    assert abs(trained.upright) < 0.4
    assert min(one.upright for one in each) < -0.8 < 0.8 < max(one.upright for one in each)
    assert min(one.rightward for one in each) < -0.9 < 0.9 < max(one.rightward for one in each)


def test_a_lora_from_ten_sequences_turns_processes_to_their_style(tmp_path):
    """Ten sequences of one invented style: all strokes upright, from right to left.

    Learnt as `pentimento learn` does: the spatial LoRA first, then upon it, merged, the temporal.
    """
    material = style_material(tmp_path)
    network = read_network(MIXED_MODEL)
    before = _sampled(network)
    look = SpatialLoraRecipe(network.plain, material, RANK, torch.float32)
    run_in(tmp_path / "look", LOOK).train(look)
    network = read_network(MIXED_MODEL)
    learnt = read_lora(tmp_path / "look" / SPATIAL_FILE)
    weights = {
        name: weight
        for name, weight in network.unet.state_dict().items()
        if ".motion_modules." not in name
    }
    network.unet.load_state_dict(merge_unet_lora(weights, learnt, FULL_STRENGTH), strict=False)
    recipe = TemporalLoraRecipe(network.unet, network.reference, material, RANK, torch.float32)
    outcome = run_in(tmp_path / "process", style_course(150)).train(recipe)
    after = _sampled(recipe.network)
    without, along = mean_traits(before), mean_traits(after)
    print(f"without LoRA {without}\nwith LoRA {along}\n{outcome}")
    assert outcome.held_out_after < outcome.held_out_before
    assert abs(without.rightward) < 0.4
    assert along.rightward < -0.9
    assert abs(without.upright) < 0.4
    assert along.upright > 0.8
    assert sum(map(_is_in_the_style, before)) <= 8
    assert sum(map(_is_in_the_style, after)) >= 14
    assert without.iou < 0.6
    assert along.iou > 0.85
    assert along.distance < 0.1 < without.distance
    assert along.astray < 0.05
    assert along.finish_error < 0.15
