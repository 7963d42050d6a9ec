"""What the plugin asks of Krita's documents: which one is active, who it is, what layers it has."""

from __future__ import annotations

import uuid
from typing import Iterator, List, Optional

from krita import Document, Krita, Node

from ..qt import QtCore

OWN_LAYER_PREFIX = "Pentimento process "
"""Layers named so are our own results: they are no part of the painting that we read.

A name survives saving, undo and copying between documents, and the painter can see it: whoever
paints on in such a layer renames it, and it counts as painting from then on.
"""

SRGB_PROFILE = "sRGB-elle-V2-srgbtrc.icc"
"""The profile of Krita's own sRGB documents; ships with every Krita."""

SRGB_PROFILES = (SRGB_PROFILE, "sRGB built-in")
"""Names under which Krita's documents are sRGB."""

_IDENTITY_ANNOTATION = "pentimento/document"
_WATCH_INTERVAL = 200


def active_document() -> Optional[Document]:
    """Return the document in the active view, None where there is none."""
    return Krita.instance().activeDocument()


def is_open(document: Document) -> bool:
    """Return False once the document was closed; its wrapper outlives it."""
    return document.rootNode() is not None


def is_active(document: Document) -> bool:
    """Return True while the document is open and in the active view."""
    return is_open(document) and active_document() == document


def top_nodes(document: Document) -> List[Node]:
    """Return the layers of the top level, bottom first; none for a closed document."""
    root = document.rootNode()
    return [] if root is None else root.childNodes()


def throw_away(document: Document) -> None:
    """Close a document of our own, such as a clone; Krita does not ask whether to save it."""
    document.setModified(False)
    document.close()


def all_nodes(document: Document) -> Iterator[Node]:
    """Yield every layer and mask, a parent before its children, bottom before top."""
    for node in top_nodes(document):
        yield from _with_descendants(node)


def _with_descendants(node: Node) -> Iterator[Node]:
    yield node
    for child in node.childNodes():
        yield from _with_descendants(child)


def is_own_layer(node: Node) -> bool:
    """Return True for a layer that an earlier commit of ours has made."""
    return node.name().startswith(OWN_LAYER_PREFIX)


def identity(document: Document) -> Optional[str]:
    """Return the identity that `identify` has given the document, None where it has none."""
    stored = bytes(document.annotation(_IDENTITY_ANNOTATION).data())
    return stored.decode("ascii", "replace") or None


def identify(document: Document) -> str:
    """Return the document's identity, giving it one first where it has none.

    It is kept in the .kra file, so jobs find their document again after Krita was closed. Giving
    one marks the document as modified: do it when the painter asks for something, not before.
    """
    return identity(document) or identify_anew(document)


def identify_anew(document: Document) -> str:
    """Give the document an identity of its own, and return it; for a copy of another one."""
    fresh = uuid.uuid4().hex
    document.setAnnotation(
        _IDENTITY_ANNOTATION, "Pentimento: ties jobs to this document", fresh.encode("ascii")
    )
    return fresh


class ActiveDocumentWatch(QtCore.QObject):
    """Emits `changed` when another document, or none, has become the active one.

    Krita's own signals come too often, too early, or not at all when documents are closed, so this
    looks five times a second instead (ten microseconds each) and heals itself.
    """

    changed = QtCore.pyqtSignal()

    def __init__(self, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._seen: Optional[Document] = None
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_WATCH_INTERVAL)

    def _look(self) -> None:
        now = active_document()
        # Wrappers of one document are equal, but never the same object.
        if (now is None) != (self._seen is None) or (now is not None and now != self._seen):
            self._seen = now
            self.changed.emit()
