"""The procedural painter: stages, regions and strokes without a model, ending on the canvas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...imaging.pin import frames_of_givens
from ..interface import Canvas, Frame, ProcessRequest, Studio, UnpaintableRequest
from ..options import Options, settled_options
from .easel import Easel
from .info import INFO
from .process import begin
from .schedule import marks_in_time, steps_of_frames

_MARKS_BETWEEN_CHECKS = 16


class ProceduralEngine:
    """Reconstructs a painting process from one finished canvas (one given at step 0)."""

    info = INFO

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield the frames from `request.first_frame` on; the last one is the canvas itself.

        Raises `UnpaintableRequest`, with a sentence for the painter, where it cannot answer.
        """
        canvas = _finished_canvas(request)
        options = settled_options(INFO, request.options)
        return _paint(canvas, request, options, studio)


def _finished_canvas(request: ProcessRequest) -> Canvas:
    if request.task not in INFO.tasks:
        raise UnpaintableRequest(
            f"The procedural painter cannot {request.task}; it can only reconstruct."
        )
    givens = request.givens
    if len(givens) != 1 or givens[0].step != 0 or givens[0].mask is not None:
        raise UnpaintableRequest("To reconstruct takes exactly one whole canvas, given at step 0.")
    canvas = givens[0].image
    if canvas.shape != (request.height, request.width, 4) or canvas.dtype != np.uint8:
        raise UnpaintableRequest(
            f"The canvas must be {request.width} x {request.height} RGBA with 8 bits a channel."
        )
    if not 0 <= request.first_frame < request.frames:
        raise UnpaintableRequest(
            f"There is no frame {request.first_frame} among {request.frames} frames."
        )
    return canvas


def _paint(
    canvas: Canvas, request: ProcessRequest, options: Options, studio: Studio
) -> Iterator[Frame]:
    steps = steps_of_frames(request.frames)
    (given_frame,) = frames_of_givens(steps, [0])
    if request.first_frame < given_frame:
        yield from _generated(canvas, request, options, studio, steps)
    studio.progress(request.frames, request.frames, "finished")
    yield Frame(steps[given_frame], canvas.copy(), "details", origin="given")


def _generated(
    canvas: Canvas, request: ProcessRequest, options: Options, studio: Studio, steps: list[int]
) -> Iterator[Frame]:
    """All frames but the last, which is the canvas itself."""
    count = request.frames
    studio.progress(0, count, "looking at the canvas")
    process = begin(canvas, request, options, studio)
    easel = Easel((process.study.width, process.study.height), process.size, process.ground)
    marks = iter(marks_in_time(process.stages()))
    painted, stage_name, since_check = 0.0, "sketch", 0
    previous: Canvas | None = None
    pending = next(marks, None)
    for index in range(count - 1):
        due = (index + 1) / count
        while True:
            while pending is not None and pending[0] <= due:
                painted, stage, mark = pending
                if stage.name != stage_name:
                    easel.start_stage()
                    stage_name = stage.name
                easel.apply(mark)
                pending = next(marks, None)
                since_check += 1
                if since_check >= _MARKS_BETWEEN_CHECKS:
                    since_check = 0
                    studio.check_cancelled()
                    studio.progress(count * painted, count, stage.note)
            picture = easel.picture()
            if pending is None or previous is None or not np.array_equal(picture, previous):
                break
            # nothing to be seen yet: paint on rather than hold a still
            due = pending[0]
        studio.check_cancelled()
        previous = picture
        if index >= request.first_frame:
            yield Frame(steps[index], picture.copy(), stage_name)
