"""Colour of canvases: Lab, luminance, premultiplied alpha, compositing on a ground.

Canvases are uint8, height x width x 4, sRGB, RGBA order, straight alpha unless a name says
premultiplied.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Plane = NDArray[np.float32]

WHITE = (255, 255, 255)
"""White paper, as `over` takes it."""


def premultiplied(image: Pixels) -> Pixels:
    """Return a copy whose colour channels are multiplied by alpha (rounded to uint8)."""
    alpha = image[..., 3]
    if alpha.size and int(alpha.min()) == 255:
        return image.copy()
    channels = [cv2.multiply(image[..., c], alpha, scale=1 / 255) for c in range(3)]
    return cv2.merge([*channels, alpha]).astype(np.uint8, copy=False)


def straight(image: Pixels) -> Pixels:
    """Undo `premultiplied`; colour under zero alpha becomes black."""
    alpha = image[..., 3]
    if alpha.size and int(alpha.min()) == 255:
        return image.copy()
    channels = [cv2.divide(image[..., c], alpha, scale=255) for c in range(3)]
    return cv2.merge([*channels, alpha]).astype(np.uint8, copy=False)


def over(image: Pixels, ground: tuple[int, int, int]) -> Pixels:
    """Composite `image` on an opaque ground colour; returns uint8 RGB, height x width x 3."""
    front = premultiplied(image)
    rest = 255 - front[..., 3]
    shares = [
        cv2.add(front[..., c], cv2.multiply(rest, np.full_like(rest, ground[c]), scale=1 / 255))
        for c in range(3)
    ]
    return cv2.merge(shares).astype(np.uint8, copy=False)


def luminance_times_alpha(image: Pixels) -> Pixels:
    """How light each pixel shows on black, 0..255: uint8, height x width."""
    luminance = cv2.cvtColor(image, cv2.COLOR_RGBA2GRAY)
    return cv2.multiply(luminance, image[..., 3], scale=1 / 255).astype(np.uint8, copy=False)


def rgb_to_lab(rgb: Pixels) -> Plane:
    """CIE Lab (D65) of uint8 sRGB: float32, L 0..100, a and b about -127..127."""
    return cv2.cvtColor(rgb.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab).astype(np.float32)


def lab_to_rgb(lab: Plane) -> Pixels:
    """Inverse of `rgb_to_lab`, clipped to the sRGB gamut."""
    rgb = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB)
    return np.clip(rgb * 255.0 + 0.5, 0, 255).astype(np.uint8)


def largest_difference(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Largest difference of any channel, pixel by pixel: two pictures of one size and type."""
    red, green, blue, alpha = cv2.split(cv2.absdiff(one, other))
    return cv2.max(cv2.max(red, green), cv2.max(blue, alpha))
