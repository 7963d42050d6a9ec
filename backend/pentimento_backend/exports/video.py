"""The process as a video that plays everywhere: mp4, H.264 where the encoder is there."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import cv2
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from ..engines.interface import Canvas, Frame
from ..imaging.colour import over
from ..imaging.resize import scaled
from .export import check_same_size
from .provenance import Provenance
from .writing import Draft, check_writable, writing

FRAMES_PER_SECOND = 6
LAST_FRAME_SECONDS = 1.5
"""How long the finished canvas stays before a player stops or starts again."""

MAX_SIDE = 3840
MAX_PIXELS = 9_400_000
"""Just below the frame size of H.264 level 5.1, the largest that players decode in hardware."""

_PAPER = (255, 255, 255)
_H264 = "libx264"
_ENCODERS = (_H264, "mpeg4")
_QUALITY = {_H264: {"crf": "18", "preset": "fast"}, "mpeg4": {"qscale": "3"}}


class Video:
    """Encodes frames into an .mp4 as they arrive; see Export.

    Transparency is laid on white. Larger canvases are scaled down to what players can show. The
    last frame is held, and title and comment tell where the pictures come from.
    """

    def __init__(self, path: Path, provenance: Provenance) -> None:
        check_writable(path)
        self._path = path
        self._provenance = provenance
        self._draft = Draft(path)
        self._film: _Film | None = None
        self._size = (0, 0)
        self._last: NDArray[np.uint8] | None = None

    def add(self, frame: Frame) -> None:
        """Encode the next frame."""
        with writing(self._path):
            if self._film is None:
                self._size = (frame.image.shape[1], frame.image.shape[0])
                self._film = _Film(self._draft.path, self._size, self._provenance)
            check_same_size(frame.image, self._size)
            self._last = self._film.picture(frame.image)
            self._film.show(self._last)

    def finish(self) -> None:
        """Hold the last frame and put the video into its place; ValueError without any frame."""
        if self._film is None or self._last is None:
            raise ValueError("A video needs at least one frame.")
        with writing(self._path):
            for _ in range(round(FRAMES_PER_SECOND * LAST_FRAME_SECONDS) - 1):
                self._film.show(self._last)
            self._film.close()
            self._draft.keep()

    def __enter__(self) -> Video:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._film is not None:
            self._film.abandon()
        self._draft.discard()


class _Film:
    """One encoder at work."""

    def __init__(self, path: Path, canvas_size: tuple[int, int], provenance: Provenance) -> None:
        self._shown = _shown_size(*canvas_size)
        encoder = next(name for name in _ENCODERS if name in av.codecs_available)
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._container.metadata["title"] = provenance.title
        self._container.metadata["comment"] = provenance.sentence
        stream: Any = self._container.add_stream(
            encoder, rate=FRAMES_PER_SECOND, options=_QUALITY[encoder]
        )
        stream.width, stream.height = (side + side % 2 for side in self._shown)
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.colorspace = Colorspace.ITU709
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.color_range = ColorRange.MPEG
        self._stream = stream
        self._closed = False

    def picture(self, image: Canvas) -> NDArray[np.uint8]:
        """Return RGB on white at the video's size, whose sides are even."""
        if (image.shape[1], image.shape[0]) != self._shown:
            image = scaled(image, *self._shown)
        width, height = self._shown
        rgb = cv2.copyMakeBorder(
            over(image, _PAPER), 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE
        )
        return np.ascontiguousarray(rgb, np.uint8)

    def show(self, picture: NDArray[np.uint8]) -> None:
        """Show a picture for one frame's time."""
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        )
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Complete the file."""
        self._closed = True
        try:
            self._container.mux(self._stream.encode())
        finally:
            self._container.close()

    def abandon(self) -> None:
        """Let go of the file without completing it."""
        if not self._closed:
            self._closed = True
            with contextlib.suppress(OSError):  # on a full disk the end cannot be written either
                self._container.close()


def _shown_size(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, MAX_SIDE / max(width, height), math.sqrt(MAX_PIXELS / (width * height)))
    return max(1, int(width * scale)), max(1, int(height * scale))
