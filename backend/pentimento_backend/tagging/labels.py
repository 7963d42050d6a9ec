"""The words that a WD14 tagger knows, from the CSV file that comes with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from ..models.problem import ModelProblem


class Category(IntEnum):
    """Categories of Danbooru that become tags; the file has others, such as ratings (9)."""

    GENERAL = 0
    CHARACTER = 4


@dataclass(frozen=True)
class Label:
    """One output of the tagger: its word, with underscores, and the number of its category."""

    name: str
    category: int


def read_labels(path: Path) -> tuple[Label, ...]:
    """Return the labels of a CSV file with columns "name" and "category". Raises ModelProblem."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            labels = tuple(_label(row) for row in csv.DictReader(file))
        if not labels:
            raise ValueError("it is empty")
    except OSError as error:
        raise ModelProblem(
            f"{path} cannot be read ({error.strerror}): download the tagger again."
        ) from error
    except (ValueError, csv.Error) as error:
        raise ModelProblem(
            f"{path} is no list of the tagger's words ({error}): download the tagger again."
        ) from error
    return labels


def _label(row: dict[str, str | None]) -> Label:
    name, category = row.get("name"), row.get("category")
    if not name or category is None or not category.isdecimal():
        raise ValueError(f"without name or category: {','.join(map(str, row.values()))[:60]!r}")
    return Label(name, int(category))
