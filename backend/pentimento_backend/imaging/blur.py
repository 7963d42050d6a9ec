"""Gaussian blur of float planes, typed."""

from __future__ import annotations

import cv2
import numpy as np

from .colour import Plane


def blurred(plane: Plane, sigma: float) -> Plane:
    """Blur a float32 plane (height x width, or x channels) by `sigma` pixels."""
    return cv2.GaussianBlur(plane, (0, 0), sigma).astype(np.float32, copy=False)
