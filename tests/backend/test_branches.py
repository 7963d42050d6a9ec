"""A job that goes on from a frame of another one, and the tree that such jobs make."""

from __future__ import annotations

from dataclasses import replace

from asking import branch_off, frames_of, painting, submission, submit
from running_backend import RunningBackend

from pentimento_protocol.client import Client, new_id
from pentimento_protocol.descriptions import Branch, JobSummary
from pentimento_protocol.messages import (
    Accepted,
    Delete,
    Done,
    FrameArrived,
    JobList,
    ListJobs,
)


def summary(client: Client, job: str) -> JobSummary:
    jobs = client.ask(ListJobs(new_id()), JobList).jobs
    return next(found for found in jobs if found.job == job)


def test_a_branch_begins_on_its_parents_frame_and_goes_on_otherwise(client: Client) -> None:
    parent = submit(client, painting(), frames=6)
    before = frames_of(client, parent)
    branch = branch_off(client, parent, before[3], 3)
    after = frames_of(client, branch)
    assert after[0].pixels() == before[3].pixels()
    first, last = after[0].message, after[-1].message
    assert isinstance(first, FrameArrived)
    assert isinstance(last, FrameArrived)
    assert first.step == before[3].message.step  # type: ignore[attr-defined]
    assert first.origin == "generated", "an engine's frame is not the artist's own"
    assert last.step == 0
    assert after[-1].pixels() != before[-1].pixels()
    assert summary(client, branch).parent == Branch(parent, 3)
    assert summary(client, parent).parent is None


def test_the_artists_own_stays_so_in_a_branch(client: Client) -> None:
    unfinished, payloads = submission(painting(), frames=3, task="complete")
    unfinished = replace(unfinished, givens=[replace(unfinished.givens[0], step=500)])
    client.ask(unfinished, Accepted, payloads)
    own = frames_of(client, unfinished.job)[0]
    branch = branch_off(client, unfinished.job, own, 0)
    first = frames_of(client, branch)[0].message
    assert isinstance(first, FrameArrived)
    assert (first.step, first.origin) == (500, "given")


def test_the_tree_outlives_the_backend_and_its_root(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    root = submit(client, painting(), frames=4)
    child = branch_off(client, root, frames_of(client, root)[1], 1)
    grandchild = branch_off(client, child, frames_of(client, child)[2], 2)
    frames_of(client, grandchild)
    client.ask(Delete(new_id(), root), Done)
    client.close()
    own_backend.stop()
    own_backend.start()
    client = own_backend.client()
    jobs = {job.job: job.parent for job in client.ask(ListJobs(new_id()), JobList).jobs}
    assert jobs == {child: Branch(root, 1), grandchild: Branch(child, 2)}
    assert len(frames_of(client, child)) == 4
    client.close()


def test_a_parent_that_the_store_never_had_is_noted_all_the_same(client: Client) -> None:
    somewhere = submit(client, painting(), frames=3)
    frame = frames_of(client, somewhere)[1]
    branch = branch_off(client, "another-backends-job", frame, 17)
    assert summary(client, branch).parent == Branch("another-backends-job", 17)
