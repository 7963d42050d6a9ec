"""What Pentimento knows of one open document, apart from any widget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, List, Optional

from ..document.documents import identity
from ..frame_label import FrameLabel
from ..qt import QtCore
from ..words import tr
from .process import PaintingProcess
from .questions import Wishes
from .remembering import processes_of
from .told import NOTHING, Told
from .waiting_jobs import WaitingJob

if TYPE_CHECKING:
    from krita import Document


class DocumentState(QtCore.QObject):
    """One document: its processes, which of them is shown, what waits, what to tell.

    `document_id` is "" as long as the document has no identity of its own; `is_copy` is set where
    it has brought along that of another open document. `changed` says that anything here is new.
    """

    changed = QtCore.pyqtSignal()

    def __init__(self, document: Document, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self.document = document
        self.document_id = identity(document) or ""
        self.is_copy = False
        self.title = _title(document)
        self.processes: List[PaintingProcess] = processes_of(document, self.title)
        self.shown: Optional[PaintingProcess] = self.processes[-1] if self.processes else None
        self.waiting: List[WaitingJob] = []
        self.told = NOTHING
        self.wishes = Wishes()

    @property
    def running(self) -> List[PaintingProcess]:
        """The processes for which something is still being done, oldest first."""
        return [process for process in self.processes if process.running]

    @property
    def process_layers(self) -> List[str]:
        """Krita's ids of the groups that its processes have on the timeline."""
        places = (process.imported for process in self.processes)
        return [place.layer for place in places if place is not None and place.layer]

    def find(self, job_id: str) -> Optional[PaintingProcess]:
        """Return the process of a job, None where it is not one of this document's."""
        return next((one for one in self.processes if one.job_id == job_id), None)

    def begin(self, process: PaintingProcess) -> None:
        """Take a process that something is being done for from now on.

        It is shown at once, unless the painter is watching another one being painted.
        """
        if process not in self.processes:
            self.processes.append(process)
        if self.shown is None or not self.shown.running:
            self.shown = process
        self.tell("")

    def leave_out(self, process: PaintingProcess) -> None:
        """Forget a process that there is nothing of."""
        if process in self.processes:
            self.processes.remove(process)
        if self.shown is process:
            self.shown = self.processes[-1] if self.processes else None

    def show(self, process: PaintingProcess) -> None:
        """Show one of the processes in the strip."""
        if process is not self.shown:
            self.shown = process
            self.changed.emit()

    def wish(self, **changes: object) -> None:
        """Change some of what the painter has chosen for this document."""
        self.wishes = replace(self.wishes, **changes)
        self.changed.emit()

    def tell(self, sentence: str, details: str = "", code: str = "") -> None:
        """Set what the painter should read, "" for nothing."""
        self.told = Told(sentence, details, code)
        self.changed.emit()

    def labels(self) -> List[FrameLabel]:
        """Return what is known of each frame of the process that is shown."""
        return self.shown.labels if self.shown is not None else []

    def shown_frame(self) -> Optional[int]:
        """Return the frame at Krita's current time, None where the process is not on it."""
        imported = self.shown.imported if self.shown is not None else None
        return None if imported is None else imported.index_at(self.document.currentTime())


def _title(document: Document) -> str:
    return document.name() or PurePath(document.fileName()).stem or tr("Untitled")
