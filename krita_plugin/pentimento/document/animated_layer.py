"""Makes one animated layer out of a group of frames, by the way of Krita that holds.

Krita's Python interface cannot make keyframes, and `Document.importAnimation` crashes at random;
but Krita has an action that turns a group of layers into an animated layer, a frame from each. So:

1. A hidden group with the frames is added to the painter's document and converted.
2. The animated layer is duplicated, our two undo entries are undone, and the duplicate is added.

Without the second part, undoing and redoing at the speed of key repeat crashes Krita, because it
redoes the two entries on different threads; a duplicate is one plain "Add Layer".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, FrozenSet, List, NamedTuple, Optional, Tuple

from krita import Document, Krita, Node

from ..eventloop import SETTLE, Cancelled, Steps, settled
from ..qt import QAction, QtCore
from .documents import all_nodes, is_active, is_open, top_nodes

LAYER_COLOR_LABEL = 7
"""Purple, in Krita's layer list and timeline."""

_WAIT_FOR_PAINTER = 200


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


class _State(NamedTuple):
    """What tells one moment of a document from another."""

    undo_text: str
    layer_ids: FrozenSet[str]


def make_animated_layer(
    document: Document, group: Node, title: str, first_time: int, frames_per_second: int
) -> Steps[Committed]:
    """Steps that turn `group`, as yet part of no document, into an animated layer of `document`.

    Every layer in it becomes a keyframe, the lowest at time 0; `first_time` only says how many of
    the first ones are blank. The document must be active. Raises CommitFailed.
    """
    making = _Making(document, group, title)
    return (yield from making.steps(first_time, frames_per_second))


class _Making:
    """One layer being made: attach, convert, and exchange for a duplicate.

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
            yield from until_active(self._document)
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


def until_active(document: Document, waiting: Optional[Callable[[], None]] = None) -> Steps[None]:
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
