"""Puts the frames of a process on Krita's timeline, as one animated layer and one undo entry.

Frames are filled into layers that are part of no document, one by one as they arrive. Only when
all are there does the painter's document change: see `animated_layer`.
"""

from __future__ import annotations

import re
from typing import Callable, List, Optional

from krita import Document, Krita, Node

from ..eventloop import BREATHE, Steps
from .animated_layer import CommitFailed, Committed, make_animated_layer, until_active
from .documents import OWN_LAYER_PREFIX, all_nodes, is_open
from .pixels import BYTES_PER_PIXEL, SRGB, Bounds, convert_strip, space_of, strips

__all__ = ["CommitFailed", "Committed", "ProcessLayer", "show_time", "show_timeline"]

MAX_TITLE = 64
"""Longest layer name; very long ones have damaged .kra files."""

DEFAULT_FRAMES_PER_SECOND = 6
"""Shown for a sixth of a second each, a few dozen frames make a process one can follow."""


class ProcessLayer:
    """Frames on their way into a document: add them as they arrive, then commit or discard.

    Nothing in the painter's document changes before `commit`. Frames of sRGB pixels come out right
    in documents of any colour model.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._workbench: Optional[Document] = None
        self._frames: List[Node] = []

    @property
    def frame_count(self) -> int:
        """Number of frames added so far."""
        return len(self._frames)

    def add_frame(self, pixels: bytes, width: int, height: int) -> Steps[None]:
        """Steps that add the next frame: BGRA8 in sRGB with straight alpha, rows from the top.

        Frames lie at the canvas's top left corner. Run the steps of one frame to their end before
        those of the next. Raises ValueError where `pixels` has not width x height x 4 bytes.
        """
        if len(pixels) != width * height * BYTES_PER_PIXEL:
            raise ValueError(f"{len(pixels)} bytes are no image of {width} x {height} pixels")
        frame = self._new_frame(f"Frame {len(self._frames) + 1}")
        space = space_of(self._document) if is_open(self._document) else SRGB
        if not space.is_plain and not frame.setColorSpace(*space):
            space = SRGB
        stride = width * BYTES_PER_PIXEL
        view = memoryview(pixels)
        for strip in strips(Bounds(0, 0, width, height), plain=space.is_plain):
            rows = bytes(view[strip.y * stride : (strip.y + strip.height) * stride])
            if not space.is_plain:
                # Krita would convert all frames at once in the end, and hang for seconds.
                rows = convert_strip(self._open_workbench(), rows, SRGB, space, strip) or rows
            frame.setPixelData(rows, 0, strip.y, strip.width, strip.height)
            yield BREATHE
        self._frames.append(frame)

    def commit(
        self,
        subject: str,
        first_time: int = 0,
        frames_per_second: int = DEFAULT_FRAMES_PER_SECOND,
        waiting: Optional[Callable[[], None]] = None,
    ) -> Steps[Committed]:
        """Steps that make the animated layer on top of all others; they end with one undo entry.

        The layer is called "Pentimento process N - `subject`". Its keyframes start at `first_time`.
        The clip's end is moved to the last frame where it lies before; the frame rate is set where
        nothing in the document was animated yet. Current time and active layer stay as they are.

        Krita converts only in the active document: if it is another, `waiting` is called once and
        the steps wait until the painter comes back. Raises CommitFailed, also when the document is
        closed meanwhile. The frames are used up in any case.
        """
        if not self._frames:
            raise CommitFailed("There are no frames to put on the timeline.")
        try:
            yield from until_active(self._document, waiting)
            title = _next_title(self._document, subject)
            group = self._group(title, first_time)
        finally:
            self.discard()
        return (
            yield from make_animated_layer(
                self._document, group, title, first_time, frames_per_second
            )
        )

    def discard(self) -> None:
        """Let go of all frames that were added."""
        self._frames = []
        if self._workbench is not None:
            self._workbench.setModified(False)
            self._workbench.close()
            self._workbench = None

    def _new_frame(self, name: str) -> Node:
        frame = self._open_workbench().createNode(name, "paintlayer")
        frame.setVisible(False)
        return frame

    def _open_workbench(self) -> Document:
        # A document of our own, never shown: its layers are sRGB whatever the painter's document
        # is, and its undo stack is nobody's. Layers are not bound to its size.
        if self._workbench is None:
            self._workbench = Krita.instance().createDocument(1, 1, "Pentimento", *SRGB, 300.0)
            self._workbench.setBatchmode(True)
        return self._workbench

    def _group(self, title: str, first_time: int) -> Node:
        group = self._document.createGroupLayer(title)
        group.setVisible(False)
        blanks = [self._new_frame("Blank") for _ in range(first_time)]
        group.setChildNodes(blanks + self._frames)
        return group


def show_time(document: Document, time: int) -> None:
    """Move Krita's own timeline to `time`; Krita composes that frame in the background.

    Krita itself records this as an undo entry "Switch current time", one for a whole scrub.
    """
    if is_open(document) and document.currentTime() != time:
        document.setCurrentTime(time)


def show_timeline() -> None:
    """Show Krita's timeline docker."""
    for docker in Krita.instance().dockers():
        if docker.objectName() == "TimelineDocker":
            docker.show()
            docker.raise_()


def _next_title(document: Document, subject: str) -> str:
    pattern = re.compile(re.escape(OWN_LAYER_PREFIX) + r"(\d+)")
    matches = [pattern.match(node.name()) for node in all_nodes(document)]
    number = 1 + max((int(match.group(1)) for match in matches if match), default=0)
    return f"{OWN_LAYER_PREFIX}{number} - {subject}"[:MAX_TITLE].rstrip()
