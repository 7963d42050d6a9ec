"""Pictures as ProcessPainter's networks take and give them.

Pixels are float32, (n, 3, height, width), -1..1.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from ..model_work.picture import Picture


def cropped_pixels(picture: Picture, height: int, width: int) -> torch.Tensor:
    """Return pixels (1, 3, height, width) of the middle of `picture`, resized with antialiasing.

    So the reference network is shown pictures, and so they are inverted.
    """
    levels = torch.from_numpy(np.array(_cropped(picture, height, width)))
    return levels.permute(2, 0, 1)[None].float() / 127.5 - 1.0


def to_pictures(pixels: torch.Tensor) -> NDArray[np.uint8]:
    """Return pixels as uint8, (n, height, width, 3), what lies beyond their range cut off."""
    levels = (pixels.float() * 127.5 + 127.5).clamp(0.0, 255.0).round().to(torch.uint8)
    return levels.permute(0, 2, 3, 1).contiguous().cpu().numpy()


def _cropped(picture: Picture, height: int, width: int) -> Image.Image:
    """Crop `picture` to the proportions about its middle and resize it."""
    scale = min(picture.shape[0] / height, picture.shape[1] / width)
    rows, columns = round(height * scale), round(width * scale)
    top = round((picture.shape[0] - rows) / 2)
    left = round((picture.shape[1] - columns) / 2)
    middle = np.ascontiguousarray(picture[top : top + rows, left : left + columns])
    return Image.fromarray(middle).resize((width, height), Image.Resampling.BILINEAR)
