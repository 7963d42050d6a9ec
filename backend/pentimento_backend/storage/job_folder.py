"""The files of one job: its request and its frames, each written whole or not at all.

    <jobs>/<job>/request.json       header of the submission, as it came
    <jobs>/<job>/payload_0000.bin   its images, as they came
    <jobs>/<job>/frame_0000.bin     finished frames, coded for the wire
    <jobs>/<job>/kept/<name>        by-products that the engine has kept, such as strokes.json.gz

The server writes the request, the worker the rest: no frame crosses the server's loop on its way
to the disk.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from pentimento_protocol import limits

_DRAFT = ".new"
_FILE_NAME = re.compile(r"(request\.json|payload_\d+\.bin|frame_\d+\.bin|kept)(\.new)?")
_BY_PRODUCT_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


class StoreFull(Exception):
    """The disk has no room for another file; the text is one sentence for the painter."""


class JobFolder:
    """The folder of one job below `jobs`; `job` must be a checked job id."""

    def __init__(self, jobs: Path, job: str) -> None:
        self.path = jobs / job

    @property
    def request_file(self) -> Path:
        """The submission's header."""
        return self.path / "request.json"

    def frame_file(self, index: int) -> Path:
        """The coded image of frame `index`."""
        return self.path / f"frame_{index:04d}.bin"

    def write_request(self, frames: Sequence[bytes]) -> None:
        """Keep a submission (header and payloads).

        Raises StoreFull or OSError, leaving no folder behind.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            for index, payload in enumerate(frames[1:]):
                write_whole(self.path / f"payload_{index:04d}.bin", payload)
            write_whole(self.request_file, frames[0])
        except (StoreFull, OSError):
            self.remove()
            raise

    def read_request(self) -> list[bytes]:
        """Return the submission as it came: header, then payloads; raises OSError."""
        payloads = sorted(self.path.glob("payload_*.bin"))
        return [self.request_file.read_bytes(), *(path.read_bytes() for path in payloads)]

    def write_frame(self, index: int, data: bytes) -> None:
        """Keep the coded image of frame `index`; raises StoreFull or OSError."""
        write_whole(self.frame_file(index), data)

    def read_frame(self, index: int) -> bytes:
        """Return the coded image of frame `index`; raises OSError."""
        return self.frame_file(index).read_bytes()

    def has_frame(self, index: int, size: int) -> bool:
        """Return whether frame `index` is there with `size` bytes."""
        try:
            return self.frame_file(index).stat().st_size == size
        except OSError:
            return False

    def write_by_product(self, name: str, data: bytes) -> None:
        """Keep a by-product; raises StoreFull or OSError, ValueError for an unsafe name."""
        if not is_by_product_name(name):
            raise ValueError(f"{name!r} is no name for a by-product")
        path = self._by_products / name
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)

    def read_by_product(self, name: str) -> bytes:
        """Return a by-product; raises OSError, ValueError for an unsafe name."""
        if not is_by_product_name(name):
            raise ValueError(f"{name!r} is no name for a by-product")
        return (self._by_products / name).read_bytes()

    def by_products(self) -> dict[str, int]:
        """Return the by-products and their sizes in bytes; drafts that a crash left are removed."""
        if not self._by_products.is_dir():
            return {}
        for draft in self._by_products.glob(f"*{_DRAFT}"):
            draft.unlink()
        return {path.name: path.stat().st_size for path in self._by_products.iterdir()}

    @property
    def _by_products(self) -> Path:
        return self.path / "kept"

    def holds_nothing_else(self) -> bool:
        """Return whether this is a folder with a job's files, and no others."""
        return self.path.is_dir() and all(
            _FILE_NAME.fullmatch(path.name) for path in self.path.iterdir()
        )

    def remove(self) -> None:
        """Remove the folder and all in it; a folder that is not there is fine."""
        shutil.rmtree(self.path, ignore_errors=True)


def is_by_product_name(name: str) -> bool:
    """Return whether `name` names a by-product: a-z, 0-9, '.' and '-', no path, no draft."""
    return (
        len(name) <= limits.MAX_BY_PRODUCT_NAME
        and _BY_PRODUCT_NAME.fullmatch(name) is not None
        and not name.endswith(_DRAFT)
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a crash.

    Raises StoreFull where the disk is full, OSError for other reasons.
    """
    temporary = path.with_name(path.name + _DRAFT)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreFull(
                "The disk with Pentimento's frames is full: free some space, then resume the job; "
                "the frames it has are kept."
            ) from error
        raise
