"""Puts the frames of a process on Krita's timeline, as one group and one undo entry.

Frames are filled into the layers of a hidden document, one by one as they arrive. Only when all are
there does the painter's document change: see `animated_group`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict

from krita import Document

from pentimento_protocol.portions import Bytes

from ..eventloop import Steps
from .animated_group import AnimatedGroup, CommitFailed
from .clip import Clip, fitting_clip, read_clip
from .documents import OWN_LAYER_PREFIX, all_nodes
from .timeline_plan import TimelinePlan

__all__ = ["CommitFailed", "Committed", "TimelineImport"]

MAX_TITLE = 64
"""Longest layer name; very long ones have damaged .kra files."""

DEFAULT_FRAMES_PER_SECOND = 6
"""Shown for a sixth of a second each, a few dozen frames make a process one can follow."""


@dataclass(frozen=True)
class Committed:
    """The group that an import has left in the document: its name, and Krita's id for it.

    `clip` is what its frames need: the painter's own where that is longer.
    """

    title: str
    layer_id: str
    clip: Clip


class TimelineImport:
    """The frames of one process on their way to the timeline, as a plan says.

    Open it, add each of the plan's frames, then commit or discard. Nothing in the painter's
    document changes before `commit`.
    """

    def __init__(self, document: Document, plan: TimelinePlan) -> None:
        self._document = document
        self._plan = plan
        self._places: Dict[int, int] = {frame: place for place, frame in enumerate(plan.frames)}
        self._group = AnimatedGroup(document, plan.tracks)

    @property
    def missing(self) -> int:
        """How many of the plan's frames have not been added yet."""
        return len(self._places)

    def open(self) -> Steps[None]:
        """Steps that make the empty layers; first of all. Raises CommitFailed."""
        return (yield from self._group.open())

    def add_frame(self, frame: int, pixels: Bytes, width: int, height: int) -> Steps[None]:
        """Steps that add a frame of the process by its index; one that is not planned is left out.

        `pixels` are BGRA8 in sRGB with straight alpha, rows from the top: those of its layer
        alone where the plan has several. Raises CommitFailed, ValueError.
        """
        place = self._places.pop(frame, None)
        if place is not None:
            plan = self._plan
            lane, time = plan.lanes[place], plan.times[place]
            yield from self._group.fill(lane, time, pixels, width, height)

    def commit(
        self, subject: str, frames_per_second: int = DEFAULT_FRAMES_PER_SECOND
    ) -> Steps[Committed]:
        """Steps that add the group on top of all other layers; they end with one undo entry.

        It is called "Pentimento process N - `subject`". Clip, current time and active layer stay
        as they are; the rate of Committed.clip is `frames_per_second` where nothing in the document
        was animated yet. Raises CommitFailed, also when the document is closed meanwhile. The
        frames are used up in any case.
        """
        if self._places:
            self.discard()
            raise ValueError(f"{len(self._places)} frames of the plan are missing")
        document = self._document
        animated_before = any(node.animated() for node in all_nodes(document))
        painters_layer = document.activeNode()
        group = yield from self._group.commit(next_title(document, subject))
        if painters_layer is not None and document.activeNode() != painters_layer:
            document.setActiveNode(painters_layer)
        rate = None if animated_before else frames_per_second
        clip = fitting_clip(read_clip(document), self._plan.last_time, rate)
        return Committed(group.name(), group.uniqueId().toString(), clip)

    def discard(self) -> None:
        """Let go of all frames that were added."""
        self._group.discard()


def next_title(document: Document, subject: str) -> str:
    """Return the name of the document's next process: numbered on, whatever was imported before."""
    pattern = re.compile(re.escape(OWN_LAYER_PREFIX) + r"(\d+)")
    matches = [pattern.match(node.name()) for node in all_nodes(document)]
    number = 1 + max((int(match.group(1)) for match in matches if match), default=0)
    return f"{OWN_LAYER_PREFIX}{number} - {subject}"[:MAX_TITLE].rstrip()
