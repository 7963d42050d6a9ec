"""Brings the frames of jobs to the clients that follow them.

A follower is a cursor into a job's frames: whatever the reason a client asks (first time, after a
reconnection, days later), frames are read from the store from the cursor on, and only a few travel
before the client has acknowledged them. A slow client costs no memory, and none misses a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pentimento_protocol import limits
from pentimento_protocol.messages import FrameArrived, JobEnded, Preview, Progress
from pentimento_protocol.wire import Message

from .job_store import Job, JobStore

Send = Callable[[bytes, Message, Sequence[bytes]], None]


def progress_of(job: Job) -> Progress:
    """Return how far a job is that has not ended."""
    return Progress("", job.record.job, job.fraction, job.note, job.place)


@dataclass
class Cursor:
    """Where one client stands in one job."""

    route: bytes
    job: str
    next_frame: int
    in_flight: int = 0
    reading: int = 0


class Followers:
    """All cursors; `send(route, message, payloads)` puts a message on the socket."""

    def __init__(self, store: JobStore, send: Send) -> None:
        self._store = store
        self._send = send
        self._cursors: dict[tuple[bytes, str], Cursor] = {}

    def has_room(self, route: bytes, job: Job) -> bool:
        """Return whether a client may follow this job as well."""
        known = (route, job.record.job) in self._cursors
        return known or len(self._of(route)) < limits.MAX_FOLLOWED_JOBS

    def add(self, route: bytes, job: Job, from_frame: int) -> None:
        """Let a client follow a job from a frame on."""
        self._cursors[route, job.record.job] = Cursor(route, job.record.job, from_frame)
        if not job.ended:
            self._send(route, progress_of(job), ())
        self.pump(job)

    def acknowledge(self, route: bytes, job: Job) -> None:
        """Note that a frame has arrived, and send what may go now."""
        cursor = self._cursors.get((route, job.record.job))
        if cursor is not None:
            cursor.in_flight = max(0, cursor.in_flight - 1)
            self._advance(cursor, job)

    def drop(self, route: bytes, job: str | None = None) -> None:
        """Forget a client's cursor in a job, or all of its cursors."""
        for cursor in self._of(route):
            if job in (None, cursor.job):
                del self._cursors[(route, cursor.job)]

    def tell_removed(self, job: Job) -> None:
        """Tell the followers of a removed job that its other frames will not come."""
        for cursor in self._in(job):
            sentence = "This process has been deleted: ask for a new one."
            self._break_off(cursor, cursor.next_frame - cursor.reading, sentence, "deleted")

    def pump(self, job: Job) -> None:
        """Send what may go now to all followers of a job."""
        for cursor in self._in(job):
            self._advance(cursor, job)

    def tell(self, job: Job, message: Progress | Preview, payloads: Sequence[bytes] = ()) -> None:
        """Send progress or a preview to all followers of a job."""
        for cursor in self._in(job):
            self._send(cursor.route, message, payloads)

    def _advance(self, cursor: Cursor, job: Job) -> None:
        while cursor.next_frame < len(job.frames) and cursor.in_flight < limits.FRAMES_IN_FLIGHT:
            self._fetch(cursor, job, cursor.next_frame)
            cursor.next_frame += 1
            cursor.in_flight += 1
        if job.ended and cursor.next_frame >= len(job.frames) and cursor.reading == 0:
            self._end(cursor, job)

    def _fetch(self, cursor: Cursor, job: Job, index: int) -> None:
        cursor.reading += 1
        frame = job.frames[index]

        def arrived(data: bytes) -> None:
            cursor.reading -= 1
            if self._cursors.get((cursor.route, cursor.job)) is not cursor:
                return
            header = replace(frame.image, payload=0)
            message = FrameArrived(
                "", cursor.job, index, frame.origin, header, frame.step, frame.stage, frame.layer
            )
            self._send(cursor.route, message, (data,))
            self._advance(cursor, job)

        def lost() -> None:
            cursor.reading -= 1
            sentence = f"Frame {index + 1} can no longer be read: ask for the process again."
            self._break_off(cursor, index, sentence, "cannot-read")

        self._store.read_frame(job, index, arrived, lost)

    def _end(self, cursor: Cursor, job: Job) -> None:
        if self._cursors.pop((cursor.route, cursor.job), None) is not None:
            message = JobEnded("", cursor.job, job.state, len(job.frames), job.sentence, job.code)
            self._send(cursor.route, message, ())

    def _break_off(self, cursor: Cursor, frames: int, sentence: str, code: str) -> None:
        key = (cursor.route, cursor.job)
        if self._cursors.get(key) is cursor:
            del self._cursors[key]
            message = JobEnded("", cursor.job, "failed", frames, sentence, code)
            self._send(cursor.route, message, ())

    def _of(self, route: bytes) -> list[Cursor]:
        return [cursor for cursor in self._cursors.values() if cursor.route == route]

    def _in(self, job: Job) -> list[Cursor]:
        return [cursor for cursor in self._cursors.values() if cursor.job == job.record.job]
