"""Project: bring frames of a model that works at a small size to canvas size."""

from __future__ import annotations

import cv2
import numpy as np

from .colour import Pixels, premultiplied, straight
from .resize import scaled


def project(frame: Pixels, given: Pixels, agree: float = 6.0, differ: float = 24.0) -> Pixels:
    """Enlarge `frame` to the size of `given`, using the given's own pixels where both agree.

    Both are RGBA uint8; `frame` is the smaller one. Where the largest channel difference between
    the frame and the downscaled given is at most `agree` (0..255), the result is the given's pixel
    bit for bit; from `differ` on it is the enlarged frame's; between the two they are blended.
    """
    height, width = given.shape[:2]
    small_height, small_width = frame.shape[:2]
    reduced = premultiplied(scaled(given, small_width, small_height))
    difference = cv2.absdiff(premultiplied(frame), reduced).max(axis=2).astype(np.float32)
    # a lone agreeing pixel inside a disagreement is chance, not agreement
    difference = cv2.dilate(difference, np.ones((3, 3), np.uint8))
    share = np.clip((differ - difference) / (differ - agree), 0.0, 1.0)
    share = np.clip(cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR), 0.0, 1.0)
    enlarged = premultiplied(scaled(frame, width, height))
    blended = cv2.blendLinear(premultiplied(given), enlarged, share, 1.0 - share)
    return np.where((share >= 1.0)[..., None], given, straight(blended.astype(np.uint8)))
