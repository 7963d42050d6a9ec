"""A list of more jobs than a header holds comes in several answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running_backend import RunningBackend

from pentimento_backend.storage.job_folder import JobFolder
from pentimento_backend.storage.ledger import JobRecord, Ledger
from pentimento_protocol import limits
from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.messages import Delete, Done, JobList, ListJobs
from pentimento_protocol.wire import encode

JOBS = 400
PROMPT = "山の上の小さな家、夕焼け" * 40
"""A prompt whose JSON takes 2880 bytes."""


def fill(folder: Path) -> list[str]:
    """Keep many cancelled jobs, as years of painting would; returns their ids, newest first."""
    ledger = Ledger(folder / "jobs.sqlite")
    ledger._database.execute("BEGIN")
    names = [f"job-{number:05}" for number in range(JOBS)]
    for number, name in enumerate(names):
        JobFolder(folder / "jobs", name).write_request([b"{}"])
        record = JobRecord(
            job=name,
            task="imagine",
            engine="process_painter",
            engine_version="1",
            title="a house",
            tag="even" if number % 2 == 0 else "odd",
            width=512,
            height=512,
            frames=24,
            seed=number,
            options={"prompt": PROMPT},
            # the clock was put back meanwhile, which changes nothing about what came first
            created=1000.0 - number,
            digest="0" * 64,
            request_bytes=2,
        )
        ledger.add_job(record)
        ledger.set_state(name, "cancelled", "Cancelled.", "cancelled")
    ledger._database.execute("COMMIT")
    ledger.close()
    return names[::-1]


@pytest.fixture
def long_list(own_backend: RunningBackend) -> Iterator[tuple[Client, list[str]]]:
    """A client of a backend with many jobs, and their ids, newest first."""
    names = fill(own_backend.folder)
    own_backend.start()
    client = own_backend.client()
    yield client, names
    client.close()


def test_all_jobs_are_listed_in_answers_that_a_header_holds(
    long_list: tuple[Client, list[str]],
) -> None:
    client, names = long_list
    first = client.ask(ListJobs(new_id()), JobList)
    assert first.more and 0 < len(first.jobs) < JOBS
    assert len(encode(first)[0]) <= limits.MAX_HEADER_BYTES
    listed = client.list_jobs()
    assert [job.job for job in listed] == names
    assert listed[-1].options == {"prompt": PROMPT}


def test_a_list_by_tag_goes_on_where_it_was(long_list: tuple[Client, list[str]]) -> None:
    client, names = long_list
    answer = client.ask(ListJobs(new_id(), "odd", after=names[JOBS - 10]), JobList)
    assert [job.job for job in answer.jobs] == names[JOBS - 8 :: 2]
    assert answer.more is False


def test_a_list_that_goes_on_behind_a_deleted_job(long_list: tuple[Client, list[str]]) -> None:
    client, names = long_list
    client.ask(Delete(new_id(), names[5]), Done)
    with pytest.raises(RequestRefused) as caught:
        client.ask(ListJobs(new_id(), after=names[5]), JobList)
    assert caught.value.code == "no-job"
