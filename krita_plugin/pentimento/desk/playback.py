"""Which frame of the shown process is looked at, and playing through them.

Knows no widget and no document: those follow `moved`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional

from ..qt import QtCore

if TYPE_CHECKING:
    from .process import PaintingProcess

SLOWEST, FASTEST = 1, 30
"""Frames a second."""

LAST_FRAME_TURNS = 3
"""How many turns the finished canvas stays before a loop begins again."""


class Playback(QtCore.QObject):
    """The position in one process after another; each keeps its own.

    `moved(index)` says that another frame is looked at, `changed` that something else is different:
    playing or not, the speed, the number of frames.
    """

    moved = QtCore.pyqtSignal(int)
    changed = QtCore.pyqtSignal()

    def __init__(
        self, frames_per_second: int, loop: bool, parent: Optional[QtCore.QObject] = None
    ) -> None:
        super().__init__(parent)
        self.loop = loop
        self._process: Optional[PaintingProcess] = None
        self._count = 0
        self._speed = min(max(frames_per_second, SLOWEST), FASTEST)
        self._turns_at_end = 0
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._play_on)

    @property
    def process(self) -> Optional[PaintingProcess]:
        """The process that is looked at."""
        return self._process

    @property
    def count(self) -> int:
        """Number of its frames so far."""
        return self._count

    @property
    def index(self) -> int:
        """The frame that is looked at; 0 is the first, also where there is none."""
        return self._process.position if self._process is not None else 0

    @property
    def playing(self) -> bool:
        """Whether frames go by."""
        return self._timer.isActive()

    @property
    def frames_per_second(self) -> int:
        """How fast they go by, SLOWEST..FASTEST."""
        return self._speed

    def look_at(self, process: Optional[PaintingProcess]) -> None:
        """Look at a process, or see that the one looked at has more frames than before.

        Who looks at its last frame goes along with those that arrive.
        """
        count = len(process.labels) if process is not None else 0
        same = process is self._process
        at_end = same and self.index >= self._count - 1
        if same and count == self._count:
            return
        if not same:
            self.pause()
        self._process, self._count = process, count
        if process is not None:
            target = count - 1 if at_end else process.position
            process.position = min(max(target, 0), max(count - 1, 0))
        self.changed.emit()
        self.moved.emit(self.index)

    def go_to(self, index: int) -> None:
        """Look at another frame; beyond the ends, at the one at the end."""
        index = min(max(index, 0), max(self._count - 1, 0))
        if self._process is not None and index != self._process.position:
            self._process.position = index
            self.moved.emit(index)

    def step(self, frames: int) -> None:
        """Go by some frames; stops playing."""
        self.pause()
        self.go_to(self.index + frames)

    def go_to_end(self, last: bool) -> None:
        """Go to the last frame, or to the first; stops playing."""
        self.pause()
        self.go_to(self._count - 1 if last else 0)

    def step_stage(self, stages: int) -> None:
        """Go to the beginning of the next stage (1) or, backwards, of this or the last (-1)."""
        self.pause()
        starts = self.stage_starts()
        if stages > 0:
            later = [start for start in starts if start > self.index]
            self.go_to(later[0] if later else self._count - 1)
        else:
            earlier = [start for start in starts if start < self.index]
            self.go_to(earlier[-1] if earlier else 0)

    def stage_starts(self) -> List[int]:
        """Return the first frame of each stage."""
        labels = self._process.labels if self._process is not None else []
        return [
            index
            for index, label in enumerate(labels)
            if index == 0 or label.stage != labels[index - 1].stage
        ]

    def toggle(self) -> None:
        """Play, or pause; at the last frame, play from the first."""
        if self.playing:
            self.pause()
        elif self._count > 1:
            if self.index >= self._count - 1:
                self.go_to(0)
            self._turns_at_end = 0
            self._timer.start(1000 // self._speed)
            self.changed.emit()

    def pause(self) -> None:
        """Stop at the frame that is looked at."""
        if self.playing:
            self._timer.stop()
            self.changed.emit()

    def change_speed(self, frames_per_second: int) -> None:
        """Play faster or slower."""
        self._speed = min(max(frames_per_second, SLOWEST), FASTEST)
        if self.playing:
            self._timer.setInterval(1000 // self._speed)
        self.changed.emit()

    def _play_on(self) -> None:
        if self.index < self._count - 1:
            self._turns_at_end = 0
            self.go_to(self.index + 1)
        elif self._process is not None and self._process.running:
            return  # another frame comes
        elif not self.loop:
            self.pause()
        elif self._turns_at_end < LAST_FRAME_TURNS:
            self._turns_at_end += 1
        else:
            self._turns_at_end = 0
            self.go_to(0)
