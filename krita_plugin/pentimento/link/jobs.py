"""One job as the painter sees it: how far it is, its frames as they arrive, how it ended."""

from __future__ import annotations

import enum
import time
from typing import Dict, List, Optional, Tuple

from pentimento_protocol.messages import JobState

from ..qt import QtGui
from .frame_decoding import DecodedFrame, FramePicture
from .pace import Pace


class JobPhase(enum.Enum):
    """What is being done for a job."""

    READING = "reading"
    STARTING = "starting"
    SENDING = "sending"
    WAITING = "waiting"
    PAINTING = "painting"
    ADDING = "adding"
    ENDED = "ended"


NOT_SENT = (JobPhase.READING, JobPhase.STARTING, JobPhase.SENDING)


class ProcessJob:
    """One job: `frames` are expected, `arrived` have come, `pictures` of those are decoded.

    `preview` is a small unfinished picture of what comes next, where the engine shows it. `outcome`
    is None until it is known that no more frames will come; `sentence` then says why there are not
    all, `code` says so in the protocol's word. `keeps_pixels` is set where somebody takes the
    frames at full size, `wants_any` where the painter wants them however many they are, `is_gone`
    where the backend does not have the job, `gave_up` where the job may go on there. `place` is its
    turn among all that wait there, 1 for the next, None where the backend does not tell.
    """

    def __init__(
        self, job: str, frames: int, *, keeps_pixels: bool = True, wants_any: bool = False
    ) -> None:
        self.job = job
        self.frames = frames
        self.keeps_pixels = keeps_pixels
        self.wants_any = wants_any
        self.phase = JobPhase.READING
        self.fraction = 0.0
        self.note = ""
        self.place: Optional[int] = None
        self.arrived = 0
        self.pictures: List[FramePicture] = []
        self.preview: Optional[QtGui.QImage] = None
        self.outcome: Optional[JobState] = None
        self.sentence = ""
        self.details = ""
        self.code = ""
        self.is_gone = False
        self.gave_up = False
        self.cancelling = False
        self.restarts = 0
        self._pace = Pace()
        self._decoded: Dict[int, DecodedFrame] = {}
        self._ready: List[DecodedFrame] = []

    @property
    def running(self) -> bool:
        """Whether something is still being done for this job."""
        return self.phase is not JobPhase.ENDED

    @property
    def complete(self) -> bool:
        """Whether no more frames will come and all that came are decoded and taken."""
        return self.outcome is not None and len(self.pictures) == self.arrived and not self._ready

    @property
    def whole_fraction(self) -> float:
        """How far everything is, 0..1: what is painted, and what has arrived."""
        if self.phase is JobPhase.ADDING:
            return 1.0
        return max(min(self.fraction, 1.0), len(self.pictures) / max(1, self.frames))

    def seconds_left(self) -> Optional[float]:
        """Return how many seconds the painting takes yet, None where nobody can say."""
        if self.phase is not JobPhase.PAINTING:
            return None
        return self._pace.seconds_left(time.monotonic())

    @property
    def turn(self) -> Tuple[int, int]:
        """What orders jobs by their turn: those at work, those that wait, those not sent yet."""
        if self.phase is JobPhase.WAITING:
            return (1, self.place or 0)
        return (2, 0) if self.phase in NOT_SENT else (0, 0)

    def note_accepted(self, state: JobState) -> None:
        """Note that the backend has it, and whether it waits for its turn there."""
        if self.phase is not JobPhase.ADDING:
            self.phase = JobPhase.WAITING if state == "queued" else JobPhase.PAINTING

    def note_progress(self, fraction: float, note: str, place: Optional[int] = None) -> None:
        """Note how far the backend is: `fraction` 0..1, a few words, its turn while it waits."""
        self.fraction, self.note, self.place = fraction, note, place
        if place is not None:
            self._note_waiting()
        elif fraction > 0 or note:  # earlier backends tell of what waits as well, with nothing done
            self._note_painting()

    def note_arrival(self) -> None:
        """Note that the next frame has come, though not decoded yet."""
        self.arrived += 1
        self.restarts = 0
        self._note_painting()

    def add_decoded(self, frame: DecodedFrame) -> None:
        """Take a frame from the decoding threads, in any order; shows it when its turn has come."""
        if self.gave_up:
            return
        self._decoded[frame.picture.index] = frame
        while len(self.pictures) in self._decoded:
            frame = self._decoded.pop(len(self.pictures))
            self.pictures.append(frame.picture)
            self.preview = None
            if self.keeps_pixels:
                self._ready.append(frame)

    def take_decoded(self) -> List[DecodedFrame]:
        """Hand out, once, the frames that have been decoded since the last call, in order."""
        ready, self._ready = self._ready, []
        return ready

    def note_end(self, outcome: JobState, sentence: str) -> None:
        """Note that no more frames will come."""
        self.outcome, self.sentence = outcome, sentence

    def give_up(self, sentence: str, details: str = "", code: str = "") -> None:
        """Note that no more frames can be had now, not even those on their way."""
        self.note_end("failed", sentence)
        self.gave_up = True
        self.details, self.code = details, code
        self.arrived = len(self.pictures)
        self._decoded.clear()

    def _note_painting(self) -> None:
        if self.phase is JobPhase.WAITING:
            self.phase = JobPhase.PAINTING
        self._pace.note(time.monotonic(), self.whole_fraction)

    def _note_waiting(self) -> None:
        """Note that it waits, perhaps again: its engine may have broken down."""
        if self.phase is JobPhase.PAINTING:
            self.phase = JobPhase.WAITING
