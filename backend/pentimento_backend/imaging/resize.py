"""Sizes and scaling of canvases; colour is scaled premultiplied so that edges keep their hue."""

from __future__ import annotations

import cv2
import numpy as np

from .colour import Pixels, premultiplied, straight


def fit(width: int, height: int, long_side: int, short_side: int = 1) -> tuple[int, int]:
    """Size (width, height) that fits into `long_side`, never enlarged beyond the original.

    Each side is at least `short_side`, so that thin strips stay workable; this is the one case in
    which the aspect ratio changes or a side grows.
    """
    scale = min(1.0, long_side / max(width, height))
    return max(short_side, round(width * scale)), max(short_side, round(height * scale))


def reduced(picture: Pixels, size: tuple[int, int]) -> Pixels:
    """Area average of premultiplied RGBA (or of RGB) at a smaller `size` (width, height)."""
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def scaled(image: Pixels, width: int, height: int) -> Pixels:
    """Scale an RGBA canvas: area average where it shrinks, cubic where it grows."""
    if image.shape[:2] == (height, width):
        return image.copy()
    shrinks = width * height < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    resized = cv2.resize(premultiplied(image), (width, height), interpolation=method)
    # cubic interpolation overshoots: colour above alpha would wrap when divided again
    resized[..., :3] = cv2.min(resized[..., :3], cv2.merge([resized[..., 3]] * 3))
    return straight(resized.astype("uint8", copy=False))
