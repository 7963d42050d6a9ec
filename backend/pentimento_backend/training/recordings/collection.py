"""A folder of imported recordings: one shard, a contact sheet each, and a report in words."""

from __future__ import annotations

from pathlib import Path

from ...exports.writing import write_file, writing
from ..sequences import PaintingSequence, write_shard
from ..sequences.sequence import KEY, MAX_TEXT
from .contact_sheet import contact_sheet
from .importing import Watch, Wish, import_recording, unwatched
from .recording import Recording, UnusableRecording


class InvalidName(Exception):
    """No files can be called so; the text is one sentence."""


class Collection:
    """Takes recordings in and writes what became of them to `folder` at the end."""

    def __init__(self, folder: Path, name: str) -> None:
        """Raises InvalidName."""
        if not KEY.fullmatch(f"{name}-000"):
            raise InvalidName(f"{name!r} is no name for files: use letters, digits, - and _.")
        self._folder = folder
        self._name = name
        self._sequences: list[PaintingSequence] = []
        self._report: list[str] = []

    def add(self, recording: Recording, wish: Wish, caption: str, watch: Watch = unwatched) -> str:
        """Take a recording in where it is of use, and return what became of it."""
        key = f"{self._name}-{len(self._sequences) + 1:03d}"
        try:
            caption = (caption or _words(recording.name))[:MAX_TEXT]
            imported = import_recording(recording, wish, key, caption, watch)
        except UnusableRecording as problem:
            told = f"Left out: {problem}"
        else:
            self._sequences.append(imported.sequence)
            told = "\n".join([f"{key}:", *imported.report.sentences(wish.frames)])
        self._report.append(told)
        return told

    def finish(self) -> dict[str, Path]:
        """Write everything and return what lies where.

        Raises UnusableRecording where no recording was of use, CannotWrite.
        """
        if not self._sequences:
            raise UnusableRecording("No recording gave a sequence, so nothing was written.")
        shard = self._folder / f"{self._name}.tar"
        with writing(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        for sequence in self._sequences:
            write_file(self._folder / f"{sequence.key}.png", contact_sheet(sequence))
        report = self._folder / f"{self._name}.txt"
        write_file(report, ("\n\n".join(self._report) + "\n").encode())
        with writing(shard):
            write_shard(shard, self._sequences)
        return {"sequences": shard, "contact sheets": self._folder, "report": report}


def _words(name: str) -> str:
    return Path(name).stem.replace("_", " ").replace("-", " ")
