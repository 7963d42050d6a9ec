"""Which of a document's processes is seen: they lie on top of each other and of the painting."""

from __future__ import annotations

from typing import Collection

from krita import Document

from .documents import top_nodes
from .layer_wish import layer_id


def see_process(document: Document, layer: str, known: Collection[str]) -> None:
    """Let the process whose group has the id `layer` be seen ("" for none), and no other of these.

    `known` are the ids of the processes' groups; all other layers stay as they are. As with the eye
    in Krita's layer list, nothing is lost; there is no undo entry.
    """
    changed = False
    for node in top_nodes(document):
        own_id = layer_id(node)
        if own_id in known and node.visible() != (own_id == layer):
            node.setVisible(own_id == layer)
            changed = True
    if changed:
        document.refreshProjection()
