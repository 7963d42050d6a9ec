"""Where an export goes: it is written beside its place and takes it in one step."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from .writing import writing


class Destination:
    """A file or folder that appears at `path` as a whole, or not at all.

    What is there already stays, unless `replace`: then a file gives way in one step, and a folder
    is written into. Write to `work`, then call `keep`; used as context manager, nothing else is
    left behind. Until then all is in the folder `workroom`, which is made, on the same disk; who
    named it may clear it away where this process was killed. Raises CannotWrite.
    """

    def __init__(self, path: Path, workroom: Path, *, replace: bool) -> None:
        self._path = path
        self._replace = replace
        self._check_free()
        self._workroom: Path | None = None
        self.work = path
        if not (replace and path.is_dir()):
            with writing(path):
                workroom.mkdir(mode=0o700)
            self._workroom = workroom
            self.work = workroom / path.name

    def keep(self) -> None:
        """Put what was written into its place."""
        if self._workroom is None:
            return
        self._check_free()
        with writing(self._path):
            if self.work.is_dir() and self._path.is_dir():
                self._path.rmdir()  # it is empty
            self.work.replace(self._path)

    def discard(self) -> None:
        """Remove what has not been kept."""
        if self._workroom is not None:
            shutil.rmtree(self._workroom, ignore_errors=True)

    def __enter__(self) -> Destination:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def _check_free(self) -> None:
        if self._replace or not self._path.exists():
            return
        empty_folder = self._path.is_dir() and not any(self._path.iterdir())
        if not empty_folder:
            with writing(self._path):
                raise FileExistsError(errno.EEXIST, "")
