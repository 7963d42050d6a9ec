"""What is known of one frame besides its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class FrameLabel:
    """Operation step (999 first marks .. 0 finished) and stage of one frame.

    `layer` is the index among the layers that were sent of the one its new paint belongs to, None
    where there is no such.
    """

    step: int
    stage: str
    layer: Optional[int] = None
