"""What one painter has asked for, and what follows from it before any model works."""

from __future__ import annotations

from dataclasses import dataclass

from ..interface import LAST_STEP, Canvas, ProcessRequest, Studio
from ..model_work.picture import Picture
from ..model_work.wording import find_prompt
from ..model_work.workplace import Workplace
from .settings import Settings


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
    def workplace(self) -> Workplace:
        """Where the models work."""
        return Workplace(self.studio, self.settings.memory_budget)

    def prompt(self, picture: Picture) -> str:
        """Return the painter's prompt, or what the tagger sees in the picture, and keep it."""
        return find_prompt(self.settings.prompt, picture, self.studio)
