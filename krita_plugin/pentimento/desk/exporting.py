"""Exports of a process, which the backend writes: videos, pictures, documents, strokes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Tuple

from pentimento_protocol.client import Arrival, new_id
from pentimento_protocol.messages import (
    CancelErrand,
    ErrandEnded,
    ErrandProgress,
    Export,
    FollowErrands,
    Refused,
)

from ..link.session import LinkState, Session
from ..qt import QtCore
from ..words import tr
from .told import Told

EXPORT = "export"


@dataclass(frozen=True)
class ExportKind:
    """One kind of export: the protocol's name for it, and its file's ending, "" for a folder.

    `plays` says that it has a frame rate, `length_counts` that the last frame can be held and the
    length bounded, `has_pixels` that the size of its pictures can be chosen.
    """

    name: str
    ending: str
    plays: bool = False
    length_counts: bool = False
    has_pixels: bool = True


KINDS = (
    ExportKind("video-mp4", ".mp4", plays=True, length_counts=True),
    ExportKind("video-webm", ".webm", plays=True, length_counts=True),
    ExportKind("gif", ".gif", plays=True, length_counts=True),
    ExportKind("images", ""),
    ExportKind("contact-sheet", ".png"),
    ExportKind("kra", ".kra", plays=True),
    ExportKind("strokes-json", ".json", has_pixels=False),
    ExportKind("strokes-svg", ".svg", has_pixels=False),
)


@dataclass(frozen=True)
class Exported:
    """How far an export is, 0..1, and a few words."""

    path: str
    fraction: float = 0.0
    note: str = ""


class Exporting(QtCore.QObject):
    """The export under way, if there is one; `told` hands out how it ended.

    One at a time: painters wait for a film, and the disk is the limit.
    """

    changed = QtCore.pyqtSignal()
    told = QtCore.pyqtSignal(object)

    def __init__(self, session: Session, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._session = session
        self._under_way: Optional[Exported] = None
        self._waiting: Optional[Export] = None
        session.welcomed.connect(self._on_welcome)
        session.changed.connect(self._on_link_changed)
        session.arrived.connect(self._on_arrival)

    @property
    def under_way(self) -> Optional[Exported]:
        """The export that is being written."""
        return self._under_way

    def start(self, order: Export) -> None:
        """Have the backend write an export, starting it where it is not there."""
        self._under_way = Exported(order.path)
        self._waiting = order
        self._session.wake()
        self._send()
        self.changed.emit()

    def cancel(self) -> None:
        """Have the export stopped; nothing of it stays."""
        if self._under_way is not None and not self._session.send(
            CancelErrand(new_id(), self._under_way.path)
        ):
            self._end(Told(tr("Cancelled.")))

    def _send(self) -> None:
        if self._waiting is not None and self._session.send(FollowErrands(new_id())):
            self._session.send(self._waiting)

    def _on_welcome(self) -> None:
        self._send()

    def _on_link_changed(self) -> None:
        off = self._session.state in (LinkState.OFF, LinkState.LOST)
        if off and self._under_way is not None and self._waiting is None:
            self._end(Told(tr("The export broke off with the backend: try again.")))
        elif self._session.state is LinkState.OFF and self._under_way is not None:
            self._end(Told(self._session.sentence, self._session.details))

    def _on_arrival(self, arrival: Arrival) -> None:
        message, under_way = arrival.message, self._under_way
        if under_way is None:
            return
        if isinstance(message, Refused) and self._is_ours(message):
            self._end(Told(message.sentence, code=message.code))
        elif isinstance(message, ErrandProgress) and message.model == under_way.path:
            self._waiting = None
            fraction = message.done / message.total if message.total else 0.0
            self._under_way = Exported(under_way.path, fraction, message.note)
            self.changed.emit()
        elif isinstance(message, ErrandEnded) and message.model == under_way.path:
            self._end(Told(message.sentence, code=message.code or ""))

    def _is_ours(self, refused: Refused) -> bool:
        return self._waiting is not None and refused.id == self._waiting.id

    def _end(self, told: Told) -> None:
        self._under_way, self._waiting = None, None
        self.told.emit(told)
        self.changed.emit()


def export_order(  # every one is a choice of the painter's
    job: str,
    kind: ExportKind,
    path: Path,
    *,
    frames_per_second: int,
    hold_last_seconds: float,
    longest_seconds: Optional[int],
    long_side: Optional[int],
) -> Export:
    """Return the message that asks for an export; what is there already is replaced."""
    return Export(
        id=new_id(),
        job=job,
        kind=kind.name,  # pyright: ignore[reportArgumentType] (a name out of KINDS)
        path=str(path),
        replace=True,
        frames_per_second=float(frames_per_second),
        hold_last_seconds=hold_last_seconds,
        longest_seconds=float(longest_seconds) if longest_seconds else None,
        long_side=long_side,
    )


def kind_titles() -> Dict[str, str]:
    """Return what each kind of export is called."""
    return {
        "video-mp4": tr("Video (mp4)"),
        "video-webm": tr("Video (webm)"),
        "gif": tr("Animation (gif)"),
        "images": tr("Picture for each frame (png)"),
        "contact-sheet": tr("Contact sheet (png)"),
        "kra": tr("Krita document (kra)"),
        "strokes-json": tr("Strokes (json)"),
        "strokes-svg": tr("Strokes (svg)"),
    }


def lengths() -> Tuple[Tuple[str, int], ...]:
    """Return the lengths that a film may be fitted to, in seconds; 0 as it comes."""
    return (
        (tr("As it comes"), 0),
        (tr("15 seconds at most"), 15),
        (tr("30 seconds at most"), 30),
        (tr("60 seconds at most"), 60),
    )
