"""Shards: tar files of painting sequences in WebDataset's form, read at random places.

Tars are not packed, so that each sequence can be read where it lies: a pass over the headers
gives an index, and shuffling, splitting and resuming become sums over whole numbers. (The
webdataset library reads the same files as streams.)
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .coding import DamagedSequence, decode, encode, largest_part
from .sequence import KEY, PaintingSequence

PATTERN = "*.tar"
MAX_SEQUENCES = 10_000_000


class UnreadableShards(Exception):
    """Shards cannot be read; the text is one sentence that says why and what to do."""


def write_shard(path: Path, sequences: Iterable[PaintingSequence]) -> int:
    """Write a shard and return how many sequences it holds; the same bytes for the same input.

    The file appears under its name when it is whole. Raises OSError.
    """
    draft = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with tarfile.open(draft, "w", format=tarfile.USTAR_FORMAT) as shard:
            for sequence in sequences:
                for suffix, data in encode(sequence).items():
                    member = tarfile.TarInfo(f"{sequence.key}.{suffix}")
                    member.size = len(data)
                    shard.addfile(member, io.BytesIO(data))
                count += 1
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


@dataclass(frozen=True)
class _Place:
    """Where a sequence lies: its shard, and offset and size of each part by suffix."""

    shard: Path
    key: str
    parts: tuple[tuple[str, int, int], ...]


class SequenceShards:
    """All sequences of some shards, in the order of file names and of their places within.

    It has `len` and whole-number indexing, so data loaders take it as a map-style dataset, and it
    travels to their processes.
    """

    def __init__(self, folder: Path) -> None:
        """Look through the headers of every .tar in `folder` (or of that one file).

        Raises UnreadableShards where there is none, or one holds what no shard holds.
        """
        shards = [folder] if folder.is_file() else sorted(folder.glob(PATTERN))
        if not shards:
            raise UnreadableShards(
                f"{folder} holds no shards (.tar): make some with `pentimento dataset synthesize` "
                "or `pentimento recordings import`."
            )
        self._places = [place for shard in shards for place in _index(shard)]
        if not self._places:
            raise UnreadableShards(f"The shards in {folder} hold no sequence: make them again.")

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: int) -> PaintingSequence:
        """Read one sequence. Raises UnreadableShards where it is damaged."""
        place = self._places[index]
        try:
            with place.shard.open("rb") as file:
                parts = {suffix: _read(file, *where) for suffix, *where in place.parts}
            return decode(place.key, parts)
        except (DamagedSequence, OSError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            raise UnreadableShards(
                f"{place.key} in {place.shard} cannot be read: {reason}; make the shard again."
            ) from None

    def __iter__(self) -> Iterator[PaintingSequence]:
        return (self[index] for index in range(len(self)))

    def fingerprint(self) -> str:
        """Return what tells these sequences from any others: of their keys and the files' sizes.

        Nothing is read for it. Keys alone do not tell: those of all synthetic sequences are alike.
        """
        digest = hashlib.sha256()
        for place in self._places:
            sizes = [(suffix, size) for suffix, _, size in place.parts]
            digest.update(repr((place.key, sizes)).encode())
        return digest.hexdigest()


def shuffled(count: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """Return the order in which an epoch goes through `count` sequences, each of them once.

    A position in training is thus (epoch, how many of its order are done), and nothing else.
    """
    return np.random.default_rng((seed, epoch)).permutation(count)


def _index(shard: Path) -> list[_Place]:
    members: dict[str, list[tuple[str, int, int]]] = {}
    try:
        # a header at a time, no links, no packing: "r:" takes plain tars alone
        with tarfile.open(shard, "r:") as tar:
            for member in tar:
                key, part = _part(member)
                members.setdefault(key, []).append(part)
                if len(members) > MAX_SEQUENCES:
                    raise DamagedSequence(f"it holds more than {MAX_SEQUENCES} sequences")
    except (DamagedSequence, tarfile.TarError, OSError, ValueError, RecursionError) as problem:
        reason = problem if isinstance(problem, DamagedSequence) else "it is no whole tar file"
        raise UnreadableShards(f"{shard} cannot be read: {reason}; remove or replace it.") from None
    return [_Place(shard, key, tuple(parts)) for key, parts in members.items()]


def _part(member: tarfile.TarInfo) -> tuple[str, tuple[str, int, int]]:
    key, _, suffix = member.name.partition(".")
    if not member.isreg() or not KEY.fullmatch(key):
        raise DamagedSequence(f"it holds {member.name[:60]!r}, which no shard has")
    if not 0 <= member.size <= largest_part(suffix):
        raise DamagedSequence(f"its part {member.name[:60]!r} is larger than any can be")
    return key, (suffix, member.offset_data, member.size)


def _read(file: io.BufferedReader, offset: int, size: int) -> bytes:
    file.seek(offset)
    data = file.read(size)
    if len(data) != size:
        raise DamagedSequence("it is cut short")
    return data
