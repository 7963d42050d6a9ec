"""Numbered pictures in a folder, as Krita's Recorder docker writes them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from ...documents import UnreadableArtwork, read_artwork
from ...documents.naming import PICTURE_ENDINGS, natural_order
from ...imaging.colour import WHITE, Pixels, over
from .recording import RecordingKind, UnusableRecording

MAX_PICTURES = 200_000


class PictureFolder:
    """The pictures of one folder, in the order of the numbers in their names."""

    kind: RecordingKind = "pictures"

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._paths = sorted(pictures_in(folder), key=natural_order)

    def count(self) -> int:
        """Return how many pictures there are. Raises UnusableRecording: too many."""
        if len(self._paths) > MAX_PICTURES:
            raise UnusableRecording(
                f"{self.name} holds more than {MAX_PICTURES} pictures: split it into parts."
            )
        return len(self._paths)

    def frames(self, wanted: Container[int]) -> Iterator[tuple[int, Pixels | None]]:
        """Yield the pictures on white; see Recording."""
        for index, path in enumerate(self._paths):
            if index in wanted:
                yield index, _read(path)


def pictures_in(folder: Path) -> list[Path]:
    """Return the flat pictures that lie in a folder itself."""
    return [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in PICTURE_ENDINGS and path.is_file()
    ]


def _read(path: Path) -> Pixels | None:
    try:
        return over(read_artwork(path).canvas, WHITE)
    except UnreadableArtwork:
        return None
