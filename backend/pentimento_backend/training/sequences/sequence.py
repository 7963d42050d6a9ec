"""One painting sequence: the states of a painting, first marks first."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engines.interface import FIRST_STEP, LAST_STEP

MAX_FRAMES = 64
MAX_SIDE = 4096
MAX_TEXT = 4000
"""Characters of a caption or of where a sequence comes from."""

KEY = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""What a key may be: it names files in a tar, so no dots and no slashes."""


@dataclass(frozen=True, eq=False)
class PaintingSequence:
    """A painting in a few states, the last of them the finish.

    `frames` is uint8, (count, height, width, 3), RGB; `steps` are their operation steps, falling
    from at most 999 to 0 (of the finish). `kind` says how the sequence came to be ("regions",
    "recording", ...), `source` and `licence` whose picture it shows, `seed` made it (0 where
    nothing was drawn by lot). Raises ValueError for values that contradict this.
    """

    key: str
    frames: NDArray[np.uint8]
    steps: tuple[int, ...]
    caption: str
    source: str
    licence: str
    kind: str
    seed: int = 0

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"{self.key[:40]!r} is no key: letters, digits, _ and - make one")
        _check_frames(self.frames)
        _check_steps(self.steps, len(self.frames))
        texts = (self.caption, self.source, self.licence, self.kind)
        if max(map(len, texts)) > MAX_TEXT:
            raise ValueError(f"a text of more than {MAX_TEXT} characters")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.frames.shape[2], self.frames.shape[1]


def _check_frames(frames: NDArray[np.uint8]) -> None:
    if frames.dtype != np.uint8 or frames.ndim != 4 or frames.shape[3] != 3:
        raise ValueError(f"frames of {frames.dtype} {frames.shape}, not of uint8 (n, h, w, 3)")
    count, height, width = frames.shape[:3]
    if not 2 <= count <= MAX_FRAMES:
        raise ValueError(f"{count} frames; a sequence has 2 to {MAX_FRAMES}")
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise ValueError(f"frames of {width} x {height} pixels; sides measure 1 to {MAX_SIDE}")


def _check_steps(steps: tuple[int, ...], count: int) -> None:
    if len(steps) != count:
        raise ValueError(f"{len(steps)} steps for {count} frames")
    falls = all(before > after for before, after in itertools.pairwise(steps))
    if not falls or steps[0] > FIRST_STEP or steps[-1] != LAST_STEP:
        raise ValueError(f"steps {steps} do not fall from at most {FIRST_STEP} to {LAST_STEP}")
