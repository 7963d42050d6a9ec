"""The answer to ListJobs, which may take several."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from pentimento_protocol import limits
from pentimento_protocol.descriptions import JobSummary
from pentimento_protocol.messages import JobList, ListJobs

from .job_store import Job, JobStore

ROOM = limits.MAX_HEADER_BYTES - 1000
"""Bytes of a header that summaries may take; the rest is for what else the header says."""


def job_list(store: JobStore, message: ListJobs) -> JobList:
    """Return what `message` asks for, or its beginning where that is more than a header holds.

    Raises ProtocolError "no-job" where the job to go on behind is not there (any more).
    """
    listed: list[JobSummary] = []
    room = ROOM
    for job in _newest_first(store, message.after):
        if message.tag not in (None, job.record.tag):
            continue
        summary = job.summary()
        room -= len(json.dumps(asdict(summary)))
        if room < 0:
            return JobList(message.id, listed, more=True)
        listed.append(summary)
    return JobList(message.id, listed, more=False)


def _newest_first(store: JobStore, after: str | None) -> Iterator[Job]:
    jobs = reversed(store.jobs.values())
    if after is not None:
        last = store.find(after)
        for job in jobs:
            if job is last:
                break
    return jobs
