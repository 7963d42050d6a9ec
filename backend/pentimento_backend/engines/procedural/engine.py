"""The procedural painter: stages, regions and strokes without a model, ending on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ...strokes.stroke_list import LegOfStrokes, StrokeList
from ..interface import Canvas, Frame, FrameOrigin, ProcessRequest, Studio
from .info import INFO
from .layered import order_layer
from .preparation import Leg, prepare, read_legs
from .schedule import steps_through
from .settings import settings_of
from .sitting import Sitting


class ProceduralEngine:
    """Paints towards a finished canvas, from a blank one or from another state of it."""

    info = INFO

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield the frames from `request.first_frame` on; the last one is the canvas itself.

        Raises `UnpaintableRequest`, with a sentence for the painter, where it cannot answer.
        """
        return _paint(read_legs(request), request, studio)


def _paint(legs: list[Leg], request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
    anchors = [leg.first_step for leg in legs if leg.start is None or leg.beginning == "given"]
    steps = steps_through(anchors, request.frames)
    studio.progress(0, request.frames, "looking at the canvas")
    if request.order is None:
        mask = order_layer(request.layers, (request.width, request.height))
        request = replace(request, order=mask)
    keeps_strokes = settings_of(request).keep_strokes
    strokes: list[LegOfStrokes] = []
    begun = 0
    for leg in legs:
        within = [step for step in steps if leg.last_step < step <= leg.first_step]
        # a leg whose frames are all there is not painted again
        wanted = within and begun + len(within) > request.first_frame
        if wanted or keeps_strokes:
            for index, frame in enumerate(
                _painted(leg, within, legs[0].first_step, request, studio, strokes), begun
            ):
                if index >= request.first_frame:
                    yield frame
        begun += len(within)
    if strokes:
        studio.keep("strokes.json.gz", StrokeList(strokes).to_bytes())
    last = legs[-1]
    given = last.ending == "given"
    # what a canvas holds can be carried on; inventing takes a model
    note = "finished" if given else "as far as the canvas tells: new content needs a model engine"
    studio.progress(request.frames, request.frames, note)
    origin: FrameOrigin = "given" if given else "generated"
    yield Frame(steps[-1], last.finish.copy(), "finish", origin, last.layer)


def _painted(
    leg: Leg,
    steps: list[int],
    span: int,
    request: ProcessRequest,
    studio: Studio,
    strokes: list[LegOfStrokes],
) -> Iterator[Frame]:
    """The frames of one leg but its finish; its start, where there is one, is the first of them.

    `span` is the number of operation steps of all legs together. The leg's strokes are added to
    `strokes` where they are to be kept.
    """
    given = leg.start is not None and leg.beginning == "given"
    if leg.start is not None and given:
        yield Frame(steps[0], leg.start.copy(), "given", origin="given")
    passage = prepare(leg, request, studio)
    way = max(leg.first_step - leg.last_step, 1)

    def report(done: float, note: str) -> None:
        gone = (span - leg.first_step + done * way) / max(span, 1)
        studio.progress(request.frames * gone, request.frames, note)

    sitting = Sitting(passage, leg.first_step, leg.last_step, report)
    previous: Canvas | None = leg.start
    for step in steps[1:] if given else steps:
        sitting.paint_until(step)
        picture = sitting.picture()
        # a still would tell nothing: paint on until something is to be seen
        while previous is not None and np.array_equal(picture, previous) and sitting.paint_on():
            picture = sitting.picture()
        studio.check_cancelled()
        previous = picture
        yield Frame(step, picture.copy(), leg.stage or sitting.stage, layer=leg.layer)
    if passage.motif.settings.keep_strokes:
        sitting.paint_until(leg.last_step)
        strokes.append(LegOfStrokes(passage.materials, sitting.start, leg.first_step, sitting.laid))
