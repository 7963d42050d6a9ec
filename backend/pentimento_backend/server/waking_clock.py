"""Time as the server's loop lives it."""

from __future__ import annotations

import time

LONGEST_TURN = 1.0
"""Seconds that count at most between two turns of the loop."""


class WakingClock:
    """Seconds, in `now`, that the loop has been at work; one in which it stood still is left out.

    A backend that was stopped, or whose computer slept, has heard nobody meanwhile: it must not
    take that for the silence of others.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._last_turn = time.monotonic()

    def tick(self) -> None:
        """Note that a turn of the loop begins."""
        turn = time.monotonic()
        self.now += min(turn - self._last_turn, LONGEST_TURN)
        self._last_turn = turn
