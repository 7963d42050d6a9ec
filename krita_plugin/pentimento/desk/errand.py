"""Work that the backend does beside painting: an export that is written, a style that is learnt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Union

from pentimento_protocol.client import Arrival, new_id
from pentimento_protocol.messages import (
    CancelErrand,
    ErrandEnded,
    ErrandPreview,
    ErrandProgress,
    Export,
    Learn,
    Refused,
)
from pentimento_protocol.wire import ProtocolError

from ..link.session import LinkState, Session
from ..qt import QtCore, QtGui
from ..words import tr
from .told import Told

Order = Union[Export, Learn]


@dataclass(frozen=True)
class UnderWay:
    """How far an errand is, 0..1, and a few words; `subject` is a path or a style's name."""

    subject: str
    fraction: float = 0.0
    note: str = ""


class Errand(QtCore.QObject):
    """The errand of one kind that is under way, if there is one; `told` hands out how it ended.

    One at a time. An errand goes on in the backend when Krita is closed, and is found again.
    `preview` is what it shows of its work, None where it shows nothing.
    """

    changed = QtCore.pyqtSignal()
    told = QtCore.pyqtSignal(object)

    def __init__(
        self, session: Session, kind: str, parent: Optional[QtCore.QObject] = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._under_way: Optional[UnderWay] = None
        self._waiting: Optional[Order] = None
        self.preview: Optional[QtGui.QImage] = None
        session.welcomed.connect(self._send)
        session.changed.connect(self._on_link_changed)
        session.arrived.connect(self._on_arrival)

    @property
    def under_way(self) -> Optional[UnderWay]:
        """What is being done."""
        return self._under_way

    def start(self, order: Order, subject: str) -> None:
        """Have the backend do it, starting the backend where it is not there."""
        self._under_way, self._waiting, self.preview = UnderWay(subject), order, None
        self._session.wake()
        self._send()
        self.changed.emit()

    def cancel(self) -> None:
        """Have it stopped; of an export nothing stays, what has been learnt is kept."""
        if self._under_way is not None and not self._session.send(
            CancelErrand(new_id(), self._under_way.subject)
        ):
            self._end(Told(tr("Cancelled.")))

    def _send(self) -> None:
        # the shelf of models has asked to be told of errands at the welcome before this
        if self._waiting is not None:
            self._session.send(self._waiting)

    def _on_link_changed(self) -> None:
        if self._under_way is None:
            return
        if self._session.state is LinkState.OFF and self._session.sentence:
            self._end(Told(self._session.sentence, self._session.details, self._session.code))
        elif self._session.state is LinkState.LOST:
            self._end(Told(tr("It broke off with the backend: try again."), code="backend-lost"))

    def _on_arrival(self, arrival: Arrival) -> None:
        message = arrival.message
        if isinstance(message, ErrandProgress) and message.errand == self._kind:
            self._waiting = None
            fraction = message.done / message.total if message.total else 0.0
            self._under_way = UnderWay(message.model, fraction, message.note)
            self.changed.emit()
        elif isinstance(message, ErrandPreview) and self._is_about(message.model):
            self._take_preview(arrival)
        elif isinstance(message, ErrandEnded) and self._is_about(message.model):
            self._end(Told(message.sentence, code=message.code or ""))
        elif isinstance(message, Refused) and self._is_answer_to(message.id):
            self._end(Told(message.sentence, code=message.code))

    def _is_answer_to(self, message_id: str) -> bool:
        return self._waiting is not None and self._waiting.id == message_id

    def _is_about(self, subject: str) -> bool:
        return self._under_way is not None and self._under_way.subject == subject

    def _take_preview(self, arrival: Arrival) -> None:
        try:
            image = QtGui.QImage.fromData(arrival.content(), "PNG")
        except ProtocolError:
            return  # the next one will do
        self.preview = image if not image.isNull() else self.preview
        self.changed.emit()

    def _end(self, told: Told) -> None:
        self._under_way, self._waiting, self.preview = None, None, None
        self.told.emit(told)
        self.changed.emit()
