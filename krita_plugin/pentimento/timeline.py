"""Puts the frames of a process on Krita's timeline, as one animated layer and one undo entry.

Krita's Python interface cannot make keyframes, and `Document.importAnimation` crashes at random;
but Krita has an action that turns a group of layers into an animated layer, a frame from each. So:

1. The frames are filled into layers that are part of no document, one by one as they arrive.
2. A hidden group with these layers is added to the painter's document and converted.
3. The animated layer is duplicated, our two undo entries are undone, and the duplicate is added.

Without the third part, undoing and redoing at the speed of key repeat crashes Krita, because it
redoes the two entries on different threads; a duplicate is one plain "Add Layer".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, FrozenSet, List, NamedTuple, Optional, Tuple

from krita import Document, Krita, Node

from .documents import OWN_LAYER_PREFIX, SRGB_PROFILE, all_nodes, is_active, is_open, top_nodes
from .eventloop import BREATHE, SETTLE, Cancelled, Steps, settled
from .pixels import BYTES_PER_PIXEL, Bounds, strips
from .qt import QAction, QtCore

MAX_TITLE = 64
"""Longest layer name; very long ones have damaged .kra files."""

DEFAULT_FRAMES_PER_SECOND = 6
"""Shown for a sixth of a second each, a few dozen frames make a process one can follow."""

LAYER_COLOR_LABEL = 7
"""Purple, in Krita's layer list and timeline."""

_WAIT_FOR_PAINTER = 200


class _State(NamedTuple):
    """What tells one moment of a document from another."""

    undo_text: str
    layer_ids: FrozenSet[str]


class CommitFailed(Exception):
    """The layer could not be made; the text says why. The painter's layers are as before."""


@dataclass(frozen=True)
class Committed:
    """What a commit has left in the document.

    `animated` is False where Krita did not convert the group: the frames then are the layers of a
    plain group. `undo_entries` is 1, or more where the painter was at work in the same moment.
    """

    title: str
    layer_id: str
    first_time: int
    frame_count: int
    animated: bool
    undo_entries: int

    @property
    def last_time(self) -> int:
        """Time of the last frame on the timeline."""
        return self.first_time + self.frame_count - 1


class ProcessLayer:
    """Frames on their way into a document: add them as they arrive, then commit or discard.

    Nothing in the painter's document changes before `commit`. Frames of sRGB pixels come out right
    in documents of any colour model: Krita converts them when the layer is made.
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
        stride = width * BYTES_PER_PIXEL
        view = memoryview(pixels)
        for strip in strips(Bounds(0, 0, width, height)):
            rows = view[strip.y * stride : (strip.y + strip.height) * stride]
            frame.setPixelData(bytes(rows), 0, strip.y, strip.width, strip.height)
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
            yield from _until_active(self._document, waiting)
            title = _next_title(self._document, subject)
            group = self._group(title, first_time)
        finally:
            self.discard()
        commit = _Commit(self._document, group, title)
        return (yield from commit.steps(first_time, frames_per_second))

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
            self._workbench = Krita.instance().createDocument(
                1, 1, "Pentimento", "RGBA", "U8", SRGB_PROFILE, 300.0
            )
            self._workbench.setBatchmode(True)
        return self._workbench

    def _group(self, title: str, first_time: int) -> Node:
        group = self._document.createGroupLayer(title)
        group.setVisible(False)
        blanks = [self._new_frame("Blank") for _ in range(first_time)]
        group.setChildNodes(blanks + self._frames)
        return group


class _Commit:
    """One commit under way: attach, convert, and exchange for a duplicate.

    Between any two of these the painter may paint, undo, or go to another document. What tells is
    the undo entry on top, looked at right after each change of ours, and the layers there are.
    """

    def __init__(self, document: Document, group: Node, title: str) -> None:
        self._document = document
        self._group = group
        self._title = title
        self._length = len(group.childNodes())
        self._animated_before = any(node.animated() for node in all_nodes(document))
        self._layers_before = _layer_ids(document)

    def steps(self, first_time: int, frames_per_second: int) -> Steps[Committed]:
        painters_layer = self._document.activeNode()
        try:
            final, entries = yield from self._make_layer()
        except Cancelled:
            yield from self._withdraw()
            raise
        if painters_layer is not None and self._is_there(painters_layer):
            self._document.setActiveNode(painters_layer)
        if final.animated():
            last_time = self._length - 1
            _fit_clip(
                self._document, last_time, None if self._animated_before else frames_per_second
            )
        return Committed(
            title=self._title,
            layer_id=_layer_id(final),
            first_time=first_time,
            frame_count=self._length - first_time,
            animated=final.animated(),
            undo_entries=entries,
        )

    def _make_layer(self) -> Steps[Tuple[Node, int]]:
        """Return the layer that is left in the document, and its number of undo entries."""
        _add_on_top(self._document, self._group)
        attached = _State(_undo_text(), self._layers_before | _ids_of(self._group))
        yield from self._until_settled()
        undo_text = yield from self._convert()
        layer = self._converted_layer()
        if layer is None and undo_text != attached.undo_text:
            yield from self._withdraw()
            raise _undone()
        if layer is None:
            self._group.setVisible(True)
            return self._group, 1
        if not self._is_still(_State(undo_text, self._layers_before | _ids_of(layer))):
            _show_on_timeline(layer)
            return layer, 2
        return (yield from self._exchange(layer, attached))

    def _convert(self) -> Steps[str]:
        """Have Krita convert the group; returns the text of the undo entry right after."""
        action = Krita.instance().action("convert_group_to_animated")
        while True:
            yield from _until_active(self._document)
            if not self._is_there(self._group):
                raise _undone()
            self._document.setActiveNode(self._group)
            yield SETTLE
            # The painter may have gone to another document or layer in the meantime.
            if is_active(self._document) and self._document.activeNode() == self._group:
                break
        if action is not None:
            action.trigger()
        undo_text = _undo_text()
        yield from self._until_settled()
        return undo_text

    def _converted_layer(self) -> Optional[Node]:
        for node in self._own_layers():
            if _has_keys(node, self._length):
                return node
        return None

    def _exchange(self, layer: Node, attached: _State) -> Steps[Tuple[Node, int]]:
        """Put a duplicate in the place of the layer and of our two undo entries."""
        duplicate = layer.duplicate()
        duplicate.setName(self._title)
        # Before it is added: Krita crashes when a document is closed right after a layer in it has
        # changed its looks.
        _show_on_timeline(duplicate)
        _undo_action().trigger()
        yield from self._until_settled()
        entries = 1
        if self._is_still(attached):
            _undo_action().trigger()
            yield from self._until_settled()
        elif self._is_there(self._group):
            self._group.remove()  # the undo entry on top is the painter's own
            entries = 3
        _add_on_top(self._document, duplicate)
        yield from self._until_settled()
        return duplicate, entries

    def _withdraw(self) -> Steps[None]:
        """Take out what there is of ours."""
        yield from self._until_settled()
        for node in self._own_layers():
            node.remove()

    def _own_layers(self) -> List[Node]:
        return [
            node
            for node in top_nodes(self._document)
            if node.name() == self._title and _layer_id(node) not in self._layers_before
        ]

    def _is_there(self, node: Node) -> bool:
        return _layer_id(node) in _layer_ids(self._document)

    def _is_still(self, state: _State) -> bool:
        # The undo action belongs to whichever document is active.
        now = _State(_undo_text(), _layer_ids(self._document))
        return is_active(self._document) and now == state

    def _until_settled(self) -> Steps[None]:
        yield SETTLE
        yield from settled(self._document)
        if not is_open(self._document):
            raise _closed()


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


def _undo_action() -> QAction:
    action = Krita.instance().action("edit_undo")
    if action is None:
        raise CommitFailed("No window of Krita is open to put the frames into.")
    return action


def _undo_text() -> str:
    """Return the text of the entry that undo would undo now.

    Krita tells the action of a new entry by a queued signal. Only queued signals are delivered
    here: nothing that the painter does can come in.
    """
    QtCore.QCoreApplication.sendPostedEvents(None, int(QtCore.QEvent.Type.MetaCall))
    return _undo_action().text()


def _layer_ids(document: Document) -> FrozenSet[str]:
    return frozenset(_layer_id(node) for node in all_nodes(document))


def _ids_of(layer: Node) -> FrozenSet[str]:
    """Return the ids of a layer and of those directly inside."""
    return frozenset(_layer_id(node) for node in (layer, *layer.childNodes()))


def _layer_id(node: Node) -> str:
    return node.uniqueId().toString()


def _until_active(document: Document, waiting: Optional[Callable[[], None]] = None) -> Steps[None]:
    """Wait until the document is in the active view and idle; CommitFailed once it is closed."""
    while True:
        if not is_open(document):
            raise _closed()
        if is_active(document):
            yield from settled(document)
            if is_active(document):
                return
        elif waiting is not None:
            waiting()
            waiting = None
        yield _WAIT_FOR_PAINTER


def _undone() -> CommitFailed:
    return CommitFailed("The frames were undone before they were on the timeline.")


def _closed() -> CommitFailed:
    return CommitFailed(
        "The document was closed before its frames were on the timeline. "
        "Open it again to put them there."
    )


def _next_title(document: Document, subject: str) -> str:
    pattern = re.compile(re.escape(OWN_LAYER_PREFIX) + r"(\d+)")
    matches = [pattern.match(node.name()) for node in all_nodes(document)]
    number = 1 + max((int(match.group(1)) for match in matches if match), default=0)
    return f"{OWN_LAYER_PREFIX}{number} - {subject}"[:MAX_TITLE].rstrip()


def _add_on_top(document: Document, node: Node) -> None:
    root = document.rootNode()
    if root is None:
        raise _closed()
    siblings = root.childNodes()
    root.addChildNode(node, siblings[-1] if siblings else None)


def _has_keys(node: Node, count: int) -> bool:
    return node.animated() and all(node.hasKeyframeAtTime(time) for time in range(count))


def _show_on_timeline(layer: Node) -> None:
    layer.setVisible(True)
    layer.setColorLabel(LAYER_COLOR_LABEL)
    layer.setPinnedToTimeline(True)


def _fit_clip(document: Document, last_time: int, frames_per_second: Optional[int]) -> None:
    """Make the clip end at `last_time`, or later where an animation of the painter's does."""
    if frames_per_second is None:
        last_time = max(last_time, document.fullClipRangeEndTime())
    else:
        document.setFramesPerSecond(frames_per_second)
        document.setFullClipRangeStartTime(0)
    document.setFullClipRangeEndTime(last_time)
    document.setPlayBackRange(0, last_time)
    if document.playBackEndTime() < last_time:
        document.setPlayBackRange(0, last_time + 1)  # Krita 5.1 takes the length for the end
