"""A sitting: the strokes of a passage are put on the easel in their order and time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from ...imaging.resize import reduced
from ...strokes.easel import Easel
from ...strokes.stroke_list import TimedStroke
from ..interface import FIRST_STEP, Canvas
from .passage import Passage
from .schedule import PlannedStage, planned_in_time

_STROKES_AT_ONCE = 32
"""So few that a painter who cancels does not wait."""


class Sitting:
    """Paints a passage from operation step `first` to `last`; remembers its strokes if wanted.

    `report` is told the share (0..1) of the passage that is done, and a few words.
    """

    def __init__(
        self, passage: Passage, first: int, last: int, report: Callable[[float, str], None]
    ) -> None:
        begun = passage.motif.begun
        self.start = passage.motif.ground if begun is None else begun
        self.laid: list[TimedStroke] = []
        self.stage = "sketch"
        # the first mark belongs to step 999 of a blank canvas; a given canvas has none of its own
        self._origin = first + (1 if begun is None and first == FIRST_STEP else 0)
        self._length = max(self._origin - last, 1)
        self._step = first
        self._easel = Easel(passage.materials, self.start)
        self._plan_size = passage.materials.plan_size
        self._remembers = passage.motif.settings.keep_strokes
        self._report = report
        self._pause = passage.pause
        self._stages = planned_in_time(passage.stages(), self._look)
        self._planned: PlannedStage | None = next(self._stages, None)
        self._painted = 0
        """Strokes of the planned stage that are on the canvas."""
        if begun is None:
            self.paint_on()

    def picture(self) -> Canvas:
        """A copy of the painting as it stands."""
        return self._easel.picture()

    def paint_until(self, step: int) -> None:
        """Paint everything that is done at this operation step."""
        self._step = step
        self._paint_until((self._origin - step) / self._length)

    def paint_on(self) -> bool:
        """Paint the next stroke ahead of its time; False when all is painted."""
        if self._planned is None:
            return False
        self._paint_until(self._planned.done[self._painted])
        return True

    def _paint_until(self, due: float) -> None:
        while self._planned is not None:
            end = bisect_right(self._planned.done, due + 1e-9)
            while self._painted < end:
                self._lay(self._planned, min(end, self._painted + _STROKES_AT_ONCE))
            if end < len(self._planned.strokes):
                return
            self._planned, self._painted = next(self._stages, None), 0

    def _lay(self, planned: PlannedStage, end: int) -> None:
        """Lay the next strokes of a stage, up to the one before `end`."""
        strokes = planned.strokes[self._painted : end]
        self.stage = planned.stage.name
        self._easel.lay_all(strokes)
        if self._remembers:
            for done, stroke in zip(planned.done[self._painted : end], strokes, strict=True):
                # a stroke ahead of its time belongs to the step at which it is seen
                step = max(self._origin - done * self._length, float(self._step))
                self.laid.append(TimedStroke(step, self.stage, stroke))
        self._painted = end
        self._pause()
        self._report(planned.done[end - 1], planned.stage.note)

    def _look(self) -> Canvas:
        return reduced(self._easel.painting, self._plan_size)
