"""What the canvas looks like now, in small: to compare the frames of a process with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..document.canvas_picture import canvas_picture
from ..eventloop import Running, run
from ..qt import QtCore, QtGui
from .frame_supply import LARGE_SIDE

if TYPE_CHECKING:
    from krita import Document


class CanvasLook(QtCore.QObject):
    """A picture of one document's canvas; `changed` when it has been read anew.

    Krita has no signal for a changed canvas: whoever shows it asks to `look` when the painter comes
    back to it.
    """

    changed = QtCore.pyqtSignal()

    def __init__(self, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self.picture: Optional[QtGui.QImage] = None
        self._document: Optional[Document] = None
        self._reading: Optional[Running[QtGui.QImage]] = None

    def turn_to(self, document: Document) -> None:
        """Read the canvas of a document that is another one than before."""
        if self._document is None or self._document != document:
            self.look(document)

    def look(self, document: Document) -> None:
        """Read the canvas of a document; what was read of another one is forgotten at once."""
        if self._document is None or self._document != document:
            self.forget()
            self._document = document
        if self._reading is None:
            self._reading = run(
                canvas_picture(document, LARGE_SIDE),
                done=lambda picture: self._on_read(document, picture),
                failed=lambda _: self._on_failed(document),
            )

    def forget(self) -> None:
        """Have no picture any more."""
        self._document, self._reading = None, None
        if self.picture is not None:
            self.picture = None
            self.changed.emit()

    def _on_read(self, document: Document, picture: QtGui.QImage) -> None:
        if self._document is not None and self._document == document:
            self._reading = None
            self.picture = picture
            self.changed.emit()

    def _on_failed(self, document: Document) -> None:
        if self._document is not None and self._document == document:
            self._reading = None
