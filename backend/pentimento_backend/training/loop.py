"""The training loop, on accelerate: one for all recipes.

A step draws its items and its noise from the course's seed and its own number alone. So a training
that was broken off and goes on computes, on the CPU bit by bit, what it would have computed anyway.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from accelerate import Accelerator
from PIL import Image
from safetensors import SafetensorError

from ..models.devices import is_out_of_memory
from ..models.weights import Weights
from .averaging import RunningAverage
from .checkpoints import Checkpoint, latest, save
from .course import Course
from .onlooker import Onlooker, Progress
from .problem import TrainingProblem, cannot_write
from .recipe import Batch, Recipe
from .sequences import shuffled
from .stopping import Stop

PREVIEWS = "previews"
JOURNAL = "journal.jsonl"
"""A line for each measure of the held-out loss: step, held_out, loss, seconds."""

LATE = 50
"""Steps over which the loss that is told is averaged: single ones scatter with the noise level."""

HELD_OUT_SEED = 20_000_003
"""What is drawn to measure the held-out loss is the same at every step, so that they compare."""
HELD_OUT_ROUNDS = 4
"""How often each held-out item is measured, with other noise."""


@dataclass(frozen=True)
class Outcome:
    """How a training ended: after `step` steps, by itself or stopped, and its held-out losses."""

    step: int
    stopped: bool
    held_out_before: float | None
    held_out_after: float | None


def train(
    recipe: Recipe,
    course: Course,
    folder: Path,
    onlooker: Onlooker,
    stop: Stop,
    *,
    on_cpu: bool = False,
) -> Outcome:
    """Train to the end of the course, or until stopped, and keep the result in `folder`.

    A training of the same course in that folder goes on where it was saved. Raises TrainingProblem.
    """
    try:
        return _Training(recipe, course, folder, onlooker, stop, on_cpu=on_cpu).run()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise TrainingProblem(
            "The memory of the device does not suffice: choose a smaller size or batch, close "
            "other programs, or switch gradient checkpointing on; what was saved is kept."
        ) from error


class _Training:
    def __init__(
        self,
        recipe: Recipe,
        course: Course,
        folder: Path,
        onlooker: Onlooker,
        stop: Stop,
        *,
        on_cpu: bool,
    ) -> None:
        self._recipe, self._course, self._folder = recipe, course, folder
        self._onlooker, self._stop = onlooker, stop
        self._accelerator = Accelerator(
            mixed_precision=course.arithmetic,
            gradient_accumulation_steps=course.accumulation,
            cpu=on_cpu,
        )
        self._trained = {
            name: parameter
            for name, parameter in recipe.network.named_parameters()
            if parameter.requires_grad
        }
        optimiser = torch.optim.AdamW(
            self._trained.values(),
            course.learning_rate,
            weight_decay=course.weight_decay,
            fused=True,
        )
        self._network, self._optimiser = self._accelerator.prepare(recipe.network, optimiser)
        recipe.place(self._accelerator.device)
        self._average = RunningAverage(self._trained, course.average) if course.average else None
        self._losses: deque[float] = deque(maxlen=LATE)
        self._step = 0
        self._before: float | None = None
        self._measured: tuple[int, float] | None = None
        self._started = time.monotonic()

    def run(self) -> Outcome:
        if self._accelerator.is_main_process:
            self._write(self._open_journal)  # hours later it would be too late to learn of it
        self._restore()
        begun = self._step
        if begun == 0:
            self._before = self._measure()
        stopped = False
        while self._step < self._course.steps and not stopped:
            self._one_step()
            self._tell(begun)
            stopped = self._everyone_stops()
            if self._step % self._course.preview_every == 0:
                self._measure()
                self._preview()
            if stopped or self._step % self._course.save_every == 0:
                self._save()
        if self._step > begun and not stopped:
            self._save()
        after = self._measure()
        self._keep()
        return Outcome(self._step, stopped, self._before, after)

    def _one_step(self) -> None:
        course, total = self._course, 0.0
        generator = self._generator(course.seed, self._step)
        self._network.train()
        for part in range(course.accumulation):
            with self._accelerator.accumulate(self._network):
                items = self._items(self._step * course.accumulation + part)
                loss = self._recipe.loss(self._network, Batch(items, generator))
                self._accelerator.backward(loss)
                if self._accelerator.sync_gradients:
                    self._accelerator.clip_grad_norm_(list(self._trained.values()), course.clip)
                self._optimiser.step()
                self._optimiser.zero_grad()
                total += loss.detach().float().item() / course.accumulation
        self._step += 1
        if not np.isfinite(total):
            raise TrainingProblem(
                f"The loss is no number any more at step {self._step}: start again with a lower "
                "learning rate; what was saved before is kept."
            )
        if self._average is not None:
            self._average.follow(self._step)
        self._losses.append(total)

    def _items(self, number: int) -> list[int]:
        """Return what this process learns from in the `number`-th batch since the beginning."""
        each, count = self._course.batch, self._recipe.count
        ranks, rank = self._accelerator.num_processes, self._accelerator.process_index
        first = (number * ranks + rank) * each
        items = []
        for place in range(first, first + each):
            epoch, position = divmod(place, count)
            items.append(int(shuffled(count, self._course.seed, epoch)[position]))
        return items

    def _generator(self, seed: int, step: int) -> torch.Generator:
        numbers = (seed, step, self._accelerator.process_index)
        drawn = int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> 1)
        torch.manual_seed(drawn)
        return torch.Generator().manual_seed(drawn)

    @torch.no_grad()
    def _measure(self) -> float | None:
        """Return the held-out loss and write it down; None where nothing is held out."""
        if not self._recipe.held_out:
            return None
        if self._measured is not None and self._measured[0] == self._step:
            return self._measured[1]
        self._network.eval()
        losses = []
        with self._kept_weights():
            for number in range(HELD_OUT_ROUNDS):
                for item in range(self._recipe.held_out):
                    generator = self._generator(HELD_OUT_SEED + number, item)
                    batch = Batch([item], generator, held_out=True)
                    losses.append(self._recipe.loss(self._network, batch).float().item())
        mean = float(np.mean(losses))
        self._measured = self._step, mean
        line = {
            "step": self._step,
            "held_out": mean,
            "loss": self._late_loss,
            "seconds": round(time.monotonic() - self._started, 1),
        }
        if self._accelerator.is_main_process:
            self._write(lambda: self._append(line))
        return mean

    def _open_journal(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / JOURNAL).touch()

    def _append(self, line: dict[str, float | int | None]) -> None:
        with (self._folder / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(line) + "\n")

    def _preview(self) -> None:
        if not self._accelerator.is_main_process:
            return
        self._network.eval()
        with self._kept_weights():
            picture = self._recipe.preview()
        if picture is None:
            return
        path = self._folder / PREVIEWS / f"step_{self._step:08d}.png"

        def write() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).save(path)

        self._write(write)
        self._onlooker.preview(path)

    def _keep(self) -> None:
        if self._accelerator.is_main_process:
            with self._kept_weights():
                self._write(lambda: self._recipe.keep(self._folder))

    def _kept_weights(self) -> AbstractContextManager[None]:
        return nullcontext() if self._average is None else self._average.in_place()

    def _tell(self, begun: int) -> None:
        if not self._accelerator.is_main_process:
            return
        done = self._step - begun
        each = (time.monotonic() - self._started) / done
        left = each * (self._course.steps - self._step)
        progress = Progress(self._step, self._course.steps, "training", self._late_loss, left)
        self._onlooker.progress(progress)

    @property
    def _late_loss(self) -> float | None:
        return float(np.mean(self._losses)) if self._losses else None

    def _everyone_stops(self) -> bool:
        """Return whether any process is wished to stop; all must do so after the same step."""
        if self._stop.is_wished:
            self._accelerator.set_trigger()
        return self._accelerator.check_trigger()

    def _save(self) -> None:
        if self._accelerator.is_main_process:
            save(self._folder, self._state())
        self._accelerator.wait_for_everyone()

    def _state(self) -> Checkpoint:
        tensors: dict[str, Weights] = {
            "network": {name: weight.detach() for name, weight in self._trained.items()},
            "optimiser": self._optimiser_tensors(),
        }
        if self._average is not None:
            tensors["average"] = self._average.weights
        about = {
            "recipe": self._recipe.name,
            "course": self._course.fixed,
            "items": self._recipe.count,
            "held_out_before": self._before,
            "scaler": self._accelerator.scaler and self._accelerator.scaler.state_dict(),
        }
        return Checkpoint(self._step, tensors, about)

    def _optimiser_tensors(self) -> Weights:
        state = self._optimiser.state_dict()["state"]
        return {
            f"{name}/{part}": tensor
            for number, name in enumerate(self._trained)
            for part, tensor in state.get(number, {}).items()
        }

    def _restore(self) -> None:
        checkpoint = latest(self._folder)
        if checkpoint is None:
            return
        self._check_same(checkpoint)
        try:
            for name, weight in self._trained.items():
                weight.data.copy_(checkpoint.tensors["network"][name])
            self._restore_optimiser(checkpoint.tensors["optimiser"])
            if self._average is not None:
                self._average.load(checkpoint.tensors["average"])
            if self._accelerator.scaler is not None and checkpoint.about["scaler"]:
                self._accelerator.scaler.load_state_dict(checkpoint.about["scaler"])
        except (KeyError, RuntimeError, TypeError, ValueError) as error:
            raise TrainingProblem(
                f"What is saved in {self._folder} belongs to another network: name another folder."
            ) from error
        self._step, self._before = checkpoint.step, checkpoint.about["held_out_before"]

    def _check_same(self, checkpoint: Checkpoint) -> None:
        recipe, items = checkpoint.about.get("recipe"), checkpoint.about.get("items")
        if recipe != self._recipe.name:
            raise TrainingProblem(
                f"{self._folder} holds another training ({recipe}): name another folder."
            )
        if items != self._recipe.count:
            raise TrainingProblem(
                f"The training in {self._folder} learns from {items} items, and now there are "
                f"{self._recipe.count}: give it the same data, or name another folder."
            )
        self._course.check_continues(dict(checkpoint.about.get("course") or {}))

    def _restore_optimiser(self, tensors: Weights) -> None:
        state: dict[int, Weights] = {}
        numbers = {name: number for number, name in enumerate(self._trained)}
        for key, tensor in tensors.items():
            name, _, part = key.rpartition("/")
            state.setdefault(numbers[name], {})[part] = tensor
        groups = self._optimiser.state_dict()["param_groups"]
        self._optimiser.load_state_dict({"state": state, "param_groups": groups})

    def _write(self, write: Callable[[], None]) -> None:
        """Write something. Raises TrainingProblem, for instance where the disk is full."""
        try:
            write()
        except (OSError, SafetensorError) as error:
            raise cannot_write(
                f"{self._folder} cannot be written ({{reason}}): {{remedy}} and start again, the "
                "training goes on from what was saved last.",
                error,
            ) from error
