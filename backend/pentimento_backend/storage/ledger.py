"""The job store's books: an SQLite file that knows every job and every finished frame.

All calls come from one thread at a time (the server's ledger thread).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pentimento_protocol.descriptions import Branch, FrameOrigin, JobState
from pentimento_protocol.images import CODEC, ImageHeader
from pentimento_protocol.wire import OptionValue

FIRST_SCHEMA = """
CREATE TABLE jobs (
    job TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    task TEXT NOT NULL,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    title TEXT NOT NULL,
    tag TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    frames INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    options TEXT NOT NULL,
    created REAL NOT NULL,
    sentence TEXT NOT NULL,
    digest TEXT NOT NULL,
    request_bytes INTEGER NOT NULL
);
CREATE TABLE frames (
    job TEXT NOT NULL REFERENCES jobs (job) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step INTEGER NOT NULL,
    stage TEXT NOT NULL,
    origin TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (job, number)
);
"""
BRANCHES_AND_LAYERS = """
ALTER TABLE jobs ADD COLUMN parent_job TEXT;
ALTER TABLE jobs ADD COLUMN parent_frame INTEGER;
ALTER TABLE jobs ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE frames ADD COLUMN layer INTEGER;
"""
PRECEDENCE = """
ALTER TABLE jobs ADD COLUMN precedence INTEGER NOT NULL DEFAULT 0;
"""
SCHEMA_STEPS = (FIRST_SCHEMA, BRANCHES_AND_LAYERS, PRECEDENCE)
"""What makes each version of the books from the one before, the first from an empty file."""


class DamagedStore(Exception):
    """The job store cannot be opened; the text is one sentence for the painter."""


@dataclass(frozen=True)
class FrameRecord:
    """One finished frame: operation step, stage, origin, and the header of its coded image.

    `layer` is the index of the document's layer that its new paint belongs to, where there is one.
    """

    step: int
    stage: str
    origin: FrameOrigin
    image: ImageHeader
    layer: int | None = None


@dataclass(frozen=True)
class JobRecord:
    """One job as it was asked for; `created` is in seconds since the epoch.

    `digest` identifies the submission, so that sending it again can be told from another one with
    the same id. `parent` is the frame that the job goes on from, of a job that may be gone.
    """

    job: str
    task: str
    engine: str
    engine_version: str
    title: str
    tag: str
    width: int
    height: int
    frames: int
    seed: int
    options: Mapping[str, OptionValue]
    created: float
    digest: str
    request_bytes: int
    parent: Branch | None = None


@dataclass(frozen=True)
class StoredJob:
    """A job as the books have it: what was asked for, its state, and its frames in order.

    `sentence` and `code` say to people and to programs why it has ended (see JobEnded). Jobs of a
    higher `precedence` are painted first, the oldest first among those of the same.
    """

    record: JobRecord
    state: JobState
    sentence: str
    code: str
    precedence: int
    frames: tuple[FrameRecord, ...]


class Ledger:
    """The books in `path`; made where the file is missing, brought up to date where it is older.

    Raises DamagedStore where the file is no job store or comes from a newer Pentimento.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._database.row_factory = sqlite3.Row
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("PRAGMA foreign_keys = ON")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            for number, step in enumerate(SCHEMA_STEPS[version:], start=version + 1):
                self._database.executescript(
                    f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;"
                )
        except sqlite3.OperationalError as error:
            raise DamagedStore(
                f"The job store {path} cannot be opened ({error}): see whether its disk is full or "
                "may not be written, then start again."
            ) from error
        except sqlite3.DatabaseError as error:
            raise self._damaged() from error
        if version > len(SCHEMA_STEPS):
            raise DamagedStore(
                f"The job store {path} comes from a newer Pentimento: update this one."
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def add_job(self, record: JobRecord) -> None:
        """Enter a new job, queued."""
        parent = record.parent
        self._insert(
            "INSERT INTO jobs",
            job=record.job,
            state="queued",
            task=record.task,
            engine=record.engine,
            engine_version=record.engine_version,
            title=record.title,
            tag=record.tag,
            width=record.width,
            height=record.height,
            frames=record.frames,
            seed=record.seed,
            options=json.dumps(dict(record.options)),
            created=record.created,
            sentence="",
            digest=record.digest,
            request_bytes=record.request_bytes,
            parent_job=None if parent is None else parent.job,
            parent_frame=None if parent is None else parent.frame,
        )

    def set_state(self, job: str, state: JobState, sentence: str, code: str) -> None:
        """Change a job's state; `sentence` and `code` say why."""
        self._database.execute(
            "UPDATE jobs SET state = ?, sentence = ?, code = ? WHERE job = ?",
            (state, sentence, code, job),
        )

    def set_precedence(self, job: str, precedence: int) -> None:
        """Change when a waiting job has its turn (see StoredJob)."""
        self._database.execute("UPDATE jobs SET precedence = ? WHERE job = ?", (precedence, job))

    def add_frame(self, job: str, number: int, frame: FrameRecord) -> None:
        """Enter a finished frame, whose file is on the disk already."""
        image = frame.image
        self._insert(
            "INSERT OR REPLACE INTO frames",
            job=job,
            number=number,
            step=frame.step,
            stage=frame.stage,
            origin=frame.origin,
            width=image.width,
            height=image.height,
            size=image.size,
            sha256=image.sha256,
            layer=frame.layer,
        )

    def cut_frames(self, job: str, count: int) -> None:
        """Forget the frames of a job from number `count` on."""
        self._database.execute("DELETE FROM frames WHERE job = ? AND number >= ?", (job, count))

    def remove_job(self, job: str) -> None:
        """Forget a job and its frames."""
        self._database.execute("DELETE FROM jobs WHERE job = ?", (job,))

    def jobs(self) -> list[StoredJob]:
        """Return all jobs in the order they came in; raises DamagedStore.

        The frames of each end at the first number that is missing.
        """
        try:
            rows = self._database.execute("SELECT * FROM jobs ORDER BY rowid").fetchall()
            return [self._stored_job(row) for row in rows]
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> DamagedStore:
        # the folders of jobs that the books do not know would be cleared away
        return DamagedStore(
            f"The job store {self._path} is damaged: move it away together with the folder jobs "
            "beside it, and Pentimento starts a new one."
        )

    def _insert(self, order: str, **values: str | float | None) -> None:
        places = ", ".join("?" * len(values))
        command = f"{order} ({', '.join(values)}) VALUES ({places})"
        self._database.execute(command, tuple(values.values()))

    def _stored_job(self, row: sqlite3.Row) -> StoredJob:
        record = JobRecord(
            job=row["job"],
            task=row["task"],
            engine=row["engine"],
            engine_version=row["engine_version"],
            title=row["title"],
            tag=row["tag"],
            width=row["width"],
            height=row["height"],
            frames=row["frames"],
            seed=row["seed"],
            options=json.loads(row["options"]),
            created=row["created"],
            digest=row["digest"],
            request_bytes=row["request_bytes"],
            parent=_parent(row),
        )
        frames = self._frames(row["job"])
        return StoredJob(
            record, row["state"], row["sentence"], row["code"], row["precedence"], frames
        )

    def _frames(self, job: str) -> tuple[FrameRecord, ...]:
        rows = self._database.execute(
            "SELECT * FROM frames WHERE job = ? ORDER BY number", (job,)
        ).fetchall()
        frames: list[FrameRecord] = []
        for row in rows:
            if row["number"] != len(frames):
                break
            image = ImageHeader(CODEC, row["width"], row["height"], row["size"], row["sha256"], 0)
            frame = FrameRecord(row["step"], row["stage"], row["origin"], image, row["layer"])
            frames.append(frame)
        return tuple(frames)


def _parent(row: sqlite3.Row) -> Branch | None:
    if row["parent_job"] is None:
        return None
    return Branch(row["parent_job"], row["parent_frame"])
