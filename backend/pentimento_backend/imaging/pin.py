"""Pin: each given canvas state comes back bit-exact in its own frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .colour import Pixels


def pin(image: Pixels, given: Pixels, mask: NDArray[np.uint8] | None = None) -> Pixels:
    """Return `image` with the given state put into it, bit for bit.

    Both are RGBA uint8 of one size; `mask` (uint8, height x width, 255 = given) restricts the given
    to an area. Raises ValueError for a given of another size.
    """
    if image.shape != given.shape:
        raise ValueError(
            f"The given measures {given.shape[1]} x {given.shape[0]}, the frame "
            f"{image.shape[1]} x {image.shape[0]}."
        )
    if mask is None:
        return given.copy()
    return np.where((mask == 255)[..., None], given, image)
