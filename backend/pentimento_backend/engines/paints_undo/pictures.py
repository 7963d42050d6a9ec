"""Pictures as the Paints-UNDO models take and give them.

A network sees float, (n, 3, height, width), -1..1.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

BUCKETS = ((320, 512), (384, 448), (448, 384), (512, 320))
"""Sizes (height, width) that the multi-frame model was trained at."""


def bucket(height: int, width: int) -> tuple[int, int]:
    """Return the bucket (height, width) nearest to the aspect ratio; a tie goes to the later."""

    def mismatch(size: tuple[int, int]) -> int:
        return abs(height * size[1] - width * size[0])

    return min(reversed(BUCKETS), key=mismatch)


def to_network(pictures: NDArray[np.uint8]) -> torch.Tensor:
    """Return pictures (n, height, width, 3) as float32 (n, 3, height, width), -1..1."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1.0


def to_pictures(pixels: torch.Tensor) -> NDArray[np.uint8]:
    """Return pixels (n, 3, height, width), -1..1, as uint8 (n, height, width, 3).

    Values are truncated, and computed in the type of `pixels`: half precision gives coarser steps
    than float32, as in the published keyframes.
    """
    levels = (pixels * 127.5 + 127.5).clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
