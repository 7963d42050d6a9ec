"""Videos, such as time lapses and screen recordings, read by PyAV."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError

from pentimento_protocol import limits

from ...imaging.colour import Pixels
from .recording import RecordingKind, UnusableRecording

FORMATS = {".mp4": "mov", ".m4v": "mov", ".mov": "mov", ".webm": "matroska", ".mkv": "matroska"}
"""Containers by suffix; naming them keeps playlists and other wrappers out, which open files."""


class Video:
    """The first video stream of a file."""

    kind: RecordingKind = "video"

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    def count(self) -> int:
        """Return how many frames there are, without decoding. Raises UnusableRecording."""
        with self._opened() as container:
            return sum(packet.size > 0 for packet in container.demux(video=0))

    def frames(self, wanted: Container[int]) -> Iterator[tuple[int, Pixels | None]]:
        """Yield decoded frames; see Recording."""
        with self._opened() as container:
            container.streams.video[0].thread_type = "AUTO"
            for index, frame in enumerate(container.decode(video=0)):
                if index in wanted:
                    picture = frame.to_ndarray(format="rgb24")
                    yield index, picture.astype(np.uint8, copy=False)

    @contextmanager
    def _opened(self) -> Iterator[InputContainer]:
        try:
            with (
                self._path.open("rb") as file,
                av.open(file, "r", format=FORMATS[self._path.suffix.lower()]) as container,
            ):
                self._check(container)
                yield container
        except (FFmpegError, OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is damaged"
            raise UnusableRecording(f"{self.name} cannot be read: {reason}.") from None

    def _check(self, container: InputContainer) -> None:
        if not container.streams.video:
            raise UnusableRecording(f"{self.name} cannot be read: it shows no pictures.")
        stream = container.streams.video[0]
        if stream.codec_context is None:
            raise UnusableRecording(
                f"{self.name} cannot be read: its coding is not known here; convert it to mp4."
            )
        if not 1 <= stream.width * stream.height <= limits.MAX_IMAGE_PIXELS:
            raise UnusableRecording(
                f"{self.name} cannot be read: it claims {stream.width} x {stream.height} pixels."
            )
