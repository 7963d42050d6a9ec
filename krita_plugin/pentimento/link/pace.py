"""How much longer something takes, judged by how it has gone on lately."""

from __future__ import annotations

from collections import deque
from typing import Deque, Optional, Tuple

WATCHED_SECONDS = 60.0
"""What came longer ago tells little: engines are slower in some stages than in others."""

FEWEST_SECONDS = 3.0
LEAST_ADVANCE = 0.02
"""Before so much has been seen, an estimate would jump about."""


class Pace:
    """Takes note of a fraction 0..1 as it grows, and says when it will be 1.

    Times are seconds of one steady clock.
    """

    def __init__(self) -> None:
        self._seen: Deque[Tuple[float, float]] = deque()

    def note(self, now: float, fraction: float) -> None:
        """Note how far it is; a fraction that falls starts the watch anew."""
        if self._seen and fraction < self._seen[-1][1]:
            self._seen.clear()
        if self._seen and fraction == self._seen[-1][1]:
            return
        self._seen.append((now, fraction))
        while now - self._seen[0][0] > WATCHED_SECONDS and len(self._seen) > 2:
            self._seen.popleft()

    def seconds_left(self, now: float) -> Optional[float]:
        """Return how many seconds are left, None where that cannot be said yet."""
        if not self._seen:
            return None
        (began, first), (last, fraction) = self._seen[0], self._seen[-1]
        if last - began < FEWEST_SECONDS or fraction - first < LEAST_ADVANCE:
            return None
        pace = (fraction - first) / (last - began)
        return max(0.0, (1.0 - fraction) / pace - (now - last))
