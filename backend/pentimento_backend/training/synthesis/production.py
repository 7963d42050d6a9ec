"""Fills a folder with the shards of an order; what is there already is not painted again."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from ...exports.writing import write_file, writing
from ..sequences import PaintingSequence, write_shard
from .captions import Captions
from .order import Order, fingerprint, job, picture_of
from .painting import Skipped
from .pictures import SourcePicture
from .workforce import Results, Workforce

ORDER_FILE = "order.json"
MANIFEST = "manifest.csv"
_COLUMNS = ("key", "kind", "seed", "caption", "source", "licence")


class AnotherOrder(Exception):
    """The folder holds sequences of another order; the text is one sentence."""


@dataclass
class Tally:
    """What a folder holds when all is done: sequences by kind and by licence."""

    kinds: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)

    @property
    def sequences(self) -> int:
        """How many there are."""
        return self.kinds.total()


Watch = Callable[[int, str], None]
"""Told how many more jobs are done, and why a picture was skipped ("" where it was not)."""


def produce(
    order: Order,
    pictures: Sequence[SourcePicture],
    folder: Path,
    captions: Captions,
    workforce: Workforce,
    watch: Watch,
    sam: Path | None = None,
) -> Tally:
    """Write sequences-00000.tar ..., a table beside each, and the manifest of them all.

    Interrupted at any moment, it goes on with the first shard that is not whole, and ends with the
    same bytes. `sam` is the folder of Segment Anything, for orders that want it.
    Raises AnotherOrder, CannotWrite, ModelProblem, and what the workforce raises.
    """
    _claim(order, pictures, folder)
    missing = [shard for shard in range(order.shards) if not _table(folder, shard).is_file()]
    watch(order.count - sum(len(_indices(order, shard)) for shard in missing), "")
    jobs = (
        job(order, pictures, index, captions.of(picture_of(order, pictures, index)), sam)
        for shard in missing
        for index in _indices(order, shard)
    )
    with closing(workforce(jobs)) as results:
        for shard in missing:
            _fill(folder, shard, _taken(results, len(_indices(order, shard)), watch))
    return _manifest(order, folder)


def _claim(order: Order, pictures: Sequence[SourcePicture], folder: Path) -> None:
    told = json.dumps(asdict(order) | {"pictures": fingerprint(pictures)}, indent=1)
    path = folder / ORDER_FILE
    with writing(path):
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            if path.read_text("utf-8", "replace") != told:
                raise AnotherOrder(
                    f"{folder} holds sequences of other pictures or settings: name another "
                    "folder, or go on with those that began it."
                )
            return
    write_file(path, told.encode())


def _indices(order: Order, shard: int) -> range:
    first = shard * order.shard_length
    return range(first, min(order.count, first + order.shard_length))


def _taken(results: Results, count: int, watch: Watch) -> Iterator[PaintingSequence]:
    for result in islice(results, count):
        if isinstance(result, Skipped):
            watch(1, result.reason)
        else:
            yield result
            watch(1, "")


def _fill(folder: Path, shard: int, sequences: Iterator[PaintingSequence]) -> None:
    """Write a shard, and last its table: a shard without one is not whole."""
    told: list[dict[str, object]] = []

    def noted() -> Iterator[PaintingSequence]:
        for sequence in sequences:
            told.append({column: getattr(sequence, column) for column in _COLUMNS})
            yield sequence

    path = folder / f"sequences-{shard:05d}.tar"
    with writing(path):
        write_shard(path, noted())
    write_file(_table(folder, shard), _as_csv(told))


def _table(folder: Path, shard: int) -> Path:
    return folder / f"sequences-{shard:05d}.csv"


def _manifest(order: Order, folder: Path) -> Tally:
    tally = Tally()
    rows: list[dict[str, str]] = []
    for shard in range(order.shards):
        with _table(folder, shard).open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    for row in rows:
        tally.kinds[row["kind"]] += 1
        tally.licences[row["licence"]] += 1
    write_file(folder / MANIFEST, _as_csv(rows))
    return tally


def _as_csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows([row[column] for column in _COLUMNS] for row in rows)
    return text.getvalue().encode()
