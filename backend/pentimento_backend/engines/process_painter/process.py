"""One process: from a commission and its models to frames at canvas size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import numpy as np

from ...imaging.pin import pin
from ...imaging.resize import scaled
from ...models.residence import Residence
from ..interface import LAST_STEP, Canvas, Frame, Given, UnpaintableRequest
from ..model_work.picture import Picture
from ..model_work.previews import Previews
from ..model_work.reckoning import Reckoning
from ..model_work.sheet import Sheet, fitted_sheet
from .clip import Clip
from .clip_painter import ClipPainter, read_words
from .commission import Commission
from .film import Film, film_of
from .memory_needs import stages_of
from .models import Models


def process(commission: Commission, clip: Clip, models: Models) -> Iterator[Frame]:
    """Yield the frames from the request's first on. Raises ModelProblem, UnpaintableRequest."""
    request, settings = commission.request, commission.settings
    slots = list(clip.shown)[request.first_frame :]
    wanted = [slot for slot in slots if slot not in clip.givens]
    if not wanted:
        yield from (_given_frame(clip, slot) for slot in slots)
        return
    if settings.window > models.clip.longest_clip:
        raise UnpaintableRequest(
            f"These models paint at most {models.clip.longest_clip} frames together, not "
            f"{settings.window}: lower the window."
        )
    film = film_of(clip, settings, wanted)
    sheet = fitted_sheet(request.width, request.height, settings.size)
    workplace = commission.workplace
    stages = stages_of(
        models, sheet, film.together, workplace.precision, guided=commission.is_guided
    )
    with closing(workplace.residence(stages)) as residence:
        painter = _painter(commission, models, residence, film, sheet)
        painted = film.paint(painter)
        for slot in slots:
            if slot in clip.givens:
                yield _given_frame(clip, slot)
                continue
            picture = next(painted)
            commission.studio.preview(sheet.inside(picture))
            frame = _on_canvas(commission, sheet, picture, clip.nearest_given(slot))
            yield Frame(clip.shown[slot], _with_finished_areas(frame, slot, clip), "painting")


def _painter(
    commission: Commission, models: Models, residence: Residence, film: Film, sheet: Sheet
) -> ClipPainter:
    settings, precision = commission.settings, commission.workplace.precision
    reckoning = Reckoning(commission.studio, film.cost(settings, models))
    prompts = (commission.prompt(sheet), settings.negative_prompt)
    return ClipPainter(
        models=models,
        residence=residence,
        precision=precision,
        settings=settings,
        reckoning=reckoning,
        sheet=sheet,
        previews=Previews(commission.studio, sheet),
        words=read_words(models, residence, precision, prompts, reckoning),
    )


def _given_frame(clip: Clip, slot: int) -> Frame:
    step = clip.shown[slot]
    stage = "finish" if step == LAST_STEP else "given"
    return Frame(step, clip.givens[slot].image.copy(), stage, origin="given")


def _on_canvas(
    commission: Commission, sheet: Sheet, picture: Picture, like: Given | None
) -> Canvas:
    """Return a painted picture at canvas size; where it is as a given, it takes that's pixels."""
    if like is not None:
        return sheet.take(picture, like.image)
    inside = sheet.inside(picture)
    opaque = np.dstack([inside, np.full(inside.shape[:2], 255, np.uint8)])
    return scaled(opaque, commission.request.width, commission.request.height)


def _with_finished_areas(frame: Canvas, slot: int, clip: Clip) -> Canvas:
    """Return a frame with all that the painter has finished before it, bit for bit."""
    for place in sorted(clip.givens):
        given = clip.givens[place]
        if place < slot and given.mask is not None:
            frame = pin(frame, given.image, given.mask)
    return frame
