"""Jobs whose frames are not in their document yet, remembered beyond Krita's own life.

A file of Pentimento's folder knows them by the document's identity and by its path: a document
that was never saved as .kra carries no identity.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import List, Optional

from pentimento_protocol.places import data_folder, write_private

log = logging.getLogger("pentimento")

MOST_JOBS = 100
"""Older ones are forgotten here; the backend's store still has them."""


@dataclass(frozen=True)
class WaitingJob:
    """A job with frames for a document; `path` is empty where that was never saved.

    A `discarded` one is remembered so that the backend's list does not bring it up again.
    """

    job: str
    document: str
    path: str
    frames: int
    discarded: bool = False


def waiting_jobs_file() -> Path:
    """Return where the waiting jobs are kept (it may not exist)."""
    return data_folder() / "plugin-jobs.json"


class WaitingJobs:
    """The waiting jobs of all documents, kept in `path` with every change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._jobs = _read(path)

    def add(self, job: WaitingJob) -> None:
        """Remember a job."""
        self._jobs = [one for one in self._jobs if one.job != job.job] + [job]
        self._write()

    def remove(self, job: str) -> None:
        """Forget a job; one that is not known is fine."""
        self._jobs = [one for one in self._jobs if one.job != job]
        self._write()

    def discard(self, job: WaitingJob) -> None:
        """Never offer a job again."""
        self.add(replace(job, discarded=True))

    def find(self, job: str) -> Optional[WaitingJob]:
        """Return what is remembered of a job, discarded or not."""
        return next((one for one in self._jobs if one.job == job), None)

    def note_path(self, document: str, path: str) -> None:
        """Note where a document has been saved."""
        if any(one.document == document and one.path != path for one in self._jobs):
            self._jobs = [
                replace(one, path=path) if one.document == document else one for one in self._jobs
            ]
            self._write()

    def of_document(self, document: str, path: str) -> List[WaitingJob]:
        """Return the jobs of a document, newest first; `document` or `path` may be empty.

        The path speaks only for a document without an identity: others have been saved over it.
        """
        return [
            one
            for one in reversed(self._jobs)
            if (document and one.document == document)
            or (not document and path and one.path == path)
        ]

    def _write(self) -> None:
        self._jobs = self._jobs[-MOST_JOBS:]
        try:
            write_private(self._path, json.dumps([asdict(job) for job in self._jobs], indent=1))
        except OSError as error:
            log.warning("The waiting jobs could not be kept: %s", error)


def _read(path: Path) -> List[WaitingJob]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return [
            WaitingJob(
                job=str(value["job"]),
                document=str(value["document"]),
                path=str(value["path"]),
                frames=int(value["frames"]),
                discarded=value["discarded"] is True,
            )
            for value in values
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("%s cannot be read; the jobs in it are in the backend's store", path)
        return []
