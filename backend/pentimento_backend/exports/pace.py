"""How fast a process is shown, so that it takes no longer than the painter wants."""

from __future__ import annotations

from dataclasses import dataclass

FRAMES_PER_SECOND = 6.0
LAST_FRAME_SECONDS = 1.5
"""How long the finished canvas stays before a player stops or starts again."""


@dataclass(frozen=True)
class Timing:
    """Frames a second, and for how many seconds the last one stays."""

    frames_per_second: float = FRAMES_PER_SECOND
    hold_last_seconds: float = LAST_FRAME_SECONDS

    def seconds(self, frames: int) -> float:
        """Return how long so many frames take."""
        return (frames - 1) / self.frames_per_second + self.last_seconds

    @property
    def last_seconds(self) -> float:
        """How long the last frame is there: at least as long as the others."""
        return max(self.hold_last_seconds, 1 / self.frames_per_second)


@dataclass(frozen=True)
class Pace:
    """Which frames are shown, by number, and how fast."""

    frames: tuple[int, ...]
    timing: Timing


def pace(frames: int, wanted: Timing, longest_seconds: float | None, fastest: float) -> Pace:
    """Return the pace at which `frames` frames take no longer than `longest_seconds`.

    Where the wanted timing is too slow, frames follow one another faster, up to `fastest` a second;
    then some are left out, evenly, never the first or the last. The last one stays as long as
    wanted, but for no more than half of the time.
    """
    wanted = Timing(min(wanted.frames_per_second, fastest), wanted.hold_last_seconds)
    everything = tuple(range(frames))
    if longest_seconds is None or wanted.seconds(frames) <= longest_seconds:
        return Pace(everything, wanted)
    hold = min(wanted.hold_last_seconds, longest_seconds / 2)
    # the last frame stays for `hold`, or as long as each of the others where that is longer
    rate = max((frames - 1) / (longest_seconds - hold), frames / longest_seconds)
    if rate <= fastest:
        return Pace(everything, Timing(rate, hold))
    shown = max(2, int(min((longest_seconds - hold) * fastest + 1, longest_seconds * fastest)))
    spread = tuple(round(number * (frames - 1) / (shown - 1)) for number in range(shown))
    return Pace(spread, Timing(fastest, hold))
