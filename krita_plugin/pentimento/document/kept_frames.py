"""Frames that a document keeps itself, so that they are there wherever its .kra file goes.

Each process that the painter wants to keep has an annotation of its own: a JSON header, then the
frames, losslessly coded. The first is deflated as it is; each later one as its difference (XOR) to
the one before, of which most is nothing, so that a process takes a fraction of what its frames do.

    8 bytes  b"PENTIMF1"
    4 bytes  length of the header, little endian
    header   {"width", "height", "sizes": [bytes of each frame]}
    frames   zlib streams, which have checksums of their own
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Callable, Iterator, List, Optional, Sequence, Tuple

from pentimento_protocol import limits
from pentimento_protocol.portions import Bytes, gathered, inflated

from ..words import tr

if TYPE_CHECKING:
    from krita import Document

_ANNOTATION = "pentimento/frames/"
_MAGIC = b"PENTIMF1"
_LENGTH = struct.Struct("<I")
_PIECE = 1 << 16
_PIXEL = 4


class KeptFramesDamaged(Exception):
    """What the document keeps cannot be read; the text is for the painter."""

    def __init__(self) -> None:
        super().__init__(
            tr("The frames that this document keeps are damaged, and cannot be shown.")
        )


@dataclass(frozen=True)
class KeptFrames:
    """The frames of one process as a document keeps them; `ends` says where in `coded` they end."""

    width: int
    height: int
    coded: bytes
    start: int
    ends: Tuple[int, ...]

    @property
    def size(self) -> int:
        """Bytes that they take in the document."""
        return len(self.coded)

    def whole_frames(
        self, indices: Sequence[int], stopped: Callable[[], bool]
    ) -> Iterator[Tuple[int, int, int, Bytes]]:
        """Yield index, width, height and BGRA8 rows of frames, in order; for a thread.

        Raises KeptFramesDamaged.
        """
        wanted = set(indices)
        expected = self.width * self.height * _PIXEL
        before: Bytes = b""
        coded, start = memoryview(self.coded), self.start
        for index, end in enumerate(self.ends[: max(wanted) + 1]):
            if stopped():
                return
            change = _inflated(coded[start:end], expected)
            start = end
            before = _xor(change, before) if before else change
            if index in wanted:
                yield index, self.width, self.height, before
        if max(wanted) >= len(self.ends):
            raise KeptFramesDamaged


class KeptFramesWriter:
    """Codes frames for a document, in their order; for a thread."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._before: Bytes = b""
        self._coded: List[bytes] = []

    def add(self, pixels: Bytes) -> None:
        """Code the next frame: BGRA8 rows. ValueError where its size differs from the others'."""
        if len(pixels) != self._size[0] * self._size[1] * _PIXEL:
            raise ValueError("frames of different sizes are no process")
        change = _xor(pixels, self._before) if self._before else pixels
        self._coded.append(zlib.compress(change, 1))
        self._before = pixels

    def finish(self) -> bytes:
        """Return the annotation's content."""
        header = json.dumps(
            {
                "width": self._size[0],
                "height": self._size[1],
                "sizes": [len(frame) for frame in self._coded],
            }
        ).encode("ascii")
        return _MAGIC + _LENGTH.pack(len(header)) + header + b"".join(self._coded)


def kept_frames(document: Document, job: str) -> Optional[KeptFrames]:
    """Return the frames of a job that a document keeps, None where it has none that can be read."""
    return read_kept_frames(bytes(document.annotation(_ANNOTATION + job).data()))


def kept_size(document: Document, job: str) -> int:
    """Return the bytes that the frames of a job take in a document, 0 where it keeps none."""
    name = _ANNOTATION + job
    return document.annotation(name).size() if name in document.annotationTypes() else 0


def keep_frames(document: Document, job: str, content: bytes) -> None:
    """Put the frames of a job, coded by KeptFramesWriter, into a document."""
    document.setAnnotation(_ANNOTATION + job, "Pentimento: frames of a painting process", content)


def let_go_of_frames(document: Document, job: str) -> None:
    """Take the frames of a job out of a document."""
    document.removeAnnotation(_ANNOTATION + job)


def read_kept_frames(content: bytes) -> Optional[KeptFrames]:
    """Return what an annotation holds, None for anything else than what we have written."""
    start = len(_MAGIC) + _LENGTH.size
    if content[: len(_MAGIC)] != _MAGIC or len(content) < start:
        return None
    end = start + _LENGTH.unpack(content[len(_MAGIC) : start])[0]
    try:
        header = json.loads(content[start:end])
        width, height, sizes = header["width"], header["height"], header["sizes"]
        sound = (
            _is_number(width, limits.MAX_IMAGE_SIDE)
            and _is_number(height, limits.MAX_IMAGE_SIDE)
            and width * height <= limits.MAX_IMAGE_PIXELS
            and 1 <= len(sizes) <= limits.MAX_FRAMES
            and all(_is_number(size, limits.MAX_PAYLOAD_BYTES) for size in sizes)
            and end + sum(sizes) == len(content)
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    if not sound:
        return None
    ends = tuple(end + total for total in accumulate(sizes))
    return KeptFrames(width, height, content, end, ends)


def _is_number(value: object, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _inflated(coded: Bytes, expected: int) -> memoryview:
    try:
        return inflated(coded, expected)
    except ValueError:
        raise KeptFramesDamaged from None


def _xor(one: Bytes, other: Bytes) -> memoryview:
    return gathered(_differences(one, other), len(one))


def _differences(one: Bytes, other: Bytes) -> Iterator[bytes]:
    for start in range(0, len(one), _PIECE):
        first, second = one[start : start + _PIECE], other[start : start + _PIECE]
        number = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
        yield number.to_bytes(len(first), "little")
