"""The process as an animated GIF, for pages that take no video."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from ..engines.interface import Frame
from ..imaging.colour import WHITE, over
from ..imaging.resize import fit, scaled
from .export import check_same_size
from .pace import Timing
from .provenance import Provenance
from .writing import Draft, check_writable, writing

LONGEST_SIDE = 960
"""Of the pictures, in pixels: a GIF packs badly, and larger ones make pages crawl."""

FASTEST = 50.0
"""Frames a second; players slow down those that are faster."""


class Gif:
    """Collects the frames with 256 colours each and writes them as one .gif; see Export.

    Transparency is laid on white. The animation runs for ever; its comment tells where the pictures
    come from.
    """

    def __init__(self, path: Path, provenance: Provenance, timing: Timing | None = None) -> None:
        check_writable(path)
        self._path = path
        self._provenance = provenance
        self._timing = timing or Timing()
        self._draft = Draft(path)
        self._size = (0, 0)
        self._pictures: list[Image.Image] = []

    def add(self, frame: Frame) -> None:
        """Keep the next frame, on white paper."""
        if not self._pictures:
            self._size = (frame.image.shape[1], frame.image.shape[0])
        check_same_size(frame.image, self._size)
        image = frame.image
        if max(self._size) > LONGEST_SIDE:
            image = scaled(image, *fit(*self._size, LONGEST_SIDE))
        picture = Image.fromarray(np.ascontiguousarray(over(image, WHITE)))
        self._pictures.append(picture.quantize(256))

    def finish(self) -> None:
        """Write the file and put it into its place; ValueError without any frame."""
        if not self._pictures:
            raise ValueError("A GIF needs at least one frame.")
        first, *others = self._pictures
        with writing(self._path):
            first.save(
                self._draft.path,
                "GIF",
                save_all=True,
                append_images=others,
                duration=self._milliseconds(),
                loop=0,
                comment=self._provenance.sentence.encode("utf-8"),
            )
            self._draft.keep()

    def __enter__(self) -> Gif:
        return self

    def __exit__(self, *_: object) -> None:
        self._draft.discard()

    def _milliseconds(self) -> list[int]:
        """Return how long each frame stays, in the hundredths of a second that a GIF counts in."""
        rate = self._timing.frames_per_second
        hundredths = [round(100 * number / rate) for number in range(len(self._pictures))]
        gaps = [10 * (b - a) for a, b in pairwise(hundredths)]
        return [*gaps, round(1000 * self._timing.last_seconds)]
