"""Makes sequences whose every pixel differs, for tests that compare bit by bit."""

from __future__ import annotations

import numpy as np

from pentimento_backend.engines.interface import falling_steps
from pentimento_backend.training.sequences import PaintingSequence


def sequence_of_noise(key: str = "a1", frames: int = 3, width: int = 12, height: int = 9):
    random = np.random.default_rng(sum(key.encode()))
    return PaintingSequence(
        key=key,
        frames=random.integers(0, 256, (frames, height, width, 3), np.uint8),
        steps=falling_steps(frames),
        caption=f"a picture of {key}, où",
        source="noise",
        licence="CC0",
        kind="noise",
        seed=7,
    )
