"""The finished pictures that sequences are made from: where they lie, whose they are, what shows.

Beside the pictures of a folder may lie `manifest.csv` (columns file, licence, author, group, ...),
`captions.csv` (file, caption), and for each NAME.png a NAME.txt with its caption.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...documents.naming import DOCUMENT_ENDINGS, PICTURE_ENDINGS
from ..sequences.sequence import MAX_TEXT

ENDINGS = PICTURE_ENDINGS | DOCUMENT_ENDINGS
UNKNOWN_LICENCE = "not stated"

_MAX_LIST_BYTES = 100_000_000


class NoPictures(Exception):
    """There is nothing to make sequences from; the text is one sentence."""


@dataclass(frozen=True)
class SourcePicture:
    """One finished picture. `caption` is "" where none was given; `group` names its kind.

    `title` is the name of the original file, which tells more than that of a copy.
    """

    path: Path
    title: str
    caption: str
    group: str
    source: str
    licence: str

    @property
    def words(self) -> str:
        """What the group and the title tell: a caption of last resort."""
        words = re.sub(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", " ", self.title).split()
        told = " ".join(word.lower() for word in words if len(word) > 2)
        return ", ".join(filter(None, (self.group, told))) or "a picture"


def find_pictures(places: Sequence[Path], groups: Sequence[str] = ()) -> list[SourcePicture]:
    """Return the pictures in files and folders, sorted; of `groups` alone where any are named.

    Raises NoPictures.
    """
    found = sorted(
        {picture.path: picture for place in places for picture in _in_place(place)}.values(),
        key=lambda picture: picture.path.as_posix(),
    )
    wanted = [picture for picture in found if not groups or picture.group in groups]
    if found and not wanted:
        known = ", ".join(sorted({picture.group for picture in found} - {""})) or "none"
        raise NoPictures(f"No picture is of the group {', '.join(groups)}; groups here: {known}.")
    if not wanted:
        names = ", ".join(map(str, places))
        raise NoPictures(f"There are no pictures in {names}: {', '.join(sorted(ENDINGS))} count.")
    return wanted


def _in_place(place: Path) -> Iterator[SourcePicture]:
    if place.is_dir():
        yield from _described(place, [path for path in place.rglob("*") if _is_picture(path)])
    elif place.is_file():
        yield from _described(place.parent, [place])
    else:
        raise NoPictures(f"{place} is neither a picture nor a folder of pictures.")


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.is_file()


def _described(folder: Path, paths: Sequence[Path]) -> Iterator[SourcePicture]:
    told, captions = _rows(folder / "manifest.csv"), _rows(folder / "captions.csv")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        yield _picture(path, told.get(name, {}), captions.get(name, {}))


def _picture(path: Path, told: dict[str, str], captions: dict[str, str]) -> SourcePicture:
    origin = [told.get(column, "") for column in ("author", "package", "original_path")]
    caption = captions.get("caption") or told.get("caption") or _beside(path)
    return SourcePicture(
        path=path,
        title=PurePosixPath(told.get("original_path", "")).stem or path.stem,
        caption=_short(caption),
        group=told.get("group", ""),
        source=_short(", ".join([path.name, *filter(None, origin)])),
        licence=_short(told.get("licence") or told.get("license") or UNKNOWN_LICENCE),
    )


def _beside(path: Path) -> str:
    try:
        with path.with_suffix(".txt").open(encoding="utf-8", errors="replace") as file:
            return file.read(MAX_TEXT)
    except OSError:
        return ""


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_TEXT]


def _rows(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a table by their column `file`; none where there is no such table."""
    if not path.is_file():
        return {}
    try:
        if path.stat().st_size > _MAX_LIST_BYTES:
            raise NoPictures(f"{path} is too large for a list of pictures.")
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, csv.Error) as error:
        raise NoPictures(f"{path} cannot be read: {error}; correct or remove it.") from None
    if rows and "file" not in rows[0]:
        raise NoPictures(f"{path} has no column 'file', which says what picture a line is about.")
    return {
        row["file"]: {column: value for column, value in row.items() if isinstance(value, str)}
        for row in rows
        if row.get("file")
    }
