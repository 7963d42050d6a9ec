"""What small trainings teach, by processes that are sampled of pictures never seen.

    python -m benchmarks.ways_of_painting teach [--steps 800]    six minutes of a core
    python -m benchmarks.ways_of_painting measure [--steps 50,100,200,400] [--published-loss]
                                                  [--sheet FILE.png]

The world is that of tests/training/stroke_world.py: pictures of 4 x 4 cells that are painted in one
of four ways. `teach` trains a model from scratch on 600 sequences in all four ways, by the recipe
of `pentimento train whole`, and puts it in the place of the file that the tests start from.
`measure` trains a LoRA upon it, by the second stage of `pentimento learn`, on ten sequences that
are all painted with upright strokes from right to left, and measures what is then sampled, beside
the model without a LoRA and one that was never trained: means over 32 unseen pictures, each from
noise of its own. With `--published-loss` all noise levels count alike for the LoRA.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from PIL import Image
from rich.console import Console
from rich.table import Table
from tests.training.reduced_training import run_in
from tests.training.stroke_world import (
    ARCHITECTURE,
    MIXED_MODEL,
    NEVER,
    RANK,
    Traits,
    Way,
    mean_traits,
    paint,
    painted,
    pictures,
    read_network,
    style_course,
    style_material,
    traits_of,
    world_material,
    write_clips,
    write_network,
)

from pentimento_backend.training.course import Course
from pentimento_backend.training.recipe import Recipe
from pentimento_backend.training.recipes import lora
from pentimento_backend.training.recipes.lora import TemporalLoraRecipe
from pentimento_backend.training.recipes.whole import WholeNetwork, WholeRecipe

LEARNT, UNSEEN = range(600), range(9000, 9032)
SHOWN = 4


class KeptForTests(WholeRecipe):
    """Keeps the network as the tests read it."""

    def keep(self, folder: Path) -> None:
        write_network(MIXED_MODEL, self.network)


class Unkept(TemporalLoraRecipe):
    """Leaves the LoRA where it is, on the network."""

    def keep(self, folder: Path) -> None:
        pass


def teach(steps: int, folder: Path) -> None:
    """Train the model that paints in all four ways."""
    dice = np.random.default_rng(0)
    ways = list(Way)
    learnt = [(picture, ways[dice.integers(len(ways))]) for picture in LEARNT]
    held_out = [(5000 + number, way) for number, way in enumerate(ways * 2)]
    material = world_material(
        write_clips(folder / "learnt", learnt), write_clips(folder / "held_out", held_out)
    )
    torch.manual_seed(0)
    recipe = KeptForTests(ARCHITECTURE, material, folder)
    course = Course(
        steps, batch=24, learning_rate=2e-3, average=0.97, save_every=NEVER, preview_every=NEVER
    )
    before, after = _train(recipe, course, folder / "training")
    print(f"{MIXED_MODEL}: held-out loss {before:.4f} before, {after:.4f} after {steps} steps")


def measure(marks: list[int], folder: Path, sheet: Path | None) -> Table:
    """Return the traits of processes by an untrained model, the model, and with LoRAs."""
    torch.manual_seed(0)
    names = [one.name for one in fields(Traits)]
    table = Table("painter", "held-out loss", *(name.replace("_", " ") for name in names))
    goals = torch.stack([painted(picture, Way.LEFTWARDS) for picture in UNSEEN])
    rows = []

    def tell(name: str, processes: torch.Tensor, loss: str) -> None:
        each = mean_traits(traits_of(list(processes), list(goals)))
        table.add_row(name, loss, *(f"{getattr(each, part):.2f}" for part in names))
        rows.extend(np.concatenate(list(pictures(one)), axis=1) for one in processes[:SHOWN])

    tell("the style itself", goals, "")
    tell("untrained", paint(WholeNetwork(ARCHITECTURE), goals), "")
    tell("four ways, no LoRA", paint(read_network(MIXED_MODEL), goals), "")
    network = read_network(MIXED_MODEL)
    recipe = Unkept(network.unet, network.reference, style_material(folder), RANK, torch.float32)
    for steps in marks:
        before, after = _train(recipe, style_course(steps), folder / "lora")
        tell(f"LoRA, {steps} steps", paint(recipe.network, goals), f"{before:.4f} -> {after:.4f}")
    if sheet is not None:
        Image.fromarray(np.concatenate(rows)).save(sheet)
    return table


def _train(recipe: Recipe, course: Course, folder: Path) -> tuple[float, float]:
    outcome = run_in(folder, course).train(recipe)
    return outcome.held_out_before or 0.0, outcome.held_out_after or 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("task", choices=("teach", "measure"))
    parser.add_argument("--steps", help="of the model (800), or of the LoRA (50,100,200,400)")
    parser.add_argument("--published-loss", action="store_true", help="for the LoRA")
    parser.add_argument("--sheet", type=Path, help="write rows of frames as one picture")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.task == "teach":
            teach(int(wanted.steps or 800), Path(folder))
        else:
            marks = [int(steps) for steps in (wanted.steps or "50,100,200,400").split(",")]
            weights = torch.ones_like if wanted.published_loss else lora.level_weights
            with patch.object(lora, "level_weights", weights):
                Console(width=140).print(measure(marks, Path(folder), wanted.sheet))


if __name__ == "__main__":
    sys.exit(main())
