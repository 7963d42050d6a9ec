"""The part of the desk that sends processes off to export jobs; looks at no frame itself."""

from __future__ import annotations

from pathlib import Path

from pentimento_protocol.descriptions import STROKES_FILE
from pentimento_protocol.errand_messages import EXPORT_ENDINGS, STROKE_KINDS, Export
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import Message, ProtocolError

from ..storage.export_order import ExportOrder
from .errand_process import Task
from .errands import Errands
from .job_store import Job, JobStore
from .named_paths import named_path


class ExportDesk:
    """Answers Export."""

    def __init__(self, store: JobStore, errands: Errands) -> None:
        self._store = store
        self._errands = errands

    def export(self, route: bytes, message: Export) -> Message:
        """Check what is wanted, start it and let the client follow; raises ProtocolError."""
        job = self._store.find(message.job)
        _check_content(job, message)
        _check_path(message)
        order = ExportOrder(
            "",
            message,
            job.summary(),
            str(self._store.folder(message.job).path),
            list(job.frames),
        )
        task = Task("pentimento_backend.exports.errand", order=order.to_line())
        self._errands.start(message.path, "export", task)
        self._errands.follow(route)
        return Done(message.id)


def _check_content(job: Job, message: Export) -> None:
    if message.kind in STROKE_KINDS:
        if STROKES_FILE not in job.by_products:
            raise ProtocolError(
                "no-by-product",
                f"The engine {job.record.engine} has kept no strokes of this job: ask again with "
                "the option keep_strokes, where the engine has it.",
            )
    elif not job.frames:
        raise ProtocolError("no-frames", "This job has no frames yet: wait for the first one.")


def _check_path(message: Export) -> None:
    path = named_path(message.path)
    endings = EXPORT_ENDINGS.get(message.kind, ("",))
    if not path.name.lower().endswith(endings):
        raise ProtocolError("bad-path", f"{path.name} must end in {' or '.join(endings)}.")
    if not path.parent.is_dir():
        raise ProtocolError("bad-path", f"There is no folder {path.parent}: make it first.")
    if message.replace:
        return
    if path.is_dir() and message.kind == "images":
        if not _is_empty(path):
            raise ProtocolError(
                "file-exists", f"The folder {path} is not empty: choose another name."
            )
    elif path.exists():
        raise ProtocolError("file-exists", f"{path} is there already: choose another name.")


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False  # what may not be looked at is somebody's
