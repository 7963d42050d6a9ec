"""The job store's books: an SQLite file that knows every job and every finished frame.

All calls come from one thread at a time (the server's ledger thread).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pentimento_protocol.images import CODEC, ImageHeader
from pentimento_protocol.messages import FrameOrigin, JobState
from pentimento_protocol.wire import OptionValue

SCHEMA_VERSION = 1

SCHEMA = """
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


class DamagedStore(Exception):
    """The job store cannot be opened; the text is one sentence for the painter."""


@dataclass(frozen=True)
class FrameRecord:
    """One finished frame: operation step, stage, origin, and the header of its coded image."""

    step: int
    stage: str
    origin: FrameOrigin
    image: ImageHeader


@dataclass(frozen=True)
class JobRecord:
    """One job as it was asked for; `created` is in seconds since the epoch.

    `digest` identifies the submission, so that sending it again can be told from another one with
    the same id.
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


@dataclass(frozen=True)
class StoredJob:
    """A job as the books have it: what was asked for, its state, and its frames in order."""

    record: JobRecord
    state: JobState
    sentence: str
    frames: tuple[FrameRecord, ...]


class Ledger:
    """The books in `path`; made where the file is missing.

    Raises DamagedStore where the file is no job store or comes from a newer Pentimento.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._database.row_factory = sqlite3.Row
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("PRAGMA foreign_keys = ON")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._database.executescript(
                    f"BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
                )
        except sqlite3.DatabaseError as error:
            raise DamagedStore(
                f"The job store {path} is damaged: move it away, and Pentimento starts a new one."
            ) from error
        if version > SCHEMA_VERSION:
            raise DamagedStore(
                f"The job store {path} comes from a newer Pentimento: update this one."
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def add_job(self, record: JobRecord) -> None:
        """Enter a new job, queued."""
        self._database.execute(
            "INSERT INTO jobs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                record.job,
                "queued",
                record.task,
                record.engine,
                record.engine_version,
                record.title,
                record.tag,
                record.width,
                record.height,
                record.frames,
                record.seed,
                json.dumps(dict(record.options)),
                record.created,
                "",
                record.digest,
                record.request_bytes,
            ),
        )

    def set_state(self, job: str, state: JobState, sentence: str) -> None:
        """Change a job's state; `sentence` says why."""
        self._database.execute(
            "UPDATE jobs SET state = ?, sentence = ? WHERE job = ?", (state, sentence, job)
        )

    def add_frame(self, job: str, number: int, frame: FrameRecord) -> None:
        """Enter a finished frame, whose file is on the disk already."""
        image = frame.image
        self._database.execute(
            "INSERT OR REPLACE INTO frames VALUES (?,?,?,?,?,?,?,?,?)",
            (
                job,
                number,
                frame.step,
                frame.stage,
                frame.origin,
                image.width,
                image.height,
                image.size,
                image.sha256,
            ),
        )

    def cut_frames(self, job: str, count: int) -> None:
        """Forget the frames of a job from number `count` on."""
        self._database.execute("DELETE FROM frames WHERE job = ? AND number >= ?", (job, count))

    def remove_job(self, job: str) -> None:
        """Forget a job and its frames."""
        self._database.execute("DELETE FROM jobs WHERE job = ?", (job,))

    def jobs(self) -> list[StoredJob]:
        """Return all jobs, oldest first; frames end at the first number that is missing."""
        rows = self._database.execute("SELECT * FROM jobs ORDER BY created, rowid").fetchall()
        return [self._stored_job(row) for row in rows]

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
        )
        frames = self._frames(row["job"])
        return StoredJob(record, row["state"], row["sentence"], frames)

    def _frames(self, job: str) -> tuple[FrameRecord, ...]:
        rows = self._database.execute(
            "SELECT * FROM frames WHERE job = ? ORDER BY number", (job,)
        ).fetchall()
        frames: list[FrameRecord] = []
        for row in rows:
            if row["number"] != len(frames):
                break
            image = ImageHeader(CODEC, row["width"], row["height"], row["size"], row["sha256"], 0)
            frames.append(FrameRecord(row["step"], row["stage"], row["origin"], image))
        return tuple(frames)
