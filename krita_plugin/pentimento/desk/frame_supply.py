"""Frames of processes brought back: larger pictures to look at, whole frames to take.

In Krita's memory there are only small pictures of all frames, and a few larger ones: of those that
were looked at last.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator, Optional, Set, Tuple

from pentimento_protocol.portions import Bytes

from ..background import Background
from ..document.documents import is_open
from ..eventloop import Steps, run
from ..frame_label import FrameLabel
from ..link.frame_decoding import small_picture
from ..link.frame_fetch import BackendSilent, FramesMissing
from ..link.session import Session
from ..qt import QtCore, QtGui
from ..words import tr
from .backend_steps import in_background
from .frame_sources import FrameSources, WholeFrame
from .process import PaintingProcess

if TYPE_CHECKING:
    from krita import Document

log = logging.getLogger("pentimento")

LARGE_SIDE = 1024
"""Longest side of a larger picture, in device pixels."""

MOST_PICTURES = 8
"""Larger pictures that are kept (4 MB each at most)."""

FrameKey = Tuple[str, int]


@dataclass(frozen=True)
class TakenFrame:
    """A whole frame: what is known of it, and BGRA8 rows (height x width x 4 bytes)."""

    label: FrameLabel
    width: int
    height: int
    pixels: Bytes


@dataclass(frozen=True)
class _Wish:
    document: Document
    process: PaintingProcess
    index: int

    @property
    def key(self) -> FrameKey:
        return self.process.job_id, self.index


class FrameSupply(QtCore.QObject):
    """Brings frames back; `picture_came(process, index)` when a larger picture is there."""

    picture_came = QtCore.pyqtSignal(object, int)

    def __init__(self, session: Session, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources = FrameSources(session)
        # One thread of its own: it may wait for the store, and coding must not wait for it.
        self._background = Background(1, self)
        self._closed = False
        self._pictures: OrderedDict[FrameKey, QtGui.QImage] = OrderedDict()
        self._missing: Set[FrameKey] = set()
        self._fetching = False
        self._wish: Optional[_Wish] = None
        session.welcomed.connect(self._missing.clear)

    def picture(self, process: PaintingProcess, index: int) -> Optional[QtGui.QImage]:
        """Return the best picture of a frame that there is now."""
        large = self._pictures.get((process.job_id, index))
        if large is not None:
            return large
        return process.pictures[index].picture if index < len(process.pictures) else None

    def want_picture(self, document: Document, process: PaintingProcess, index: int) -> None:
        """Fetch a larger picture of a frame, unless another one is wanted before its turn comes.

        Does nothing for frames in the store of a backend that is not running: looking at them does
        not start it.
        """
        self._wish = _Wish(document, process, index)
        if not self._fetching:
            self._fetch_wish()

    def frame(self, document: Document, process: PaintingProcess, index: int) -> Steps[TakenFrame]:
        """Steps to a whole frame, starting the backend where it is not running.

        Raises BackendFailed, FramesMissing, KeptFramesDamaged, ProtocolError, each with a sentence
        for the painter.
        """
        label = process.labels[index]
        source = yield from self._sources.whole_frames(document, process)

        def take() -> TakenFrame:
            _, width, height, pixels = _first(source([index], self._is_closed))
            return TakenFrame(label, width, height, pixels)

        return (yield from in_background(self._background, take))

    def close(self) -> None:
        """Fetch nothing any more; for the moment when Krita closes."""
        self._closed = True
        self._background.close()

    def _is_closed(self) -> bool:
        return self._closed

    def _fetch_wish(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None or not is_open(wish.document):
            return
        kept = self._sources.is_kept(wish.document, wish.process)
        if self._session.connection is None and not kept:
            return
        if wish.key in self._pictures or wish.key in self._missing:
            return
        self._fetching = True
        run(
            self._large_picture(wish),
            lambda picture: self._on_picture(wish, picture),
            lambda error: self._on_missing(wish, error),
        )

    def _large_picture(self, wish: _Wish) -> Steps[QtGui.QImage]:
        source = yield from self._sources.whole_frames(wish.document, wish.process)

        def picture() -> QtGui.QImage:
            _, width, height, pixels = _first(source([wish.index], self._is_closed))
            return small_picture(pixels, width, height, LARGE_SIDE)

        return (yield from in_background(self._background, picture))

    def _on_picture(self, wish: _Wish, picture: QtGui.QImage) -> None:
        self._pictures[wish.key] = picture
        while len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        self._fetching = False
        self.picture_came.emit(wish.process, wish.index)
        self._fetch_wish()

    def _on_missing(self, wish: _Wish, error: Exception) -> None:
        log.info("no larger picture of frame %d of job %s: %s", wish.index, wish.key[0], error)
        if not isinstance(error, BackendSilent):  # the one that comes after it has it
            self._missing.add(wish.key)
        self._fetching = False
        self._fetch_wish()


def _first(frames: Iterator[WholeFrame]) -> WholeFrame:
    for frame in frames:
        return frame
    raise FramesMissing(tr("Krita is closing."))
