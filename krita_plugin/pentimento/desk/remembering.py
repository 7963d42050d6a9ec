"""What of a process goes into its document, and comes back when the document is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

from pentimento_protocol.messages import Branch

from ..document.document_memory import (
    RememberedProcess,
    forget_process,
    remember_process,
    remembered_processes,
)
from ..document.documents import is_open
from ..document.kept_frames import let_go_of_frames
from .process import PaintingProcess

if TYPE_CHECKING:
    from krita import Document


def remember(document: Document, process: PaintingProcess) -> None:
    """Note in the document how a process stands now; marks the document as modified."""
    if not is_open(document):
        return
    parent = process.parent
    remembered = RememberedProcess(
        job=process.job_id,
        labels=tuple(process.labels),
        title=process.title,
        task=process.task,
        engine=process.engine,
        seed=process.seed,
        options=dict(process.options),
        parent=None if parent is None else (parent.job, parent.frame),
        given_steps=process.given_steps,
        layer_names=process.layer_names,
        created=process.created,
        starred=process.starred,
        place=process.imported,
    )
    remember_process(document, remembered)


def forget(document: Document, process: PaintingProcess) -> None:
    """Take a process out of what the document knows, and frames that it keeps of it."""
    if is_open(document):
        forget_process(document, process.job_id)
        let_go_of_frames(document, process.job_id)


def processes_of(document: Document, title: str) -> List[PaintingProcess]:
    """Return the processes that a document brings along; `title` for those without their own."""
    return [_process(one, title) for one in remembered_processes(document)]


def _process(remembered: RememberedProcess, title: str) -> PaintingProcess:
    parent = remembered.parent
    return PaintingProcess(
        job_id=remembered.job,
        title=remembered.title or title,
        task=remembered.task,
        engine=remembered.engine,
        seed=remembered.seed,
        options=dict(remembered.options),
        parent=None if parent is None else Branch(*parent),
        given_steps=remembered.given_steps,
        layer_names=remembered.layer_names,
        created=remembered.created,
        remembered_labels=remembered.labels,
        imported=remembered.place,
        starred=remembered.starred,
    )
