"""A group of animated layers, filled in a hidden document and added to the painter's in one step.

Krita's Python interface cannot make keyframes, `Document.importAnimation` crashes at random, and
the action that converts a group leaves two undo entries that crash Krita when they are redone at
the speed of key repeat. So the layers come out of a file with empty keyframes (`keyframe_file`):

1. Krita opens it as a document that is never shown, of the painter's colour space.
2. The frames are written into its keys, one by one as they arrive, in strips.
3. A duplicate of the group, which shares the pixels, is added to the painter's document. That is
   one plain "Add Layer" on its undo stack, whatever the painter does meanwhile and whichever
   document is in front.
"""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from krita import Document, Krita, Node

from pentimento_protocol.portions import Bytes

from ..eventloop import BREATHE, Cancelled, Steps, noticed, settled
from ..words import tr
from .documents import is_open, throw_away, top_nodes
from .keyframe_file import BlankDocument, Track, write_keyframe_file
from .pixels import (
    BYTES_PER_PIXEL,
    SRGB,
    Bounds,
    ColorSpace,
    convert_strip,
    cut_into_strips,
    space_of,
)

LAYER_COLOR_LABEL = 7
"""Purple, in Krita's layer list and timeline."""

_blank_documents: Dict[ColorSpace, BlankDocument] = {}


class CommitFailed(Exception):
    """The layers could not be made; the text says why. The painter's layers are as before."""


class AnimatedGroup:
    """Animated layers for a document that open, are filled, and are committed or discarded.

    Frames of sRGB pixels come out right in documents of any colour model. Nothing in the painter's
    document changes before `commit`.
    """

    def __init__(self, document: Document, tracks: Sequence[Track]) -> None:
        self._document = document
        self._tracks = tracks
        self._hidden: Optional[Document] = None
        self._space = SRGB

    def open(self) -> Steps[None]:
        """Steps that make the empty layers; first of all. Raises CommitFailed."""
        if not is_open(self._document):
            raise document_closed()
        self._space = space_of(self._document)
        blank = _blank_document(self._space)
        yield BREATHE
        self._hidden = _opened(blank, self._tracks)
        yield BREATHE

    def fill(self, track: int, time: int, pixels: Bytes, width: int, height: int) -> Steps[None]:
        """Steps that write one frame: BGRA8 in sRGB with straight alpha, rows from the top.

        `time` is one of the track's. Frames lie at the canvas's top left corner. Run the steps of
        one frame to their end before those of the next. Raises ValueError where `pixels` has not
        width x height x 4 bytes.
        """
        if len(pixels) != width * height * BYTES_PER_PIXEL:
            raise ValueError(f"{len(pixels)} bytes are no image of {width} x {height} pixels")
        hidden = self._opened()
        if hidden.currentTime() != time:
            hidden.setCurrentTime(time)
            yield BREATHE
            yield from settled(hidden)
        layer = self._layers()[track]
        # Converting leaves undo entries: in a copy that is thrown away with them.
        workplace = None if self._space.is_plain else hidden.clone()
        try:
            yield from self._write(layer, workplace, pixels, width, height)
        finally:
            _close(workplace)

    def commit(self, title: str) -> Steps[Node]:
        """Steps that add the group, called `title`, on top of all layers; end in that group.

        Leaves one undo entry. Raises CommitFailed; the layers are used up in any case.
        """
        try:
            if not is_open(self._document):
                raise document_closed()
            yield from settled(self._document)
            group = self._group().duplicate()
            group.setName(title)
            yield BREATHE
            root = self._document.rootNode()
            if root is None:
                raise document_closed()
            siblings = root.childNodes()
            root.addChildNode(group, siblings[-1] if siblings else None)
            yield from self._until_taken_notice_of()
        finally:
            self.discard()
        if not is_open(self._document):
            raise document_closed()
        return group

    def discard(self) -> None:
        """Let go of the hidden document; what was committed stays."""
        _close(self._hidden)
        self._hidden = None

    def _until_taken_notice_of(self) -> Steps[None]:
        try:
            yield from noticed(self._document)
        except Cancelled:
            return  # too late: the painter has the layers, and undo to take them away again

    def _write(
        self, layer: Node, workplace: Optional[Document], pixels: Bytes, width: int, height: int
    ) -> Steps[None]:
        for strip, rows in cut_into_strips(pixels, width, height, plain=workplace is None):
            own = rows if workplace is None else _converted(workplace, rows, self._space, strip)
            layer.setPixelData(own, 0, strip.y, strip.width, strip.height)
            yield BREATHE

    def _opened(self) -> Document:
        if self._hidden is None or not is_open(self._hidden):
            raise CommitFailed(tr("Krita has lost the frames on their way: add them again."))
        return self._hidden

    def _group(self) -> Node:
        return top_nodes(self._opened())[-1]

    def _layers(self) -> List[Node]:
        return self._group().childNodes()


def _converted(workplace: Document, rows: bytes, space: ColorSpace, strip: Bounds) -> bytes:
    own = convert_strip(workplace, rows, SRGB, space, strip)
    if own is None:
        raise CommitFailed(
            tr(
                "Krita has no conversion from sRGB to the colour model of this document. Convert "
                "the image to RGB (Image > Convert Image Color Space) and try again."
            )
        )
    return own


def document_closed() -> CommitFailed:
    """Return the error for a document that was closed in the midst of it all."""
    return CommitFailed(
        tr(
            "The document was closed before its frames were on the timeline. Open it again to put "
            "them there."
        )
    )


def _blank_document(space: ColorSpace) -> BlankDocument:
    """Return an empty document of a colour space; saving one blocks Krita, so once in its life."""
    known = _blank_documents.get(space)
    if known is not None:
        return known
    path = _temporary_path()
    # Layers are not bound to the size of their document: a small one costs Krita nothing.
    document = Krita.instance().createDocument(1, 1, "Pentimento", *space, 300.0)
    try:
        document.setBatchmode(True)
        if not document.saveAs(str(path)):
            raise _not_written()
        blank = BlankDocument.read(path)
    except OSError:
        raise _not_written() from None
    finally:
        _close(document)
        _remove(path)
    _blank_documents[space] = blank
    return blank


def _opened(blank: BlankDocument, tracks: Sequence[Track]) -> Document:
    path = _temporary_path()
    try:
        write_keyframe_file(path, blank, "Pentimento", tracks, LAYER_COLOR_LABEL)
        document = Krita.instance().openDocument(str(path))
    except (OSError, ValueError):
        raise _not_written() from None
    finally:
        _remove(path)
    if document is None or not _has_keys(document, tracks):
        _close(document)
        raise CommitFailed(
            tr("This version of Krita did not make an animated layer: please report this.")
        )
    document.setBatchmode(True)
    return document


def _has_keys(document: Document, tracks: Sequence[Track]) -> bool:
    groups = top_nodes(document)
    layers = groups[-1].childNodes() if groups else []
    return len(layers) == len(tracks) and all(
        layer.animated() and all(layer.hasKeyframeAtTime(time) for time in track.keys)
        for layer, track in zip(layers, tracks)
    )


def _close(document: Optional[Document]) -> None:
    if document is not None and is_open(document):
        throw_away(document)


def _temporary_path() -> Path:
    return Path(tempfile.gettempdir()) / f"pentimento-{uuid.uuid4().hex}.kra"


def _remove(path: Path) -> None:
    if path.exists():
        path.unlink()


def _not_written() -> CommitFailed:
    return CommitFailed(
        tr(
            "The layers could not be prepared in the folder for temporary files: see that there is "
            "room on the disk, then add the frames again."
        )
    )
