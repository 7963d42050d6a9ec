"""One process: from a commission and its models to frames at canvas size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import numpy as np

from ...imaging.pin import pin
from ...imaging.resize import scaled
from ..interface import LAST_STEP, Canvas, Frame, Given, UnpaintableRequest
from ..model_work.picture import Picture
from ..model_work.reckoning import Reckoning
from ..model_work.sheet import Sheet, fitted_sheet
from .clip import Clip, windows_of
from .clip_painter import ClipPainter, inversion_cost, sampling_cost
from .commission import Commission
from .memory_needs import stages_of
from .models import Models


def process(commission: Commission, clip: Clip, models: Models) -> Iterator[Frame]:
    """Yield the frames from the request's first on. Raises ModelProblem, UnpaintableRequest."""
    request, settings = commission.request, commission.settings
    if settings.window > models.clip.longest_clip:
        raise UnpaintableRequest(
            f"These models paint at most {models.clip.longest_clip} frames together, not "
            f"{settings.window}: lower the window."
        )
    sheet = fitted_sheet(request.width, request.height, settings.size)
    windows = windows_of(clip, settings.window)
    workplace = commission.workplace
    stages = stages_of(
        models, sheet, max(map(len, windows)), workplace.precision, guided=commission.is_guided
    )
    cost = sampling_cost(settings, models, windows) + inversion_cost(settings, len(clip.givens))
    with closing(workplace.residence(stages)) as residence:
        painter = ClipPainter(
            models=models,
            residence=residence,
            precision=workplace.precision,
            settings=settings,
            reckoning=Reckoning(commission.studio, cost),
            sheet=sheet,
            clip=clip,
            windows=windows,
        )
        yield from _frames(commission, clip, painter)


def _frames(commission: Commission, clip: Clip, painter: ClipPainter) -> Iterator[Frame]:
    slots = clip.shown[commission.request.first_frame :]
    wanted = [slot for slot in slots if slot not in clip.givens]
    painted = painter.pictures(painter.paint(), wanted) if wanted else iter(())
    for slot in slots:
        step, given = clip.steps[slot], clip.givens.get(slot)
        if given is not None:
            stage = "finish" if step == LAST_STEP else "given"
            yield Frame(step, given.image.copy(), stage, origin="given")
            continue
        picture = next(painted)
        commission.studio.preview(painter.sheet.inside(picture))
        frame = _on_canvas(commission, painter.sheet, picture, clip.nearest_given(slot))
        yield Frame(step, _with_finished_areas(frame, slot, clip), "painting")


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
