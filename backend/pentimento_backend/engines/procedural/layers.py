"""The document's layers as evidence of what lies in front of what."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ...imaging.colour import Plane
from ..interface import Layer


def stacking(
    layers: Sequence[Layer], canvas_size: tuple[int, int], study_size: tuple[int, int]
) -> Plane | None:
    """Height of the topmost visible layer at every study pixel: 0 bottom .. 1 top, NaN where none.

    Sizes are (width, height). Returns None unless at least two visible layers carry pixels: one
    layer alone says nothing about an order.
    """
    painted = [
        layer
        for layer in layers
        if layer.image is not None and layer.image.size and layer.visible and layer.opacity > 0
    ]
    if len(painted) < 2:
        return None
    height_of = np.full((study_size[1], study_size[0]), np.nan, np.float32)
    scale_x, scale_y = study_size[0] / canvas_size[0], study_size[1] / canvas_size[1]
    for index, layer in enumerate(painted):
        assert layer.image is not None
        place = np.array([[scale_x, 0, layer.x * scale_x], [0, scale_y, layer.y * scale_y]])
        alpha = cv2.warpAffine(
            np.ascontiguousarray(layer.image[..., 3]), place, study_size, flags=cv2.INTER_AREA
        )
        height_of[alpha >= 128] = index / (len(painted) - 1)
    return height_of
