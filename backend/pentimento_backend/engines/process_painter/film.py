"""The film of a clip: all at once by windows, or few frames first and then those between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

import numpy as np
import torch

from ..model_work.picture import Picture
from .clip import Clip, windows_of
from .clip_painter import ClipOrder, ClipPainter, KnownFrame
from .costs import inversion_cost, sampling_cost
from .finished_areas import FinishedArea
from .models import Models
from .settings import Settings
from .stretches import Stretch, stretches


class Film(Protocol):
    """A way to paint the slots `wanted` of a clip."""

    @property
    def together(self) -> int:
        """The most frames that go through the networks together."""
        ...

    def cost(self, settings: Settings, models: Models) -> float:
        """Return what the networks have to compute for it."""
        ...

    def paint(self, painter: ClipPainter) -> Iterator[Picture]:
        """Yield the pictures of the wanted slots, in order."""
        ...


def film_of(clip: Clip, settings: Settings, wanted: Sequence[int]) -> Film:
    """Return the way that the painter chose. Raises UnpaintableRequest."""
    if clip.length <= settings.window or not settings.in_betweens:
        return WindowedFilm(clip, wanted, windows_of(clip.length, settings.window))
    to_paint = [
        stretch
        for stretch in stretches(clip.length, settings.window, list(clip.givens), wanted[0])
        if not stretch.frames.keys() <= clip.givens.keys()
    ]
    return InBetweenedFilm(clip, wanted, settings.window, to_paint)


@dataclass(frozen=True, eq=False)
class WindowedFilm:
    """The whole clip at once, by windows that overlap."""

    clip: Clip
    wanted: Sequence[int]
    windows: Sequence[Sequence[int]]

    @property
    def together(self) -> int:
        """See Film."""
        return max(map(len, self.windows))

    def cost(self, settings: Settings, models: Models) -> float:
        """See Film."""
        frames = sum(map(len, self.windows))
        sampling = sampling_cost(settings, models, frames)
        return sampling + inversion_cost(settings, len(self.clip.givens))

    def paint(self, painter: ClipPainter) -> Iterator[Picture]:
        """See Film."""
        known = _known_givens(self.clip, painter)
        order = ClipOrder(
            length=self.clip.length,
            windows=self.windows,
            known=known,
            finished=_finished(self.clip, known, {slot: slot for slot in range(self.clip.length)}),
            seed=painter.settings.seed,
            note="painting",
        )
        latents = painter.paint(order)[0].transpose(0, 1)
        yield from painter.pictures(latents[list(self.wanted)])


@dataclass(frozen=True, eq=False)
class InBetweenedFilm:
    """A whole clip of few frames, then clips between neighbours, whose ends stay as they are."""

    clip: Clip
    wanted: Sequence[int]
    together: int
    stretches: Sequence[Stretch]

    def cost(self, settings: Settings, models: Models) -> float:
        """See Film."""
        ends = {slot for stretch in self.stretches if stretch.gaps for slot in stretch.frames}
        sampling = sampling_cost(settings, models, len(self.stretches) * self.together)
        return sampling + inversion_cost(settings, len(ends.union(self.clip.givens)))

    def paint(self, painter: ClipPainter) -> Iterator[Picture]:
        """See Film."""
        known = _known_givens(self.clip, painter)
        latents = {slot: frame.latents for slot, frame in known.items()}
        left = list(self.wanted)
        for stretch in self.stretches:
            painted = painter.paint(self._order(stretch, known, painter.settings.seed))[0]
            for slot, place in stretch.frames.items():
                latents.setdefault(slot, painted[:, place])
            ends = [slot for slot in stretch.frames if slot not in known]
            if stretch.gaps:
                frames = painter.know_painted(torch.stack([latents[slot] for slot in ends]))
                known.update(zip(ends, frames, strict=True))
            ready = list(takewhile(latents.__contains__, left))
            left = left[len(ready) :]
            if ready:
                yield from painter.pictures(torch.stack([latents[slot] for slot in ready]))

    def _order(self, stretch: Stretch, known: Mapping[int, KnownFrame], seed: int) -> ClipOrder:
        first, last = stretch.ends
        note = "painting"
        if last - first < self.clip.length - 1:
            seed = _seed_between(seed, first, last)
            note = f"painting what lies between frames {first + 1} and {last + 1}"
        return ClipOrder(
            length=self.together,
            windows=windows_of(self.together, self.together),
            known={place: known[slot] for slot, place in stretch.frames.items() if slot in known},
            finished=_finished(self.clip, known, stretch.frames),
            seed=seed,
            note=note,
        )


def _seed_between(seed: int, first: int, last: int) -> int:
    """Return a seed of its own for every stretch, the same whatever is painted besides."""
    return int(np.random.SeedSequence([seed, first, last]).generate_state(1, np.uint64)[0])


def _known_givens(clip: Clip, painter: ClipPainter) -> dict[int, KnownFrame]:
    frames = painter.know_canvases([given.image for given in clip.givens.values()])
    return dict(zip(clip.givens, frames, strict=True))


def _finished(
    clip: Clip, known: Mapping[int, KnownFrame], places: Mapping[int, int]
) -> list[FinishedArea]:
    """Return the finished areas in a clip that holds slots of the whole clip at these places."""
    areas = []
    for slot, given in clip.givens.items():
        later = [place for one, place in places.items() if one > slot]
        if given.mask is not None and later:
            areas.append(FinishedArea(min(later), known[slot].latents, given.mask))
    return areas
