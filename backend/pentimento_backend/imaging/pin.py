"""Pin: each given canvas state comes back bit-exact in its own frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .colour import Pixels


def frames_of_givens(steps: Sequence[int], given_steps: Sequence[int]) -> list[int]:
    """Index of the frame that each given takes; step 0 always takes the last frame.

    The nearest frame in operation steps is taken; two givens never share a frame. Raises
    ValueError when there are more givens than frames.
    """
    if len(given_steps) > len(steps):
        raise ValueError(
            f"{len(given_steps)} given states need at least as many frames, not {len(steps)}."
        )
    free = set(range(len(steps)))
    chosen: dict[int, int] = {}
    for position in sorted(range(len(given_steps)), key=lambda i: given_steps[i]):
        wanted = given_steps[position]
        # ties go to the later frame, which is where a finish belongs
        frame = min(free, key=lambda i: (abs(steps[i] - wanted), -i))
        free.remove(frame)
        chosen[position] = frame
    return [chosen[position] for position in range(len(given_steps))]


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
