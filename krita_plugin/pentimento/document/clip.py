"""The clip of a document: its frame rate and range, which Krita's undo does not know.

An import makes the clip as long as it needs. When the painter undoes the import, Krita takes the
layers away and leaves the clip as it is: so we look after it, and redo it with the layers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, NamedTuple, Optional

from krita import Document

from ..qt import QtCore
from .documents import is_open, top_nodes

_LOOK_MS = 300


class Clip(NamedTuple):
    """Frames a second, and first and last time of the clip and of what is played."""

    frames_per_second: int
    start: int
    end: int
    play_start: int
    play_end: int


def read_clip(document: Document) -> Clip:
    """Return the clip of a document as it is now."""
    return Clip(
        document.framesPerSecond(),
        document.fullClipRangeStartTime(),
        document.fullClipRangeEndTime(),
        document.playBackStartTime(),
        document.playBackEndTime(),
    )


def set_clip(document: Document, clip: Clip) -> None:
    """Change the clip of a document."""
    document.setFramesPerSecond(clip.frames_per_second)
    document.setFullClipRangeStartTime(clip.start)
    document.setFullClipRangeEndTime(clip.end)
    document.setPlayBackRange(clip.play_start, clip.play_end)
    if document.playBackEndTime() < clip.play_end:
        # Krita 5.1 takes the length for the end
        document.setPlayBackRange(clip.play_start, clip.play_end + 1)


def fitting_clip(clip: Clip, last_time: int, frames_per_second: Optional[int]) -> Clip:
    """Return a clip that ends at `last_time`, or later where an animation of the painter's does.

    `frames_per_second` is None where there is such an animation: its rate and start stay.
    """
    if frames_per_second is None:
        last_time = max(last_time, clip.end)
        return clip._replace(end=last_time, play_start=0, play_end=last_time)
    return Clip(frames_per_second, 0, last_time, 0, last_time)


@dataclass
class _Change:
    document: Document
    layer_id: str
    before: Clip
    after: Clip
    is_there: bool = True


class ClipKeeper(QtCore.QObject):
    """Changes clips with the layers they are for, as long as these are undone and redone.

    A clip that the painter has changed since is the painter's: it stays.
    """

    def __init__(self, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._changes: List[_Change] = []
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._look)

    def change(self, document: Document, layer_id: str, clip: Clip) -> None:
        """Set the clip that goes with a layer of the top level."""
        before = read_clip(document)
        set_clip(document, clip)
        self._changes.append(_Change(document, layer_id, before, read_clip(document)))
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        self._changes = [change for change in self._changes if is_open(change.document)]
        for change in self._changes:
            ids = [node.uniqueId().toString() for node in top_nodes(change.document)]
            is_there = change.layer_id in ids
            if is_there != change.is_there:
                change.is_there = is_there
                old, new = (change.before, change.after)[:: 1 if is_there else -1]
                if read_clip(change.document) == old:
                    set_clip(change.document, new)
        if not self._changes:
            self._timer.stop()
