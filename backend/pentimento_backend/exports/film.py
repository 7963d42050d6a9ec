"""The encoder of a video; apart from `video`, because PyAV takes a while to load."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from ..engines.interface import Canvas
from ..imaging.colour import WHITE, over
from ..imaging.resize import scaled
from .pace import Timing
from .provenance import Provenance

MAX_SIDE = 3840
MAX_PIXELS = 9_400_000
"""Just below the frame size of H.264 level 5.1, the largest that players decode in hardware."""


@dataclass(frozen=True)
class Format:
    """A kind of file: its container with options, and its encoders with options, best first."""

    container: str
    container_options: dict[str, str]
    encoders: dict[str, dict[str, str]]


_VP9 = {"crf": "24", "b": "0", "deadline": "good", "cpu-used": "4", "row-mt": "1"}
FORMATS = {
    ".mp4": Format(
        "mp4",
        {"movflags": "+faststart"},
        {"libx264": {"crf": "18", "preset": "fast"}, "mpeg4": {"qscale": "3"}},
    ),
    ".webm": Format("webm", {}, {"libvpx-vp9": _VP9, "libvpx": {"crf": "10", "b": "8M"}}),
}
"""By the ending of the file's name."""


class Film:
    """One encoder at work on the file `path`, in one of the `FORMATS`."""

    def __init__(
        self,
        path: Path,
        kind: Format,
        canvas_size: tuple[int, int],
        timing: Timing,
        provenance: Provenance,
    ) -> None:
        self._shown = _shown_size(*canvas_size)
        self._timing = timing
        encoder = next(name for name in kind.encoders if name in av.codecs_available)
        self._container = av.open(
            str(path), "w", format=kind.container, options=kind.container_options
        )
        self._container.metadata["title"] = provenance.title
        self._container.metadata["comment"] = provenance.sentence
        rate = Fraction(timing.frames_per_second).limit_denominator(1000)
        stream: Any = self._container.add_stream(encoder, rate=rate, options=kind.encoders[encoder])
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
            over(image, WHITE), 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE
        )
        return np.ascontiguousarray(rgb, np.uint8)

    def show(self, picture: NDArray[np.uint8]) -> None:
        """Show a picture for one frame's time."""
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        )
        self._container.mux(self._stream.encode(frame))

    def hold(self, picture: NDArray[np.uint8]) -> None:
        """Go on showing the picture shown last, for as long as the timing says."""
        for _ in range(round(self._timing.frames_per_second * self._timing.last_seconds) - 1):
            self.show(picture)

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
