"""The state of a training on the disk: whole or not there, and nothing in it is unpickled.

<folder>/checkpoints/step_00000500/{network,optimiser,average}.safetensors and state.json. A new one
is written beside and renamed when it is whole; then the older ones go. Random numbers need no
state: every step draws its own from the seed and its number.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import save_file

from ..models.problem import ModelProblem
from ..models.weights import Weights, read_config, read_weights
from .problem import TrainingProblem, cannot_write

FORMAT = 1
CHECKPOINTS = "checkpoints"
STATE = "state.json"
NAME = re.compile(r"step_(\d{8})")


@dataclass(frozen=True)
class Checkpoint:
    """A training after `step` steps: named groups of tensors, and a JSON object about it."""

    step: int
    tensors: Mapping[str, Weights]
    about: Mapping[str, Any]


def save(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint of the training in `folder`, which replaces the earlier ones.

    Raises TrainingProblem, for instance where the disk is full; the earlier one is left then.
    """
    room = folder / CHECKPOINTS
    place = room / f"step_{checkpoint.step:08d}"
    draft = place.with_suffix(".new")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name, tensors in checkpoint.tensors.items():
            save_file(dict(tensors), draft / f"{name}.safetensors")
        state = {"format": FORMAT, "step": checkpoint.step, **checkpoint.about}
        (draft / STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        draft.replace(place)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise cannot_write(
            f"The training could not be saved in {room} ({{reason}}): {{remedy}} and start it "
            "again, it goes on from what was saved last.",
            error,
        ) from error
    for old in _all(folder):
        if old != place:
            shutil.rmtree(old, ignore_errors=True)


def latest(folder: Path) -> Checkpoint | None:
    """Return the last checkpoint of the training in `folder`, None where there is none.

    Raises TrainingProblem for a damaged one.
    """
    places = _all(folder)
    if not places:
        return None
    place = places[-1]
    try:
        about = read_config(place / STATE)
        tensors = {path.stem: read_weights(path) for path in place.glob("*.safetensors")}
        step = about["step"]
        if about.get("format") != FORMAT or place.name != f"step_{step:08d}":
            raise ValueError
    except (ModelProblem, KeyError, TypeError, ValueError) as error:
        raise TrainingProblem(
            f"{place} is damaged or of another version: delete it to start from the one before or "
            "from the beginning."
        ) from error
    return Checkpoint(step, tensors, about)


def _all(folder: Path) -> list[Path]:
    room = folder / CHECKPOINTS
    return sorted(path for path in room.glob("step_*") if NAME.fullmatch(path.name))
