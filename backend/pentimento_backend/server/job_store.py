"""All jobs of this backend: in memory for the server's loop, on the disk for the next start."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pentimento_protocol.descriptions import ENDED_STATES, JobState, JobSummary, StoreDescription
from pentimento_protocol.messages import Submit
from pentimento_protocol.wire import ProtocolError

from ..storage.job_folder import JobFolder, StoreFull
from ..storage.ledger import FrameRecord, JobRecord, Ledger
from .background import Background
from .intake import check_pixels

log = logging.getLogger(__name__)

LEDGER, INTAKE, READER = "ledger", "intake", "reader"
THREADS = (LEDGER, INTAKE, READER)

SMALLEST_FREE_SPACE = 64 * 1024 * 1024
"""Bytes that must stay free on the disk for a new job to be taken."""


@dataclass
class Job:
    """One job as the running server sees it; `place` is what followers know of its turn."""

    record: JobRecord
    state: JobState = "queued"
    sentence: str = ""
    code: str = ""
    precedence: int = 0
    frames: list[FrameRecord] = field(default_factory=list)
    place: int | None = None
    fraction: float = 0.0
    note: str = ""
    deaths: int = 0
    by_products: dict[str, int] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether no more frames will come."""
        return self.state in ENDED_STATES

    @property
    def size(self) -> int:
        """Bytes that the job takes on the disk."""
        frames = sum(frame.image.size for frame in self.frames)
        return self.record.request_bytes + frames + sum(self.by_products.values())

    def summary(self) -> JobSummary:
        """Return what clients are told."""
        record = self.record
        return JobSummary(
            job=record.job,
            state=self.state,
            task=record.task,
            engine=record.engine,
            engine_version=record.engine_version,
            title=record.title,
            tag=record.tag,
            width=record.width,
            height=record.height,
            frames=record.frames,
            frames_done=len(self.frames),
            seed=record.seed,
            options=dict(record.options),
            created=record.created,
            sentence=self.sentence,
            parent=record.parent,
            code=self.code,
            place=self.place,
        )


class JobStore:
    """Jobs by id, oldest first; each change is put on the disk by a background thread.

    `limit` bounds the bytes on the disk: the oldest ended jobs are removed first.
    `when_removed` is told of each. Raises DamagedStore where the books cannot be read.
    """

    def __init__(self, folder: Path, background: Background, limit: int) -> None:
        self.jobs_folder = folder / "jobs"
        self.jobs_folder.mkdir(parents=True, exist_ok=True)
        self._limit = limit
        self._background = background
        self._ledger = Ledger(folder / "jobs.sqlite")
        self.jobs: dict[str, Job] = {}
        self.when_removed: Callable[[Job], None] = lambda job: None
        self._load()

    def folder(self, job: str) -> JobFolder:
        """Return the folder of a job."""
        return JobFolder(self.jobs_folder, job)

    def description(self) -> StoreDescription:
        """Return what clients are told."""
        return StoreDescription(str(self.jobs_folder), self._used, self._limit)

    def find(self, job: str) -> Job:
        """Return a job; raises ProtocolError "no-job"."""
        found = self.jobs.get(job)
        if found is None:
            raise ProtocolError("no-job", f"There is no job {job}: it may have been deleted.")
        return found

    def queue(self) -> list[Job]:
        """Return the jobs that wait for their turn, the next one first."""
        waiting = [job for job in self.jobs.values() if job.state == "queued"]
        return sorted(waiting, key=lambda job: -job.precedence)

    def put_first(self, job: Job) -> None:
        """Let a waiting job be the next, also after a restart."""
        precedence = 1 + max((other.precedence for other in self.queue()), default=0)
        job.precedence, name = precedence, job.record.job
        self._enter(lambda: self._ledger.set_precedence(name, precedence))

    def add(
        self,
        record: JobRecord,
        submission: Submit,
        frames: Sequence[bytes],
        then: Callable[[], None],
        refused: Callable[[ProtocolError], None],
    ) -> None:
        """Check the pixels of a submission and keep it; calls back in the server's loop."""

        def check_and_write() -> None:
            self._check_free_space(record.request_bytes)
            check_pixels(submission, frames[1:])
            self.folder(record.job).write_request(frames)
            self._ledger_from_intake(record)

        def added(_: None) -> None:
            self.jobs[record.job] = Job(record)
            self._evict()
            then()

        def failed(error: Exception) -> None:
            refused(_refusal(error))

        self._background.run(INTAKE, check_and_write, added, failed)

    def set_state(self, job: Job, state: JobState, sentence: str = "", code: str = "") -> None:
        """Change a job's state; `sentence` and `code` say why it has ended (see JobEnded)."""
        job.state, job.sentence, job.code, job.place = state, sentence, code, None
        name = job.record.job
        self._enter(lambda: self._ledger.set_state(name, state, sentence, code))

    def add_frame(self, job: Job, frame: FrameRecord) -> None:
        """Enter the next frame of a job, whose file the worker has written."""
        number, name = len(job.frames), job.record.job
        job.frames.append(frame)
        self._enter(lambda: self._ledger.add_frame(name, number, frame))
        self._evict()

    def read_frame(
        self, job: Job, index: int, then: Callable[[bytes], None], failed: Callable[[], None]
    ) -> None:
        """Read the coded image of a frame; calls back in the server's loop, in order."""
        folder = self.folder(job.record.job)

        def could_not(error: Exception) -> None:
            log.error("frame %d of job %s cannot be read: %s", index, job.record.job, error)
            failed()

        self._background.run(READER, lambda: folder.read_frame(index), then, could_not)

    def add_by_product(self, job: Job, name: str, size: int) -> None:
        """Count a by-product, whose file of `size` bytes the worker has written."""
        job.by_products[name] = size
        self._evict()

    def read_by_product(
        self, job: Job, name: str, then: Callable[[bytes], None], failed: Callable[[], None]
    ) -> None:
        """Read one of a job's `by_products`; calls back in the server's loop."""
        folder = self.folder(job.record.job)

        def could_not(error: Exception) -> None:
            log.error("%s of job %s cannot be read: %s", name, job.record.job, error)
            failed()

        self._background.run(READER, lambda: folder.read_by_product(name), then, could_not)

    def remove(self, job: Job) -> None:
        """Remove a job and its files."""
        name = job.record.job
        del self.jobs[name]
        self._enter(lambda: self._ledger.remove_job(name))
        # where submissions are written: one that takes the name again comes after
        self._background.run(INTAKE, self.folder(name).remove, lambda _: None, _log_trouble)
        self.when_removed(job)

    def close(self) -> None:
        """Close the books, after the background threads have ended."""
        self._ledger.close()

    @property
    def _used(self) -> int:
        return sum(job.size for job in self.jobs.values())

    def _load(self) -> None:
        broken_off: list[Job] = []
        for stored in self._ledger.jobs():
            name = stored.record.job
            folder = self.folder(name)
            if not folder.request_file.exists():
                self._ledger.remove_job(name)
                continue
            kept = _whole_frames(folder, stored.frames)
            self._ledger.cut_frames(name, len(kept))
            job = Job(
                stored.record, stored.state, stored.sentence, stored.code, stored.precedence, kept
            )
            job.by_products = folder.by_products()
            incomplete = job.state == "finished" and len(kept) < stored.record.frames
            if job.state == "running":
                broken_off.append(job)
            if job.state == "running" or incomplete:
                job.state = "queued"
            self.jobs[name] = job
        for job in reversed(broken_off):
            self.put_first(job)  # what was at work goes on before what waited
        for path in self.jobs_folder.iterdir():
            if path.name not in self.jobs and self.folder(path.name).holds_nothing_else():
                shutil.rmtree(path, ignore_errors=True)

    def _evict(self) -> None:
        total = self._used
        for job in [job for job in self.jobs.values() if job.ended]:
            if total <= self._limit:
                return
            total -= job.size
            log.info("removing job %s: the store is over its limit", job.record.job)
            self.remove(job)

    def _enter(self, work: Callable[[], None]) -> None:
        self._background.run(LEDGER, work, lambda _: None, _log_trouble)

    def _ledger_from_intake(self, record: JobRecord) -> None:
        self._background.call(LEDGER, lambda: self._ledger.add_job(record))

    def _check_free_space(self, needed: int) -> None:
        if shutil.disk_usage(self.jobs_folder).free < needed + SMALLEST_FREE_SPACE:
            raise StoreFull(
                "The disk with Pentimento's frames is full: free some space, or delete old jobs "
                "with `pentimento jobs delete`, then try again."
            )


def _whole_frames(folder: JobFolder, frames: Sequence[FrameRecord]) -> list[FrameRecord]:
    for index, frame in enumerate(frames):
        if not folder.has_frame(index, frame.image.size):
            return list(frames[:index])
    return list(frames)


def _refusal(error: Exception) -> ProtocolError:
    if isinstance(error, ProtocolError):
        return error
    if isinstance(error, StoreFull):
        return ProtocolError("disk-full", str(error))
    if isinstance(error, MemoryError):
        return ProtocolError("too-large", "There is not enough memory for this canvas.")
    log.error("a submission could not be kept", exc_info=error)
    return ProtocolError(
        "store", "The job could not be stored; the backend's log has the reason. Try again."
    )


def _log_trouble(error: Exception) -> None:
    log.error("the job store could not be written", exc_info=error)
