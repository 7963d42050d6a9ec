"""Pictures as the Paints-UNDO models take and give them.

A picture is uint8, (height, width, 3), RGB; a network sees float, (n, 3, height, width), -1..1.
"""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

BUCKETS = ((320, 512), (384, 448), (448, 384), (512, 320))
"""Sizes (height, width) that the multi-frame model was trained at."""

LONGEST_SIDE = 1 << 14
"""Pixels; a strip that covers a bucket may be scaled to this length before it is cropped."""


def bucket(height: int, width: int) -> tuple[int, int]:
    """Return the bucket (height, width) nearest to the aspect ratio; a tie goes to the later."""

    def mismatch(size: tuple[int, int]) -> int:
        return abs(height * size[1] - width * size[0])

    return min(reversed(BUCKETS), key=mismatch)


def cover(picture: Picture, height: int, width: int) -> Picture:
    """Scale `picture` until it covers height × width and crop it to that about its centre.

    Raises ValueError for a strip so thin that next to nothing of it would remain.
    """
    factor = max(height / picture.shape[0], width / picture.shape[1])
    scaled_height, scaled_width = (round(side * factor) for side in picture.shape[:2])
    if max(scaled_height, scaled_width) > LONGEST_SIDE:
        raise ValueError(
            f"A picture of {picture.shape[1]} x {picture.shape[0]} pixels is too thin for the "
            "model: crop it to the part that matters."
        )
    # the area filter, also where it enlarges, is what the models were used with
    scaled = cv2.resize(picture, (scaled_width, scaled_height), interpolation=cv2.INTER_AREA)
    top, left = (scaled_height - height) // 2, (scaled_width - width) // 2
    cropped = scaled[top : top + height, left : left + width]
    return np.ascontiguousarray(cropped, dtype=np.uint8)


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
