"""That training teaches: reduced networks in a small world, against untrained ones, with numbers.

What is measured is how little a network expects a process (`surprise`): one that has learnt an
order expects it, and not its reverse; one that follows given frames expects them, and not others.
`pytest -s` prints the numbers.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pytest
import torch

from pentimento_backend.training.course import Course
from pentimento_backend.training.guided import GuidedUNet
from pentimento_backend.training.loop import Outcome, train
from pentimento_backend.training.material import Material
from pentimento_backend.training.recipe import Recipe
from pentimento_backend.training.recipes.lora import TemporalLoraRecipe
from pentimento_backend.training.recipes.whole import WholeNetwork, WholeRecipe

from .bar_world import ARCHITECTURE, BARS, bar_clips, bar_latents, bar_material, surprise
from .reduced_training import Listener

pytestmark = pytest.mark.timeout(1200)

UNSEEN = range(1000, 1004)
NEVER = 10**6
FROM_LEFT = Course(
    steps=120, batch=8, learning_rate=2e-3, average=0.95, save_every=NEVER, preview_every=NEVER
)
FROM_RIGHT = Course(
    steps=40, batch=5, learning_rate=5e-3, average=0.8, save_every=NEVER, preview_every=NEVER
)


@dataclass(frozen=True)
class Expectations:
    """Means over unseen pictures: of processes from left to right and from right to left, and of
    the last frame under its own finish and under that of another picture."""

    from_left: float
    from_right: float
    given: float
    another: float

    @property
    def order(self) -> float:
        """Above 1 where left to right is what is expected."""
        return self.from_right / self.from_left


@dataclass(frozen=True, eq=False)
class Taught:
    network: GuidedUNet
    material: Material
    outcome: Outcome


def _expectations(network: GuidedUNet, material: Material) -> Expectations:
    network.eval()
    lefts = [bar_latents(seed) for seed in UNSEEN]
    rights = [bar_latents(seed, from_right=True) for seed in UNSEEN]
    others = lefts[1:] + lefts[:1]
    last = BARS - 1
    return Expectations(
        from_left=mean(surprise(network, material, clip, clip) for clip in lefts),
        from_right=mean(surprise(network, material, clip, clip) for clip in rights),
        given=mean(surprise(network, material, clip, clip, last) for clip in lefts),
        another=mean(
            surprise(network, material, clip, other, last)
            for clip, other in zip(lefts, others, strict=True)
        ),
    )


def _train(recipe: Recipe, course: Course, folder: Path) -> Outcome:
    listener = Listener()
    return train(recipe, course, folder, listener, listener.stop, on_cpu=True)


@pytest.fixture(scope="module")
def taught(tmp_path_factory) -> Taught:
    """A model that was taught to paint bars from left to right."""
    folder = tmp_path_factory.mktemp("bars")
    held_out = bar_clips(folder / "unseen", UNSEEN)
    material = bar_material(folder, bar_clips(folder / "clips", range(200)), held_out)
    torch.manual_seed(0)
    recipe = WholeRecipe(ARCHITECTURE, material, folder)
    with pytest.MonkeyPatch.context() as context:
        # what is kept is the average of the weights, and no file is needed of it
        kept = {}

        def keep(recipe: WholeRecipe, _folder: Path) -> None:
            kept["network"] = copy.deepcopy(recipe.network)

        context.setattr(WholeRecipe, "keep", keep)
        outcome = _train(recipe, FROM_LEFT, folder / "training")
    return Taught(kept["network"], material, outcome)


def test_given_frames_are_followed_and_the_order_is_learnt(taught):
    torch.manual_seed(0)
    untrained = _expectations(WholeNetwork(ARCHITECTURE), taught.material)
    trained = _expectations(taught.network, taught.material)
    print(f"untrained {untrained}, trained {trained}")
    assert untrained.order == pytest.approx(1.0, abs=0.05)
    assert untrained.another == pytest.approx(untrained.given, rel=0.01)
    assert trained.order > 1.2
    assert trained.another > 1.2 * trained.given
    assert taught.outcome.held_out_after < 0.2 * taught.outcome.held_out_before


def test_a_lora_turns_the_process_to_an_invented_style(taught, tmp_path):
    """Ten sequences, all from right to left, upon a model that knows left to right alone."""
    ten = bar_clips(tmp_path / "ten", range(2000, 2010), from_right=True)
    material = Material(ten, ten.part([]), taught.material.words, taught.material.vae)
    network = copy.deepcopy(taught.network)
    without = _expectations(network, material)
    recipe = TemporalLoraRecipe(network.unet, network.reference, material, 8, torch.float32)
    _train(recipe, FROM_RIGHT, tmp_path / "lora")
    along = _expectations(network, material)
    print(f"without LoRA {without}, with {along}")
    assert along.order < 0.88 * without.order
    assert along.from_right < without.from_right
    assert along.from_left > without.from_left
