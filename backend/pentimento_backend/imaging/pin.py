"""Pin: each given canvas state comes back bit-exact in its own frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .colour import Pixels


@dataclass(frozen=True)
class PinnedState:
    """A given canvas at an operation step 999..0; `mask` (uint8, 255 = given) restricts it."""

    step: int
    image: Pixels
    mask: NDArray[np.uint8] | None = None


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


def pin(
    frames: Iterable[Pixels],
    steps: Sequence[int],
    givens: Sequence[PinnedState],
    first_frame: int = 0,
) -> Iterator[Pixels]:
    """Yield `frames` with every given state put into its own frame, bit for bit.

    `steps` lists the operation steps of the whole process; `frames` starts at `first_frame` of it.
    Frames and givens are RGBA uint8 of one size. Raises ValueError for a given of another size.
    """
    owners = frames_of_givens(steps, [given.step for given in givens])
    pinned = dict(zip(owners, givens, strict=True))
    for index, image in enumerate(frames, start=first_frame):
        given = pinned.get(index)
        yield image if given is None else _put(image, given)


def _put(image: Pixels, given: PinnedState) -> Pixels:
    if image.shape != given.image.shape:
        raise ValueError(
            f"The given at step {given.step} measures {given.image.shape[1]} x "
            f"{given.image.shape[0]}, the frame {image.shape[1]} x {image.shape[0]}."
        )
    if given.mask is None:
        return given.image.copy()
    return np.where((given.mask == 255)[..., None], given.image, image)
