"""The areas a painter would fill one by one."""

from __future__ import annotations

import cv2
import numpy as np
from skimage.segmentation import felzenszwalb, relabel_sequential

from ...imaging.colour import Pixels
from ...strokes.areas import Labels

_SMALLEST = 0.004
"""Share of the picture that an area has at least."""
_MOST = 48


def segments(picture: Pixels) -> Labels:
    """Label map 0..n-1 (int32, height x width) of an RGB picture, by graph cuts on flat colours.

    Mean shift makes texture flat, Felzenszwalb & Huttenlocher (2004) joins what belongs together.
    """
    flat = cv2.pyrMeanShiftFiltering(np.ascontiguousarray(picture), sp=6, sr=18)
    least = max(4, int(_SMALLEST * picture.shape[0] * picture.shape[1]))
    scale = 120.0
    labels = felzenszwalb(flat, scale=scale, sigma=0.6, min_size=least)
    while labels.max() >= _MOST:
        scale *= 1.7
        labels = felzenszwalb(flat, scale=scale, sigma=0.6, min_size=least)
    return relabel_sequential(labels + 1)[0].astype(np.int32) - 1
