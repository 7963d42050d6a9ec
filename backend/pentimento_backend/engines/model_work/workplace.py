"""Where models work for a painter: the device, its number formats, and memory within a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ...models.devices import Precision, free_bytes, precision_of, title_of
from ...models.memory_plan import GB, Stage, affordable, in_gb, peak_bytes
from ...models.residence import Residence
from ..interface import Studio

USABLE = 0.9
"""Share of the free memory that is planned with where the painter names no budget."""


@dataclass(frozen=True)
class Workplace:
    """A studio's device; `memory_budget` of it in GB may be used, 0 for what is free."""

    studio: Studio
    memory_budget: float

    @property
    def device(self) -> torch.device:
        """The device to work on."""
        return torch.device(self.studio.device)

    @property
    def precision(self) -> Precision:
        """The number formats of the device."""
        return precision_of(self.device)

    def residence(self, stages: Sequence[Stage]) -> Residence:
        """Choose the memory plans that fit, tell the painter the first, and open the residence.

        Raises ModelProblem where none fits.
        """
        budget = round(self.memory_budget * GB or USABLE * free_bytes(self.device))
        plans = affordable(stages, budget)
        cost = in_gb(peak_bytes(plans[0], stages))
        self.say(f"{plans[0].name}: about {cost} of {in_gb(budget)}, {title_of(self.device)}")
        return Residence(self.device, plans, self.say, self.studio.check_cancelled)

    def say(self, note: str) -> None:
        """Tell the painter what is going on, before anything is painted."""
        self.studio.progress(0, 1, note)
