"""How long a backend that says nothing counts as alive."""

from __future__ import annotations

from typing import Sequence

from . import limits
from .messages import Accepted, FrameArrived, JobList, Refused, Submit
from .portions import Bytes
from .wire import Message

SLOWEST_LINK = 1_000_000
"""Bytes a second that a link to a backend elsewhere carries at least."""


class Patience:
    """HEARTBEAT_PATIENCE for a backend on this machine, more for one that is `elsewhere`.

    Heartbeats go over the same connection as canvases and wait behind them, half a minute behind a
    large one where the link is slow. So a backend elsewhere is given the time that what may be on
    its way takes, for as long as the connection stands.
    """

    def __init__(self, elsewhere: bool) -> None:
        self.connected = True
        self._elsewhere = elsewhere
        self._largest_canvas = 0
        self._sent = 0

    def seconds(self, following: bool) -> float:
        """Return the seconds of silence to bear; `following` says that frames are asked for."""
        if not (self._elsewhere and self.connected):
            return limits.HEARTBEAT_PATIENCE
        on_the_way = self._sent + (self._largest_canvas if following else 0)
        return limits.HEARTBEAT_PATIENCE + on_the_way / SLOWEST_LINK

    def note_sent(self, message: Message, payloads: Sequence[Bytes]) -> None:
        """Note what goes to the backend."""
        if isinstance(message, Submit):
            self._sent += sum(map(len, payloads))
            self._note_canvas(message.width, message.height)

    def note_heard(self, message: Message) -> None:
        """Note what has come from the backend."""
        if isinstance(message, (Accepted, Refused)):
            self._sent = 0
        elif isinstance(message, FrameArrived):
            self._note_canvas(message.image.width, message.image.height)
        elif isinstance(message, JobList):
            for job in message.jobs:
                self._note_canvas(job.width, job.height)

    def _note_canvas(self, width: int, height: int) -> None:
        self._largest_canvas = max(self._largest_canvas, width * height * 4)
