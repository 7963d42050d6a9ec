"""Whom a training tells how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Progress:
    """How far a training is: `step` of `steps`, the mean loss of late, and the time left.

    `loss` and `seconds_left` are None while they are not known; `note` is a few words.
    """

    step: int
    steps: int
    note: str
    loss: float | None = None
    seconds_left: float | None = None


class Onlooker(Protocol):
    """Is told how a training goes; called often, so it should be quick."""

    def progress(self, progress: Progress) -> None:
        """Hear how far it is."""
        ...

    def preview(self, path: Path) -> None:
        """Hear of a new preview, a PNG."""
        ...
