"""The life of a job: asked for, painted, followed, cancelled, killed, resumed, deleted."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import pytest
from asking import collect, frames_of, painting, submission, submit
from running_backend import RunningBackend

from pentimento_protocol import limits
from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Delete,
    Done,
    Follow,
    FrameArrived,
    JobList,
    ListJobs,
    Preview,
    Progress,
    Received,
    Resume,
)


def job_state(client: Client, job: str) -> str:
    jobs = client.ask(ListJobs(new_id()), JobList).jobs
    return next((summary.state for summary in jobs if summary.job == job), "deleted")


def wait_for_state(client: Client, job: str, *states: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        state = job_state(client, job)
        if state in states:
            return state
        time.sleep(0.05)
    raise AssertionError(f"job {job} is {job_state(client, job)}, not {states}")


def test_frames_come_in_order_and_end_on_the_canvas(client: Client) -> None:
    image = painting()
    job = submit(client, image, frames=6)
    client.follow(job)
    frames, ended = collect(client, job)
    messages = [arrival.message for arrival in frames]
    assert ended is not None and ended.state == "finished" and ended.frames == 6
    assert [m.index for m in messages if isinstance(m, FrameArrived)] == list(range(6))
    steps = [m.step for m in messages if isinstance(m, FrameArrived)]
    assert steps[0] == 999 and steps[-1] == 0 and sorted(steps, reverse=True) == steps
    last = messages[-1]
    assert isinstance(last, FrameArrived) and last.origin == "given"
    assert frames[-1].pixels() == image.tobytes()
    assert frames[0].pixels() != image.tobytes()


def test_progress_comes_before_the_first_frame(client: Client) -> None:
    job = submit(client, painting(256, 192), seed=11)
    client.follow(job)
    notes: list[str] = []
    while True:
        arrivals = client.poll(0.2)
        notes += [a.message.note for a in arrivals if isinstance(a.message, Progress)]
        if any(isinstance(a.message, (FrameArrived, Preview)) for a in arrivals):
            break
    assert notes
    collect(client, job)


def test_same_submission_twice_is_one_job(client: Client) -> None:
    message, payloads = submission(painting(), frames=3)
    client.ask(message, Accepted, payloads)
    client.ask(message, Accepted, payloads)
    client.follow(message.job)
    frames, _ = collect(client, message.job)
    assert len(frames) == 3
    assert client.ask(message, Accepted, payloads).state == "finished"


def test_a_submission_sent_again_while_it_arrives_is_accepted_when_it_is_there(
    client: Client,
) -> None:
    message, payloads = submission(painting(2400, 1800), frames=2)
    again = replace(message, id=new_id())
    for sent in (message, again):
        client.send(sent, payloads)
    accepted: set[str] = set()
    deadline = time.monotonic() + 60
    while len(accepted) < 2 and time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            if isinstance(arrival.message, Accepted):
                client.ask(Follow(new_id(), message.job, 0), Accepted)
                accepted.add(arrival.message.id)
    assert accepted == {message.id, again.id}
    client.ask(Cancel(new_id(), message.job), Done)


def test_another_submission_with_the_same_id_is_refused(client: Client) -> None:
    message, payloads = submission(painting(), frames=3)
    client.ask(message, Accepted, payloads)
    other, other_payloads = submission(painting(), frames=4, job=message.job)
    with pytest.raises(RequestRefused) as refusal:
        client.ask(other, Accepted, other_payloads)
    assert refusal.value.code == "job-exists"


def test_follow_from_a_frame_gives_the_rest_only(client: Client) -> None:
    job = submit(client, painting(), frames=5)
    wait_for_state(client, job, "finished")
    client.follow(job, from_frame=3)
    frames, _ = collect(client, job)
    assert [f.message.index for f in frames if isinstance(f.message, FrameArrived)] == [3, 4]


def test_client_that_does_not_acknowledge_gets_few_frames(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = submit(client, painting(), frames=10)
    wait_for_state(client, job, "finished")
    real_send = client.send

    def send_all_but_received(message, payloads=()):
        return message.id if isinstance(message, Received) else real_send(message, payloads)

    monkeypatch.setattr(client, "send", send_all_but_received)
    client.follow(job)
    deadline = time.monotonic() + 1.5
    frames = []
    while time.monotonic() < deadline:
        frames += [a for a in client.poll(0.1) if isinstance(a.message, FrameArrived)]
    assert len(frames) == limits.FRAMES_IN_FLIGHT
    monkeypatch.undo()
    client.follow(job, from_frame=3)
    rest, _ = collect(client, job)
    assert len(rest) == 7


def test_cancel_keeps_the_frames_and_resume_goes_on(client: Client) -> None:
    image = painting(640, 480)
    job = submit(client, image, frames=30)
    client.follow(job)
    collect(client, job, until_frame=1)
    asked = time.monotonic()
    client.ask(Cancel(new_id(), job), Done)
    _, ended = collect(client, job)
    assert ended is not None and (ended.state, ended.code) == ("cancelled", "cancelled")
    assert time.monotonic() - asked < 5
    assert 2 <= ended.frames < 30
    client.ask(Resume(new_id(), job), Accepted)
    client.follow(job, from_frame=ended.frames)
    frames, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    assert frames[-1].pixels() == image.tobytes()


def test_cancelled_worker_takes_the_next_job(client: Client) -> None:
    first = submit(client, painting(640, 480), frames=30)
    second = submit(client, painting(), frames=3)
    wait_for_state(client, first, "running")
    client.ask(Cancel(new_id(), first), Done)
    assert wait_for_state(client, second, "finished") == "finished"


def test_jobs_are_listed_by_tag_and_deleted(client: Client) -> None:
    job = submit(client, painting(), frames=2, tag="another document")
    wait_for_state(client, job, "finished")
    assert [j.job for j in client.ask(ListJobs(new_id(), "another document"), JobList).jobs] == [
        job
    ]
    client.ask(Delete(new_id(), job), Done)
    assert client.ask(ListJobs(new_id(), "another document"), JobList).jobs == []
    with pytest.raises(RequestRefused, match="may have been deleted"):
        client.ask(Follow(new_id(), job, 0), Accepted)


def test_who_still_fetches_a_deleted_job_is_told(backend: RunningBackend, client: Client) -> None:
    job = submit(client, painting(), frames=8)
    frames_of(client, job)
    slow = backend.client()
    slow.follow(job)
    # not read yet, and so not acknowledged: the backend holds the later frames back
    assert slow._socket.poll(20_000)
    client.ask(Delete(new_id(), job), Done)
    frames, ended = collect(slow, job)
    assert ended is not None and (ended.state, ended.code) == ("failed", "deleted")
    assert ended.frames == len(frames) <= limits.FRAMES_IN_FLIGHT
    assert "deleted" in ended.sentence
    slow.close()


def test_running_job_is_not_deleted(client: Client) -> None:
    job = submit(client, painting(640, 480), frames=30)
    with pytest.raises(RequestRefused, match="cancel it first"):
        client.ask(Delete(new_id(), job), Done)
    client.ask(Cancel(new_id(), job), Done)


def test_worker_killed_in_a_job_costs_nothing(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    image = painting(640, 480)
    job = submit(client, image, frames=20)
    client.follow(job)
    before, _ = collect(client, job, until_frame=2)
    (worker,) = own_backend.worker_pids()
    os.kill(worker, signal.SIGKILL)
    after, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    indices = [a.message.index for a in before + after if isinstance(a.message, FrameArrived)]
    assert indices == list(range(20))
    assert after[-1].pixels() == image.tobytes()
    client.close()


def test_backend_killed_in_a_job_goes_on_at_the_next_start(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    image = painting(640, 480)
    job = submit(client, image, frames=20, seed=3)
    client.follow(job)
    before, _ = collect(client, job, until_frame=2)
    workers = own_backend.worker_pids()
    own_backend.kill()
    client.close()
    deadline = time.monotonic() + 5
    while any(_runs(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in workers), "the worker outlived its server"
    own_backend.start()
    client = own_backend.client()
    client.follow(job, from_frame=len(before))
    after, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    assert len(before) + len(after) == 20
    uninterrupted = submit(client, image, frames=20, seed=3)
    client.follow(uninterrupted)
    whole, _ = collect(client, uninterrupted)
    assert [a.pixels() for a in before + after] == [a.pixels() for a in whole]
    client.close()


def test_reconnecting_client_misses_nothing(own_backend: RunningBackend) -> None:
    own_backend.start()
    port = int(own_backend.client().connection.address.rsplit(":", 1)[1])
    own_backend.stop()
    own_backend.settings = {"port": port}
    own_backend.start()
    client = own_backend.client()
    job = submit(client, painting(640, 480), frames=20)
    client.follow(job)
    before, _ = collect(client, job, until_frame=2)
    own_backend.kill()
    own_backend.start()
    after, ended = collect(client, job)
    assert ended is not None and ended.state == "finished"
    indices = [a.message.index for a in before + after if isinstance(a.message, FrameArrived)]
    assert indices == list(range(20))
    client.close()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
