"""ProcessPainter: how a painting comes about, from words or around given canvases.

One diffusion model paints all frames of a short clip together (https://arxiv.org/abs/2406.06062).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..interface import LAST_STEP, Frame, ProcessRequest, Studio
from .commission import Commission
from .info import INFO
from .models import Models, Recipe, load_models
from .process import process
from .request import check_request
from .settings import settings_of

_Ingredients = tuple[Recipe, tuple[int, ...]]
"""A recipe, and when its files were written: a style that is learnt further keeps its names."""


class ProcessPainterEngine:
    """Keeps its models between jobs, as they lie in their files; on the device only for a job."""

    info = INFO

    def __init__(self) -> None:
        self._kept: tuple[_Ingredients, Models] | None = None

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield the frames from `request.first_frame` on, each given as it was given.

        Raises UnpaintableRequest for what it cannot answer, and ModelProblem where a model is
        missing, damaged or of another kind, or memory does not suffice.
        """
        settings = settings_of(request)
        check_request(request, settings)
        finish = next((given for given in request.givens if given.step == LAST_STEP), None)
        if finish is not None and request.first_frame == request.frames - 1:
            yield Frame(LAST_STEP, finish.image.copy(), "finish", origin="given")
            return
        commission = Commission(request, settings, studio)
        clip = commission.clip()
        yield from process(commission, clip, self._models(commission.recipe(), studio))

    def _models(self, recipe: Recipe, studio: Studio) -> Models:
        ingredients = recipe, recipe.written()
        if self._kept is None or self._kept[0] != ingredients:
            self._kept = None  # two sets of weights at a time may be too many
            studio.progress(0, 1, "reading the models")
            self._kept = ingredients, load_models(recipe)
        return self._kept[1]
