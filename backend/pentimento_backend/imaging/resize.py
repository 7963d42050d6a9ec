"""Sizes and scaling of canvases; colour is scaled premultiplied so that edges keep their hue."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .box import Box
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


def crop_grown(
    small: NDArray[np.uint8], scale: tuple[float, float], box: Box, origin: tuple[int, int] = (0, 0)
) -> NDArray[np.uint8]:
    """The part of a reduced map that lies under `box`, enlarged to canvas pixels (bilinear).

    `small` is uint8 with any number of channels: the map, or the part of it whose corner lies at
    `origin` (x, y). `scale` (x, y) is how many of its pixels a canvas pixel measures. Only the box
    is computed.
    """
    scale_x, scale_y = scale
    left, top = origin
    # centres of the canvas pixels, in pixels of the small map
    to_small = np.array(
        [
            [scale_x, 0, (box.left + 0.5) * scale_x - 0.5 - left],
            [0, scale_y, (box.top + 0.5) * scale_y - 0.5 - top],
        ]
    )
    grown = cv2.warpAffine(
        small,
        to_small,
        (box.width, box.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return grown.astype(np.uint8, copy=False)
