"""What Pentimento knows of one open document, apart from any widget."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, List, Optional

from ..document.document_memory import FrameLabel, ImportedProcess, imported_processes
from ..document.documents import identity
from ..link.frame_decoding import FramePicture
from ..link.jobs import ProcessJob
from .waiting_jobs import WaitingJob

if TYPE_CHECKING:
    from krita import Document


class DocumentState:
    """One document: its job under way, its frames on the timeline, what waits, what to tell.

    `document_id` is "" as long as the document has no identity of its own; `is_copy` is set where
    it has brought along that of another open document. `proposal` is the prompt that an engine has
    found for it by itself.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.document_id = identity(document) or ""
        self.is_copy = False
        self.title = _title(document)
        self.job: Optional[ProcessJob] = None
        self.process: Optional[ImportedProcess] = None
        self.pictures: List[FramePicture] = []
        self.waiting: List[WaitingJob] = []
        self.proposal = ""
        self.message = ""
        self.details = ""
        processes = imported_processes(document)
        if processes:
            self.process = processes[-1]

    @property
    def running(self) -> bool:
        """Whether a job of this document is under way."""
        return self.job is not None and self.job.running

    def begin(self, job: ProcessJob) -> None:
        """Show a new job in the place of what was there."""
        self.job = job
        self.process = None
        self.pictures = job.pictures
        self.tell("")

    def tell(self, sentence: str, details: str = "") -> None:
        """Set what the painter should read, "" for nothing."""
        self.message, self.details = sentence, details

    def labels(self) -> List[FrameLabel]:
        """Return step and stage of each frame that can be scrubbed to."""
        if self.process is not None:
            return list(self.process.labels)
        return [FrameLabel(picture.step, picture.stage) for picture in self.pictures]

    def shown_frame(self) -> Optional[int]:
        """Return the frame at Krita's current time, None where the process is not on it."""
        if self.process is None or not self.process.labels:
            return None
        index = self.document.currentTime() - self.process.first_time
        return min(index, len(self.process.labels) - 1) if index >= 0 else None


def _title(document: Document) -> str:
    return document.name() or PurePath(document.fileName()).stem or "Untitled"
