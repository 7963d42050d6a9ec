"""How far a process is: every sampling step counts by what the network has to compute in it."""

from __future__ import annotations

from collections.abc import Callable

from ..interface import Studio


class Reckoning:
    """Counts sampling steps towards a whole of `total` costs, and tells the studio."""

    def __init__(self, studio: Studio, total: float) -> None:
        self._studio = studio
        self._total = max(total, 1e-9)
        self._done = 0.0

    def say(self, note: str) -> None:
        """Tell the painter what is going on now."""
        self._studio.check_cancelled()
        self._studio.progress(self._done, self._total, note)

    def steps_of(self, cost: float, note: str) -> Callable[[int, int], None]:
        """Return a callback for the steps of one piece of work, which all together cost `cost`."""
        begun = self._done

        def on_step(done: int, total: int) -> None:
            self._done = begun + cost * done / total
            self.say(f"{note}: sampling step {done} of {total}")

        return on_step
