"""What one painter has asked for, and what follows from it before any model works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ...models.devices import Precision, free_bytes, precision_of, title_of
from ...models.memory_plan import GB, Stage, affordable, in_gb, peak_bytes
from ...models.problem import ModelProblem
from ...models.residence import Residence
from ...tagging.wd14 import Tagger
from ..interface import LAST_STEP, Canvas, ProcessRequest, Studio
from .info import TAGGER, TAGGER_LABELS, TAGGER_MODEL
from .pictures import Picture
from .settings import Settings

USABLE = 0.9
"""Share of the free memory that is planned with where the painter names no budget."""


@dataclass(frozen=True)
class Commission:
    """A request with its settings, and the studio to paint it in."""

    request: ProcessRequest
    settings: Settings
    studio: Studio

    @property
    def finish(self) -> Canvas:
        """The finished canvas."""
        return self.givens[LAST_STEP]

    @property
    def givens(self) -> dict[int, Canvas]:
        """The given canvases by operation step."""
        return {given.step: given.image for given in self.request.givens}

    @property
    def takes_keyframes(self) -> bool:
        """Whether keyframes have to be made: only the finish is given."""
        return self.request.task == "reconstruct"

    @property
    def takes_keyframes_alone(self) -> bool:
        """Whether every frame is a keyframe: as asked, or because there are no more frames."""
        few = self.request.frames <= len(self.settings.keyframe_steps) + 1
        return self.takes_keyframes and (few or not self.settings.inbetweens)

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
        budget = round(self.settings.memory_budget * GB or USABLE * free_bytes(self.device))
        plans = affordable(stages, budget)
        cost = in_gb(peak_bytes(plans[0], stages))
        self._say(f"{plans[0].name}: about {cost} of {in_gb(budget)}, {title_of(self.device)}")
        return Residence(self.device, plans, self._say, self.studio.check_cancelled)

    def prompt(self, picture: Picture) -> str:
        """Return the painter's prompt, or what the tagger sees in the picture, and keep it.

        Without a tagger the prompt stays empty, which the painter is told.
        """
        prompt = self.settings.prompt or self._tags(picture)
        self.studio.keep("prompt.txt", prompt.encode("utf-8"))
        return prompt

    def _tags(self, picture: Picture) -> str:
        self._say("looking for words")
        try:
            folder = self.studio.model(TAGGER)
        except ModelProblem:
            self._say("no tagger is here: the prompt stays empty")
            return ""
        return Tagger(folder / TAGGER_MODEL, folder / TAGGER_LABELS).tag(picture)

    def _say(self, note: str) -> None:
        self.studio.progress(0, 1, note)
