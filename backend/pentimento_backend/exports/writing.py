"""Writes files so that they are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the disk takes no file of this size",
    errno.EACCES: "you are not allowed to write there",
    errno.EPERM: "you are not allowed to write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "a file of this name is in the way",
    errno.EISDIR: "a folder of this name is in the way",
    errno.ENAMETOOLONG: "the name is too long",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class CannotWrite(Exception):
    """Something cannot be written; the text is one sentence for the painter.

    `code` is "disk-full" or "cannot-write", for programs.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        self.code = "disk-full" if error.errno in _FULL else "cannot-write"
        reason = _REASONS.get(error.errno or 0) or error.strerror or "the disk does not answer"
        super().__init__(f"{path} cannot be written: {reason}.")


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn the system's errors inside into CannotWrite for `path`."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error


class Draft:
    """A file under work beside the place it will take; `keep` puts it there in one step."""

    def __init__(self, path: Path) -> None:
        self._target = path
        self.path = path.with_name(f".{path.name}.{os.getpid()}.part")

    def keep(self) -> None:
        """Put the draft into its place; what was there before is gone in the same moment."""
        self.path.replace(self._target)

    def discard(self) -> None:
        """Remove the draft, if it is still there."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise CannotWrite now where a file could not be written at `path` later."""
    draft = Draft(path)
    try:
        with writing(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            draft.path.touch()
    finally:
        draft.discard()


def write_file(path: Path, data: bytes) -> None:
    """Write a file in one step; CannotWrite leaves what was there before."""
    draft = Draft(path)
    try:
        with writing(path):
            draft.path.write_bytes(data)
            draft.keep()
    finally:
        draft.discard()
