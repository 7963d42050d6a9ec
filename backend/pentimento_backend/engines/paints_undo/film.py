"""The film of a storyboard: pairs of keys painted in time, several at once where they may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch

from ..model_work.picture import Picture
from .inbetweens import Film, Inbetweener, SeenKeys
from .storyboard import WAY, Shot, Storyboard


@dataclass(frozen=True, eq=False)
class Strip:
    """Pairs of neighbouring keys that are seen together: pair `first_pair` is that of keys 0, 1."""

    seen: SeenKeys
    first_pair: int
    pairs: Sequence[int]


@dataclass(frozen=True, eq=False)
class Filming:
    """Paints the shots of a storyboard; `keys` are its key states on the sheet, in time."""

    board: Storyboard
    keys: Sequence[Picture]
    inbetweener: Inbetweener

    def shoot(self, shots: Sequence[Shot]) -> Iterator[tuple[Shot, Picture]]:
        """Yield these of the board's shots, in time, with their pictures on the sheet."""
        by_pair = {pair: list(group) for pair, group in groupby(shots, lambda shot: shot.pair)}
        for pair, film in self._films(by_pair):
            for shot in by_pair[pair]:
                # the model counts from the finish
                yield shot, film[WAY - shot.frame]

    def _films(self, by_pair: Mapping[int, object]) -> Iterator[tuple[int, Film]]:
        prompts = self.inbetweener.read_prompts()
        for strip in self._strips(prompts, sorted(by_pair)):
            left = list(strip.pairs)
            while left:
                count = self.inbetweener.together
                batch, left = left[:count], left[count:]
                numbers = [pair - strip.first_pair for pair in batch]
                films = self.inbetweener.paint(
                    prompts,
                    strip.seen,
                    [(number + 1, number) for number in numbers],
                    [self._seed(pair) for pair in batch],
                    self._note(batch[0]),
                )
                yield from zip(batch, films, strict=True)

    def _strips(self, prompts: tuple[torch.Tensor, ...], wanted: Sequence[int]) -> Iterator[Strip]:
        """Yield all pairs as one strip, or each divided way as one of its own."""
        divisions = self.board.divisions
        if divisions == 1:
            yield Strip(self.inbetweener.see(self.keys), 0, wanted)
            return
        for way, group in groupby(wanted, lambda pair: pair // divisions):
            seen = self.inbetweener.see(self._divided(prompts, way))
            yield Strip(seen, way * divisions, list(group))

    def _divided(self, prompts: tuple[torch.Tensor, ...], way: int) -> list[Picture]:
        """Return the keys of a way divided evenly: its two ends and frames of a first film."""
        ends = self.keys[way : way + 2]
        divisions = self.board.divisions
        seed = self.inbetweener.settings.seed + (len(self.keys) - 1) * divisions + way
        note = f"dividing {self._note(way * divisions)}"
        (film,) = self.inbetweener.paint(
            prompts, self.inbetweener.see(ends), [(1, 0)], [seed], note
        )
        within = [film[WAY - round(WAY * part / divisions)] for part in range(1, divisions)]
        return [ends[0], *within, ends[1]]

    def _seed(self, pair: int) -> int:
        """As published: counted up from the finish."""
        last = (len(self.keys) - 1) * self.board.divisions - 1
        return self.inbetweener.settings.seed + last - pair

    def _note(self, pair: int) -> str:
        way = pair // self.board.divisions
        return f"from {self.board.keys[way].step} to {self.board.keys[way + 1].step}"
