"""The process as a video: mp4 (H.264) plays everywhere, webm (VP9) is smaller and free."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..engines.interface import Frame
from .export import check_same_size
from .pace import Timing
from .provenance import Provenance
from .writing import Draft, check_writable, writing

if TYPE_CHECKING:
    from .film import Film

ENDINGS = (".mp4", ".webm")


class Video:
    """Encodes frames into an .mp4 or .webm as they arrive; see Export.

    Transparency is laid on white. Larger canvases are scaled down to what players can show. The
    last frame is held, and title and comment tell where the pictures come from.
    """

    def __init__(self, path: Path, provenance: Provenance, timing: Timing | None = None) -> None:
        check_writable(path)
        self._path = path
        self._provenance = provenance
        self._timing = timing or Timing()
        self._draft = Draft(path)
        self._film: Film | None = None
        self._size = (0, 0)
        self._last: NDArray[np.uint8] | None = None

    def add(self, frame: Frame) -> None:
        """Encode the next frame."""
        with writing(self._path):
            if self._film is None:
                self._size = (frame.image.shape[1], frame.image.shape[0])
                self._film = self._new_film()
            check_same_size(frame.image, self._size)
            self._last = self._film.picture(frame.image)
            self._film.show(self._last)

    def finish(self) -> None:
        """Hold the last frame and put the video into its place; ValueError without any frame."""
        if self._film is None or self._last is None:
            raise ValueError("A video needs at least one frame.")
        with writing(self._path):
            self._film.hold(self._last)
            self._film.close()
            self._draft.keep()

    def __enter__(self) -> Video:
        return self

    def __exit__(self, *_: object) -> None:
        if self._film is not None:
            self._film.abandon()
        self._draft.discard()

    def _new_film(self) -> Film:
        from .film import FORMATS, Film  # noqa: PLC0415 - PyAV loads slowly, few ask for a video

        kind = FORMATS[self._path.suffix.lower()]
        return Film(self._draft.path, kind, self._size, self._timing, self._provenance)
