"""How a training is told on the command line: a bar for people, JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from rich.progress import MofNCompleteColumn

from ..training.onlooker import Onlooker, Progress
from .terminal_bar import terminal_bar


class TrainingReporter(Onlooker, Protocol):
    """Tells a training until it is closed."""

    def close(self) -> None: ...


class TrainingBar:
    """A bar on standard error, with the loss and the time left beside it."""

    def __init__(self) -> None:
        self._bar = terminal_bar(MofNCompleteColumn())
        self._task = self._bar.add_task("waiting", total=None)
        self._bar.start()

    def progress(self, progress: Progress) -> None:
        words = [progress.note]
        if progress.loss is not None:
            words.append(f"loss {progress.loss:.4f}")
        if progress.seconds_left is not None:
            words.append(f"{_duration(progress.seconds_left)} left")
        self._bar.update(
            self._task,
            completed=progress.step,
            total=progress.steps,
            description=", ".join(words),
        )

    def preview(self, path: Path) -> None:
        self._bar.console.print(f"preview: {path}", markup=False, highlight=False)

    def close(self) -> None:
        self._bar.stop()


class TrainingLines:
    """JSON lines on standard output."""

    def progress(self, progress: Progress) -> None:
        line = {
            "event": "progress",
            "step": progress.step,
            "steps": progress.steps,
            "note": progress.note,
            "loss": progress.loss,
            "seconds_left": progress.seconds_left,
        }
        print(json.dumps(line), flush=True)

    def preview(self, path: Path) -> None:
        print(json.dumps({"event": "preview", "file": str(path)}), flush=True)

    def close(self) -> None:
        """Nothing is open."""


@contextmanager
def training_reporter(as_json: bool) -> Iterator[TrainingReporter]:
    """Tell a training in one of the two ways while this lasts."""
    reporter = TrainingLines() if as_json else TrainingBar()
    try:
        yield reporter
    finally:
        reporter.close()


def tell_result(as_json: bool, sentences: Sequence[str], **values: object) -> None:
    """Print what has come of it: `sentences` for people, or {"event": "finished", ...} `values`."""
    if as_json:
        print(json.dumps({"event": "finished", **values}), flush=True)
        return
    for sentence in sentences:
        print(sentence)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
