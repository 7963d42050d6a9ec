"""The procedural painter: stages, regions and strokes without a model, ending on the canvas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...imaging.pin import frames_of_givens
from ..interface import Canvas, Frame, OptionValue, ProcessRequest, Studio, UnpaintableRequest
from .easel import Easel
from .info import INFO
from .process import Process, begin
from .schedule import marks_in_time, steps_of_frames

_MARKS_BETWEEN_CHECKS = 16


class ProceduralEngine:
    """Reconstructs a painting process from one finished canvas (one given at step 0)."""

    info = INFO

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield the frames from `request.first_frame` on; the last one is the canvas itself.

        Raises `UnpaintableRequest`, with a sentence for the painter, where it cannot answer.
        """
        return _paint(_finished_canvas(request), request, studio)


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


def _paint(canvas: Canvas, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
    steps = steps_of_frames(request.frames)
    (given_frame,) = frames_of_givens(steps, [0])
    if request.first_frame < given_frame:
        yield from _generated(canvas, request, studio, steps)
    studio.progress(request.frames, request.frames, "finished")
    yield Frame(steps[given_frame], canvas.copy(), "details", origin="given")


def _generated(
    canvas: Canvas, request: ProcessRequest, studio: Studio, steps: list[int]
) -> Iterator[Frame]:
    """All frames but the last, which is the canvas itself."""
    studio.progress(0, request.frames, "looking at the canvas")
    sitting = _Sitting(begin(canvas, request, _options(request), studio), request.frames, studio)
    previous: Canvas | None = None
    for index in range(request.frames - 1):
        sitting.paint_until((index + 1) / request.frames)
        picture = sitting.picture()
        # a still would tell nothing: paint on until something is to be seen
        while previous is not None and np.array_equal(picture, previous) and sitting.paint_on():
            picture = sitting.picture()
        studio.check_cancelled()
        previous = picture
        # earlier frames are painted again so that later ones come out the same
        if index >= request.first_frame:
            yield Frame(steps[index], picture.copy(), sitting.stage)


def _options(request: ProcessRequest) -> dict[str, OptionValue]:
    return {
        option.name: request.options.get(option.name, option.default) for option in INFO.options
    }


class _Sitting:
    """Puts a process's marks on the easel in their order."""

    def __init__(self, process: Process, frames: int, studio: Studio) -> None:
        study_size = (process.study.width, process.study.height)
        self._easel = Easel(study_size, process.size, process.ground)
        self._marks = marks_in_time(process.stages())
        self._pending = next(self._marks, None)
        self._frames = frames
        self._studio = studio
        self._since_check = 0
        self.stage = "sketch"

    def picture(self) -> Canvas:
        """A copy of the painting as it stands."""
        return self._easel.picture()

    def paint_until(self, due: float) -> None:
        """Paint everything that is done by this share (0..1) of the whole time."""
        while self._pending is not None and self._pending[0] <= due:
            done, stage, mark = self._pending
            if stage.name != self.stage:
                self._easel.start_stage()
                self.stage = stage.name
            self._easel.apply(mark)
            self._pending = next(self._marks, None)
            self._since_check += 1
            if self._since_check >= _MARKS_BETWEEN_CHECKS:
                self._since_check = 0
                self._studio.check_cancelled()
                self._studio.progress(self._frames * done, self._frames, stage.note)

    def paint_on(self) -> bool:
        """Paint the next mark ahead of its time; False when all is painted."""
        if self._pending is None:
            return False
        self.paint_until(self._pending[0])
        return True
