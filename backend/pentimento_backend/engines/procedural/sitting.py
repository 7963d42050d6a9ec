"""A sitting: the strokes of a passage are put on the easel in their order and time."""

from __future__ import annotations

from collections.abc import Callable

from ...imaging.resize import reduced
from ...strokes.easel import Easel
from ...strokes.stroke_list import TimedStroke
from ..interface import FIRST_STEP, Canvas
from .passage import Passage
from .schedule import Moment, strokes_in_time

_STROKES_BETWEEN_CHECKS = 12


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
        self._strokes = strokes_in_time(passage.stages(), self._look)
        self._pending: Moment | None = next(self._strokes, None)
        self._report = report
        self._pause = passage.pause
        self._since_check = 0
        if begun is None and self._pending is not None:
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
        if self._pending is None:
            return False
        self._paint_until(self._pending.done)
        return True

    def _paint_until(self, due: float) -> None:
        while self._pending is not None and self._pending.done <= due + 1e-9:
            moment = self._pending
            self.stage = moment.stage.name
            self._easel.lay(moment.stroke)
            if self._remembers:
                # a stroke ahead of its time belongs to the step at which it is seen
                step = max(self._origin - moment.done * self._length, float(self._step))
                self.laid.append(TimedStroke(step, self.stage, moment.stroke))
            self._pending = next(self._strokes, None)
            self._since_check += 1
            if self._since_check >= _STROKES_BETWEEN_CHECKS:
                self._since_check = 0
                self._pause()
                self._report(moment.done, moment.stage.note)

    def _look(self) -> Canvas:
        return reduced(self._easel.painting, self._plan_size)
