"""The part of the desk that sends processes off to export jobs; looks at no frame itself."""

from __future__ import annotations

import secrets
from pathlib import Path

from pentimento_protocol import limits
from pentimento_protocol.descriptions import STROKES_FILE
from pentimento_protocol.errand_messages import EXPORT_ENDINGS, STROKE_KINDS, Export
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import Message, ProtocolError

from ..storage.export_order import ExportOrder, Stretch
from .errand_process import Task
from .errands import Errands
from .job_store import Job, JobStore
from .named_paths import named_path

MOST_FRAMES = 2 * limits.MAX_FRAMES
"""Frames of one export; an order that lists them stays below the largest header."""


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
        stretches = [self._stretch(job, len(job.frames))]
        if message.whole and message.kind not in STROKE_KINDS:
            stretches = [*self._earlier_stretches(job), *stretches]
        workroom = Path(message.path).parent / f".pentimento-{secrets.token_hex(8)}"
        order = ExportOrder("", message, stretches, str(workroom))
        task = Task("pentimento_backend.exports.errand", (), order.to_line(), workroom)
        self._errands.start(message.path, "export", task)
        self._errands.follow(route)
        return Done(message.id)

    def _stretch(self, job: Job, frames: int) -> Stretch:
        folder = self._store.folder(job.record.job).path
        return Stretch(job.summary(), str(folder), job.frames[:frames])

    def _earlier_stretches(self, job: Job) -> list[Stretch]:
        """Return what came before a branch, from the first marks on; raises ProtocolError."""
        stretches: list[Stretch] = []
        seen = {job.record.job}
        size, frames = (job.record.width, job.record.height), len(job.frames)
        while (branch := job.record.parent) is not None:
            parent = self._store.jobs.get(branch.job)
            if parent is None or branch.job in seen or len(parent.frames) < branch.frame:
                raise _no_parent("is no longer kept")
            if (parent.record.width, parent.record.height) != size:
                raise _no_parent("has another size")
            frames += branch.frame
            if frames > MOST_FRAMES:
                raise _no_parent(f"makes it longer than {MOST_FRAMES} frames")
            if branch.frame > 0:
                stretches.insert(0, self._stretch(parent, branch.frame))
            seen.add(branch.job)
            job = parent
        return stretches


def _no_parent(problem: str) -> ProtocolError:
    return ProtocolError(
        "no-parent", f"What came before this branch {problem}: export the branch alone."
    )


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
