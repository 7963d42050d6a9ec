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
        for index, layer in enumerate(layers)
        if layer.image is not None and is_shown(layers, index)
    ]
    if len(painted) < 2:
        return None
    height_of = np.full((study_size[1], study_size[0]), np.nan, np.float32)
    scale_x, scale_y = study_size[0] / canvas_size[0], study_size[1] / canvas_size[1]
    for index, layer in enumerate(painted):
        if layer.image is None or not layer.image.size:
            continue
        place = np.array([[scale_x, 0, layer.x * scale_x], [0, scale_y, layer.y * scale_y]])
        alpha = cv2.warpAffine(
            np.ascontiguousarray(layer.image[..., 3]), place, study_size, flags=cv2.INTER_AREA
        )
        height_of[alpha >= 128] = index / (len(painted) - 1)
    return height_of


def is_shown(layers: Sequence[Layer], index: int | None) -> bool:
    """Whether a layer and all groups around it are visible; a looping parent counts as hidden."""
    for _ in range(len(layers) + 1):
        if index is None:
            return True
        if not 0 <= index < len(layers):
            return False
        layer = layers[index]
        if not layer.visible or layer.opacity <= 0:
            return False
        index = layer.parent
    return False
