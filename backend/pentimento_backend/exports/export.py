"""What all exports have in common."""

from __future__ import annotations

from typing import Protocol

from ..engines.interface import Canvas, Frame


class Export(Protocol):
    """Somewhere that the frames of one process go, first marks first.

    Used as context manager, an export that was not finished leaves no half file behind. All
    methods raise CannotWrite where the disk or its rights stand in the way.
    """

    def add(self, frame: Frame) -> None:
        """Take the next frame; all frames of one process have the same size."""
        ...

    def finish(self) -> None:
        """Complete the export; nothing can be added afterwards."""
        ...

    def __enter__(self) -> Export: ...

    def __exit__(self, *_: object) -> None: ...


def check_same_size(image: Canvas, size: tuple[int, int]) -> None:
    """Raise ValueError unless `image` measures `size` (width, height)."""
    if image.shape != (size[1], size[0], 4):
        raise ValueError(f"A frame of shape {image.shape} among frames of {size[0]} x {size[1]}.")
