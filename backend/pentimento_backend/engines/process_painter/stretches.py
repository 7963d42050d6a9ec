"""Clips longer than a network takes: whole ones of few frames, then others between neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..interface import UnpaintableRequest
from ..model_work.timeline import spaced


@dataclass(frozen=True)
class Stretch:
    """A clip of one window: for each of its `frames`, slots of the long clip, the window's slot.

    Its ends are there already where a stretch before it has painted them.
    """

    frames: Mapping[int, int]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last of its frames."""
        return min(self.frames), max(self.frames)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Neighbours between which frames are missing."""
        return [(before, after) for before, after in pairwise(self.frames) if after - before > 1]


def stretches(
    length: int, window: int, fixed: Sequence[int], wanted_from: int
) -> Iterator[Stretch]:
    """Yield the stretches of a long clip, each after that whose neighbours it lies between.

    They come in time, so that all frames up to a stretch are there when it is painted. The first,
    over the whole clip, has all the `fixed` slots among its frames. What leads only to frames
    before `wanted_from` is left out. Raises UnpaintableRequest for more fixed slots than it has.
    """
    ends = {0, length - 1}
    if len(ends.union(fixed)) > window:
        raise UnpaintableRequest(
            f"In-betweens start from {window} frames, which hold no {len(fixed)} canvases: choose "
            "'windows', or give fewer."
        )
    whole = _stretch(0, length - 1, window, sorted(set(fixed) - ends))
    yield whole
    yield from _within(whole, window, wanted_from)


def _within(stretch: Stretch, window: int, wanted_from: int) -> Iterator[Stretch]:
    for before, after in stretch.gaps:
        if after > wanted_from:
            inner = _stretch(before, after, window, ())
            yield inner
            yield from _within(inner, window, wanted_from)


def _stretch(first: int, last: int, window: int, fixed: Sequence[int]) -> Stretch:
    count = min(window, last - first + 1)
    frames = spaced(first, last, count, [first, last, *fixed])
    slots = spaced(0, window - 1, count, [0, window - 1])
    return Stretch(dict(zip(frames, slots, strict=True)))
