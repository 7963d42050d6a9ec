"""Which recordings there are in files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...documents.naming import DOCUMENT_ENDINGS
from .layered_document import AnimatedDocument, LayeredDocument, times_of
from .picture_folder import PictureFolder, pictures_in
from .recording import Recording, UnusableRecording
from .video import FORMATS as VIDEOS
from .video import Video


def find_recordings(places: Sequence[Path]) -> list[Recording]:
    """Return the recordings: each folder of pictures is one, and each video and document.

    Folders are looked through to the bottom. Raises UnusableRecording.
    """
    found = [recording for place in places for recording in _in_place(place)]
    if not found:
        raise UnusableRecording(
            f"There is no recording in {', '.join(map(str, places))}: folders of numbered png, jpg "
            "or webp pictures, mp4 and webm videos, kra, ora and psd documents count."
        )
    return found


def _in_place(place: Path) -> Iterator[Recording]:
    if place.is_file():
        recording = _file(place)
        if recording is None:
            raise UnusableRecording(
                f"{place.name} is no video and no layered document; a single picture tells of no "
                "time: name its folder if the others are there."
            )
        yield recording
    elif place.is_dir():
        yield from _in_folder(place)
    else:
        raise UnusableRecording(f"{place} does not exist.")


def _in_folder(folder: Path) -> Iterator[Recording]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise UnusableRecording(
            f"{folder} cannot be read ({error.strerror}): make it readable, or leave it out."
        ) from None
    if len(pictures_in(folder)) > 1:
        yield PictureFolder(folder)
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.is_file():
            recording = _file(path)
            if recording is not None:
                yield recording


def _file(path: Path) -> Recording | None:
    suffix = path.suffix.lower()
    if suffix in VIDEOS:
        return Video(path)
    if suffix == ".kra" and _is_animated(path):
        return AnimatedDocument(path)
    if suffix in DOCUMENT_ENDINGS:
        return LayeredDocument(path)
    return None


def _is_animated(path: Path) -> bool:
    try:
        return len(times_of(path)) > 1
    except UnusableRecording:
        return False  # what ails the file is told when it is read, and the others go on
