"""Jobs that the backend keeps, by the first letters of their ids, and their frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pentimento_protocol.client import Arrival
from pentimento_protocol.descriptions import JobSummary
from pentimento_protocol.messages import FrameArrived
from pentimento_protocol.wire import ProtocolError

from .failure import BAD_INPUT, JOB_FAILED, Failure
from .following import Link, follow

if TYPE_CHECKING:
    from ..engines.interface import Frame


@dataclass(frozen=True)
class KeptFrame:
    """A frame of a job, `index` 0 being the first."""

    index: int
    frame: Frame


def find_job(link: Link, job: str) -> JobSummary:
    """Return the job whose id begins so; raises Failure where there is none, or more than one."""
    summaries = link.list_jobs()
    found = [summary for summary in summaries if job and summary.job.startswith(job)]
    if len(found) == 1:
        return found[0]
    problem = "There is no job" if not found else "There is more than one job"
    raise Failure(f"{problem} {job!r}: see `pentimento jobs list`.", BAD_INPUT)


def frame_at(link: Link, job: JobSummary, index: int) -> KeptFrame:
    """Return a frame by its number; raises Failure where the job does not have it."""
    _check_number(job, index)
    for arrival in follow(link, job.job, index):
        if isinstance(arrival.message, FrameArrived):
            link.client.unfollow(job.job)
            return KeptFrame(index, frame_of(arrival, arrival.message))
    raise _lost(job)


def frame_of_step(link: Link, job: JobSummary, step: int) -> KeptFrame:
    """Return the frame nearest to an operation step; raises Failure for a job without frames."""
    _check_number(job, 0)
    best: tuple[Arrival, FrameArrived] | None = None
    for arrival in follow(link, job.job):
        message = arrival.message
        if not isinstance(message, FrameArrived):
            continue
        if best is None or abs(message.step - step) < abs(best[1].step - step):
            best = arrival, message
        if message.index == job.frames_done - 1:
            link.client.unfollow(job.job)
            return KeptFrame(best[1].index, frame_of(*best))
    raise _lost(job)


def frame_of(arrival: Arrival, message: FrameArrived) -> Frame:
    """Return a frame as it arrived; raises Failure where it is damaged."""
    from ..canvas_coding import canvas_from_rows
    from ..engines.interface import Frame

    try:
        rows = arrival.pixels()
    except ProtocolError as problem:
        raise Failure(f"Frame {message.index} arrived damaged: {problem}", JOB_FAILED) from None
    image = canvas_from_rows(rows, message.image.width, message.image.height)
    return Frame(message.step, image, message.stage, message.origin, message.layer)


def _check_number(job: JobSummary, index: int) -> None:
    if job.frames_done == 0:
        raise Failure("This job has no frames yet.", BAD_INPUT)
    if index >= job.frames_done:
        raise Failure(
            f"This job has the frames 0 to {job.frames_done - 1}, no frame {index}.", BAD_INPUT
        )


def _lost(job: JobSummary) -> Failure:
    return Failure(f"The frames of {job.job} can no longer be read.", JOB_FAILED)
