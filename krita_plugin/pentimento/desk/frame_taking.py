"""Takes a frame of a process into the document, as an ordinary layer."""

from __future__ import annotations

from typing import Optional

from pentimento_protocol.wire import ProtocolError

from ..document.frame_layer import DocumentGone, FramePixels, Placement, add_frame_layer
from ..eventloop import NotSettled, Steps, run
from ..link.frame_fetch import FramesMissing
from ..qt import QtCore
from ..words import tr
from .backend_steps import BackendFailed
from .document_state import DocumentState
from .frame_supply import FrameSupply
from .process import PaintingProcess


class FrameTaking(QtCore.QObject):
    """Copies frames at full size into new layers; `changed` when it begins and when it ends."""

    changed = QtCore.pyqtSignal()

    def __init__(self, supply: FrameSupply, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._supply = supply
        self.copying = False

    def copy(
        self, state: DocumentState, process: PaintingProcess, index: int, placement: Placement
    ) -> None:
        """Put a frame into a new layer beside the active one; tells what went wrong, if anything.

        Does nothing while an earlier copy is under way.
        """
        if self.copying:
            return
        self.copying = True
        self.changed.emit()
        run(
            self._copy(state, process, index, placement),
            done=lambda _: self._end(state, ""),
            failed=lambda error: self._end(state, _sentence(error)),
        )

    def _copy(
        self, state: DocumentState, process: PaintingProcess, index: int, placement: Placement
    ) -> Steps[str]:
        frame = yield from self._supply.frame(state.document, process, index)
        name = tr("Pentimento step {step}").format(step=frame.label.step)
        pixels = FramePixels(frame.width, frame.height, frame.pixels)
        return (yield from add_frame_layer(state.document, pixels, name, placement))

    def _end(self, state: DocumentState, sentence: str) -> None:
        self.copying = False
        if sentence:
            state.tell(sentence)
        self.changed.emit()


def _sentence(error: Exception) -> str:
    if isinstance(error, DocumentGone):
        return ""  # there is nobody to tell
    if isinstance(error, (BackendFailed, FramesMissing, NotSettled, ProtocolError)):
        return str(error)
    return tr("The frame could not be copied ({error}): try again.").format(
        error=type(error).__name__
    )
