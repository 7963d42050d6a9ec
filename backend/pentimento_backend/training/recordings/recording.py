"""What a recording is: states of one painting in time, readable one by one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal, Protocol

from ...imaging.colour import Pixels

RecordingKind = Literal["pictures", "video", "layers", "animation"]


class UnusableRecording(Exception):
    """No sequence can be made of a recording; the text is one sentence that says why."""


class Recording(Protocol):
    """Pictures of a painting as it grew. Frames are RGB, uint8, height x width x 3."""

    @property
    def name(self) -> str:
        """Name of the file or folder, for people."""
        ...

    @property
    def kind(self) -> RecordingKind:
        """How time is recorded."""
        ...

    def count(self) -> int:
        """Return how many frames there are. Raises UnusableRecording."""
        ...

    def frames(self, wanted: Container[int]) -> Iterator[tuple[int, Pixels | None]]:
        """Yield index and frame of those `wanted`, in time; None for one that is damaged.

        Raises UnusableRecording.
        """
        ...
