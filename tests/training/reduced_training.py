"""Small trainings: invented sequences, and an onlooker who notes all that it hears."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from pentimento_backend.engines.interface import falling_steps
from pentimento_backend.training.clips import Coding
from pentimento_backend.training.course import Course
from pentimento_backend.training.onlooker import Progress
from pentimento_backend.training.runs import Run
from pentimento_backend.training.sequences import PaintingSequence
from pentimento_backend.training.stopping import Stop

CODING = Coding(frames=3, long_side=64)
COURSE = Course(steps=4, learning_rate=1e-3, save_every=2, preview_every=100)


class Listener:
    """Notes what it hears; wishes a stop after a step of what it calls `note`, where asked to."""

    def __init__(self, stop_after: int | None = None, note: str = "training") -> None:
        self.heard: list[Progress] = []
        self.previews: list[Path] = []
        self.stop = Stop()
        self._stop_after = stop_after
        self._note = note

    def progress(self, progress: Progress) -> None:
        self.heard.append(progress)
        if progress.note == self._note and progress.step == self._stop_after:
            self.stop.wish()

    def preview(self, path: Path) -> None:
        self.previews.append(path)


def run_in(
    folder: Path,
    course: Course = COURSE,
    listener: Listener | None = None,
    *,
    held_out: int = 0,
    coding: Coding = CODING,
) -> Run:
    heard = listener or Listener()
    return Run(course, coding, folder, heard, heard.stop, held_out, on_cpu=True)


class Listed(list[PaintingSequence]):
    """Sequences that lie in memory."""

    def fingerprint(self) -> str:
        """Return a hash of all frames."""
        return hashlib.sha256(b"".join(one.frames.tobytes() for one in self)).hexdigest()


def bars(count: int, frames: int = 3, side: int = 64) -> Listed:
    """Return sequences of coloured bars that come one by one, from the left."""
    return Listed(_bars(number, frames, side) for number in range(count))


def digests(weights: Mapping[str, torch.Tensor]) -> dict[str, str]:
    """Return a hash of each weight's bytes."""
    return {
        name: hashlib.sha256(weight.detach().float().numpy().tobytes()).hexdigest()
        for name, weight in weights.items()
    }


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _bars(number: int, frames: int, side: int) -> PaintingSequence:
    dice = np.random.default_rng(number)
    canvas = np.full((side, side, 3), 255, np.uint8)
    states = []
    for place in range(frames):
        left = place * side // frames
        canvas[:, left : left + side // frames] = dice.integers(0, 256, 3)
        states.append(canvas.copy())
    return PaintingSequence(
        key=f"bars{number:03d}",
        frames=np.stack(states),
        steps=falling_steps(frames),
        caption=f"bars number {number}",
        source="the tests",
        licence="CC0-1.0",
        kind="invented",
    )
