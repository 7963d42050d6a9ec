"""What is to be painted: which picture in which way, each with a seed of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from .pictures import SourcePicture

Segmentation = Literal["classical", "sam"]
"""How the regions of the kind "regions" are found."""

SHARD_BYTES = 48_000_000
"""About how many bytes of pixels a shard holds at most."""


@dataclass(frozen=True)
class Order:
    """`count` sequences of `frames` square pictures, `size` pixels a side, in these `kinds`."""

    kinds: tuple[str, ...]
    count: int
    size: int
    frames: int
    seed: int
    segmentation: Segmentation = "classical"

    @property
    def shard_length(self) -> int:
        """How many sequences a shard holds; little is lost with an unfinished one."""
        pixels = 3 * self.frames * self.size * self.size
        return min(64, max(1, SHARD_BYTES // pixels))

    @property
    def shards(self) -> int:
        """How many shards there will be."""
        return -(-self.count // self.shard_length)


@dataclass(frozen=True)
class Job:
    """One sequence to paint; it depends on nothing but what is written here.

    `sam` is the folder of Segment Anything where that is to find the regions.
    """

    key: str
    picture: SourcePicture
    caption: str
    kind: str
    seed: int
    size: int
    frames: int
    sam: Path | None = None


def job(
    order: Order,
    pictures: Sequence[SourcePicture],
    index: int,
    caption: str,
    sam: Path | None = None,
) -> Job:
    """Return the sequence number `index` of an order, whoever asks and in whatever sequence."""
    kind = order.kinds[index % len(order.kinds)]
    return Job(
        key=f"{index:07d}_{kind}",
        picture=picture_of(order, pictures, index),
        caption=caption,
        kind=kind,
        seed=int(np.random.SeedSequence((order.seed, index)).generate_state(1, np.uint64)[0] >> 1),
        size=order.size,
        frames=order.frames,
        sam=sam,
    )


def picture_of(order: Order, pictures: Sequence[SourcePicture], index: int) -> SourcePicture:
    """Return its picture: all take their turn once, in an order by lot, before any comes again."""
    around, place = divmod(index, len(pictures))
    return pictures[np.random.default_rng((order.seed, around)).permutation(len(pictures))[place]]


def fingerprint(pictures: Sequence[SourcePicture]) -> str:
    """Return a digest of the pictures' names, so that a changed folder is noticed."""
    names = "\n".join(f"{picture.path.name} {picture.licence}" for picture in pictures)
    return hashlib.sha256(names.encode()).hexdigest()[:16]
