"""The order in which waiting jobs are painted, and who is told of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from asking import collect, painting, submit
from running_backend import RunningBackend

from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Done,
    JobList,
    ListJobs,
    PaintNext,
    Progress,
    Resume,
)


@pytest.fixture
def at_work(client: Client) -> Iterator[str]:
    """A job that keeps the one worker busy until the test has ended."""
    job = submit(client, painting(640, 480), frames=60)
    client.follow(job)
    collect(client, job, until_frame=0)
    yield job
    client.ask(Cancel(new_id(), job), Done)


def places(client: Client) -> dict[str, int | None]:
    """Each kept job's place among those that wait."""
    jobs = client.ask(ListJobs(new_id()), JobList).jobs
    return {job.job: job.place for job in jobs}


def heard_places(client: Client, count: int) -> list[tuple[str, int]]:
    """The next places that a client is told of: job and place."""
    heard: list[tuple[str, int]] = []
    deadline = time.monotonic() + 10
    while len(heard) < count and time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            message = arrival.message
            if isinstance(message, Progress) and message.place is not None:
                heard.append((message.job, message.place))
    return heard


def test_the_chosen_job_is_painted_next(client: Client, at_work: str) -> None:
    first, second, third = (submit(client, painting(), frames=2) for _ in range(3))
    assert places(client)[at_work] is None
    assert [places(client)[job] for job in (first, second, third)] == [1, 2, 3]
    client.ask(PaintNext(new_id(), second), Done)
    client.ask(PaintNext(new_id(), third), Done)
    assert [places(client)[job] for job in (third, second, first)] == [1, 2, 3]
    for job in (first, second, third):
        client.follow(job)
    client.ask(Cancel(new_id(), at_work), Done)
    ended: list[str] = []
    deadline = time.monotonic() + 60
    while len(ended) < 3 and time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            message = arrival.message
            if getattr(message, "state", "") == "finished":
                ended.append(getattr(message, "job", ""))
    assert ended == [third, second, first]
    assert {places(client)[job] for job in ended} == {None}


def test_followers_are_told_of_their_place(
    backend: RunningBackend, client: Client, at_work: str
) -> None:
    first, second = submit(client, painting(), frames=2), submit(client, painting(), frames=2)
    onlooker = backend.client()
    for place, job in enumerate((first, second), start=1):
        onlooker.follow(job)
        assert heard_places(onlooker, 1) == [(job, place)]
    client.ask(PaintNext(new_id(), second), Done)
    assert sorted(heard_places(onlooker, 2)) == sorted([(second, 1), (first, 2)])
    client.ask(Cancel(new_id(), second), Done)
    assert heard_places(onlooker, 1) == [(first, 1)]
    client.ask(Resume(new_id(), second), Accepted)
    assert places(client)[second] == 1, "it has kept the turn it was given"
    onlooker.close()
    for job in (first, second):
        client.ask(Cancel(new_id(), job), Done)


def test_only_what_waits_can_be_put_first(client: Client, at_work: str) -> None:
    for job, code in ((at_work, "not-waiting"), ("nobody-knows-it", "no-job")):
        with pytest.raises(RequestRefused) as caught:
            client.ask(PaintNext(new_id(), job), Done)
        assert caught.value.code == code


def test_the_order_outlives_the_backend(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    at_work = submit(client, painting(640, 480), frames=60)
    client.follow(at_work)
    collect(client, at_work, until_frame=0)
    first, second, third = (submit(client, painting(), frames=2) for _ in range(3))
    client.ask(PaintNext(new_id(), third), Done)
    order = places(client)
    assert [order[job] for job in (third, first, second)] == [1, 2, 3]
    client.close()
    own_backend.kill()
    own_backend.start()
    client = own_backend.client()
    client.follow(at_work)
    collect(client, at_work, until_frame=3)  # broken off, it goes on before those that waited
    assert places(client) == order
    client.close()


def test_an_older_client_is_told_of_no_place(client: Client, at_work: str) -> None:
    job = submit(client, painting(), frames=2)
    older = Client(client.connection)
    say = older._socket.send_multipart

    def as_before(frames: list[bytes], *rest: object, **more: object) -> object:
        header = {**json.loads(frames[0]), "protocol": [1, 3]}
        return say([json.dumps(header).encode(), *frames[1:]])

    older._socket.send_multipart = as_before  # type: ignore[method-assign,assignment]
    older.open()
    older.wait_for_welcome(20)
    older.follow(job)
    heard = [arrival.message for _ in range(5) for arrival in older.poll(0.1)]
    older.close()
    told = [message for message in heard if isinstance(message, Progress)]
    assert told
    assert all(message.place is None for message in told)
    assert set(places(client)) >= {job}
    client.ask(Cancel(new_id(), job), Done)
