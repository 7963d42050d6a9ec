"""Where documents were last seen, to tell a document from its copies.

A copy of a .kra file has the identity of the original in it. Opened side by side, the two are told
apart at once; opened one after the other, the copy is the one that lies elsewhere while the
original is still where it was.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Dict

from pentimento_protocol.places import data_folder, write_private

log = logging.getLogger("pentimento")

MOST_DOCUMENTS = 500
"""Older ones are forgotten: their copies then count as the documents themselves."""


def document_places_file() -> Path:
    """Return where the places are kept (it may not exist)."""
    return data_folder() / "plugin-documents.json"


class DocumentPlaces:
    """The paths of documents by their identity, kept in `path` with every change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places = _read(path)

    def note(self, document_id: str, path: str) -> None:
        """Note where a document is; nothing for one that was never saved."""
        if not document_id or not path or self._places.get(document_id) == path:
            return
        self._places.pop(document_id, None)
        self._places[document_id] = path
        newest = list(self._places.items())[-MOST_DOCUMENTS:]
        self._places = dict(newest)
        try:
            write_private(self._path, json.dumps(self._places, indent=1))
        except OSError as error:
            log.warning("The places of documents could not be kept: %s", error)

    def is_copy(self, document_id: str, path: str) -> bool:
        """Return whether the document at `path` is a copy of one that still lies elsewhere."""
        known = self._places.get(document_id, "")
        if not known or not path or known == path:
            return False
        original, this = Path(known), Path(path)
        return original.exists() and not (this.exists() and original.samefile(this))


def _read(path: Path) -> Dict[str, str]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(place) for name, place in values.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError):
        log.warning("%s cannot be read; copies of documents are not told apart", path)
        return {}
