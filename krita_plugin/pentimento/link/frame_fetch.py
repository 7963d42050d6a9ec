"""Frames of a job out of the backend's store, a few at a time.

Goes over a connection of its own, so that a job's frames can be looked at again while the same job
still brings new ones over the plugin's session.
"""

from __future__ import annotations

import contextlib
import time
from typing import Callable, Iterator

from pentimento_protocol.client import Arrival, BackendLost, Client, RequestRefused
from pentimento_protocol.connection import Connection
from pentimento_protocol.messages import FrameArrived, JobEnded, Refused

from ..words import tr

WELCOME_SECONDS = 5.0
FRAME_SECONDS = 15.0
"""Patience with one frame; a page of 6000 x 8000 pixels takes one or two from a slow disk."""

FRAME_SECONDS_ELSEWHERE = 120.0
"""The same for a backend on another computer: three frames of 30 MB over a slow link take 90."""

LOOK_SECONDS = 0.05


class FramesMissing(Exception):
    """The backend has not got these frames, or does not answer; the text is for the painter."""


class BackendSilent(FramesMissing):
    """The backend does not answer; another one may have the frames."""


def fetch_frames(
    connection: Connection,
    job: str,
    first: int,
    count: int,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Arrival]:
    """Yield frames `first` to `first + count - 1` of a job, in order; for a thread.

    Each is a FrameArrived with its payload, at the canvas's size. Waits no longer than
    FRAME_SECONDS (or FRAME_SECONDS_ELSEWHERE) for one that is not painted yet, and ends early once
    `stopped()`. Raises FramesMissing, ProtocolError.
    """
    client = Client(connection, "krita-frames")
    client.open()
    try:
        client.wait_for_welcome(WELCOME_SECONDS)
        client.follow(job, first)
        yield from _frames(client, count, stopped)
    except BackendLost as error:
        raise BackendSilent(str(error)) from error
    except RequestRefused as error:
        raise FramesMissing(str(error)) from error
    finally:
        with contextlib.suppress(BackendLost):
            client.unfollow(job)  # or the backend would read the rest of them for nobody
        client.close()


def _frames(client: Client, count: int, stopped: Callable[[], bool]) -> Iterator[Arrival]:
    seconds = FRAME_SECONDS_ELSEWHERE if client.connection.is_elsewhere else FRAME_SECONDS
    patient_until = time.monotonic() + seconds
    while count > 0 and not stopped():
        for arrival in client.poll(LOOK_SECONDS):
            message = arrival.message
            if isinstance(message, Refused):
                raise FramesMissing(message.sentence)
            if isinstance(message, FrameArrived) and count > 0:
                yield arrival
                count -= 1
                patient_until = time.monotonic() + seconds
            elif isinstance(message, JobEnded) and count > 0:
                raise _missing()
        if time.monotonic() > patient_until:
            raise _missing() if client.alive else _silent()


def _silent() -> BackendSilent:
    return BackendSilent(tr("The backend is not there: try again."))


def _missing() -> FramesMissing:
    return FramesMissing(
        tr("The backend does not have this frame: it was never painted, or has been deleted.")
    )
