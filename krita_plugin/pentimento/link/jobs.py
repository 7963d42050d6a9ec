"""One job as the painter sees it: how far it is, its frames as they arrive, how it ended."""

from __future__ import annotations

import enum
from typing import Dict, List, Optional

from pentimento_protocol.messages import JobState

from .frame_decoding import DecodedFrame, FramePicture


class JobPhase(enum.Enum):
    """What is being done for a job; the words are for the painter."""

    READING = "Reading the canvas"
    SENDING = "Sending the canvas"
    PAINTING = "Painting"
    ADDING = "Adding the frames to the timeline"
    ENDED = ""


class ProcessJob:
    """One job: `frames` are expected, `arrived` have come, `pictures` of those are decoded.

    `outcome` is None until it is known that no more frames will come; `sentence` then says why
    there are not all. `wants_any` is set where the painter wants the frames however many they are,
    `is_gone` where the backend does not have the job, `gave_up` where the job may go on there.
    """

    def __init__(self, job: str, frames: int, *, wants_any: bool = False) -> None:
        self.job = job
        self.frames = frames
        self.wants_any = wants_any
        self.phase = JobPhase.READING
        self.fraction = 0.0
        self.note = ""
        self.arrived = 0
        self.pictures: List[FramePicture] = []
        self.outcome: Optional[JobState] = None
        self.sentence = ""
        self.details = ""
        self.is_gone = False
        self.gave_up = False
        self.cancelling = False
        self.restarts = 0
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

    def note_progress(self, fraction: float, note: str) -> None:
        """Note how far the backend is: `fraction` 0..1 and a few words."""
        self.fraction, self.note = fraction, note

    def note_arrival(self) -> None:
        """Note that the next frame has come, though not decoded yet."""
        self.arrived += 1
        self.restarts = 0

    def add_decoded(self, frame: DecodedFrame) -> None:
        """Take a frame from the decoding threads, in any order; shows it when its turn has come."""
        if self.gave_up:
            return
        self._decoded[frame.picture.index] = frame
        while len(self.pictures) in self._decoded:
            frame = self._decoded.pop(len(self.pictures))
            self.pictures.append(frame.picture)
            self._ready.append(frame)

    def take_decoded(self) -> List[DecodedFrame]:
        """Hand out, once, the frames that have been decoded since the last call, in order."""
        ready, self._ready = self._ready, []
        return ready

    def note_end(self, outcome: JobState, sentence: str) -> None:
        """Note that no more frames will come."""
        self.outcome, self.sentence = outcome, sentence

    def give_up(self, sentence: str, details: str = "") -> None:
        """Note that no more frames can be had now, not even those on their way."""
        self.note_end("failed", sentence)
        self.gave_up = True
        self.details = details
        self.arrived = len(self.pictures)
        self._decoded.clear()
