"""Frames out of the store beside the plugin's own session, with the real backend, without Krita."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pentimento_protocol.connection import read_connection
from pentimento_protocol.messages import FrameArrived

from .krita_harness import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "tests" / "backend"))
sys.path.insert(0, str(REPOSITORY / "krita_plugin"))

from asking import collect, painting, submit
from running_backend import RunningBackend

from pentimento.link.frame_fetch import FramesMissing, fetch_frames

FRAMES = 6


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    running = RunningBackend(tmp_path_factory.mktemp("home"))
    running.start()
    yield running
    running.stop()


def fetched(backend: RunningBackend, job: str, first: int, count: int) -> list[tuple[int, bytes]]:
    connection = read_connection(Path(backend.folder) / "connection.json")
    frames = []
    for arrival in fetch_frames(connection, job, first, count):
        assert isinstance(arrival.message, FrameArrived)
        frames.append((arrival.message.index, arrival.pixels()))
    return frames


def test_single_frames_and_ranges_are_those_of_the_job(backend: RunningBackend) -> None:
    client = backend.client()
    job = submit(client, painting(), FRAMES)
    client.follow(job)
    all_frames = [arrival.pixels() for arrival in collect(client, job)[0]]
    assert len(all_frames) == FRAMES
    assert fetched(backend, job, 3, 1) == [(3, all_frames[3])]
    assert fetched(backend, job, FRAMES - 1, 1) == [(FRAMES - 1, all_frames[-1])]
    assert fetched(backend, job, 0, FRAMES) == list(enumerate(all_frames))
    client.close()


def test_the_session_that_follows_the_job_misses_nothing(backend: RunningBackend) -> None:
    client = backend.client()
    job = submit(client, painting(400, 300), 12)
    client.follow(job)
    first = collect(client, job, until_frame=0)[0]
    assert [index for index, _ in fetched(backend, job, 1, 2)] == [1, 2]
    rest = collect(client, job)[0]
    indexes = [arrival.message.index for arrival in [*first, *rest]]
    assert indexes == list(range(12))
    client.close()


def test_what_is_not_in_the_store_is_missing(backend: RunningBackend) -> None:
    with pytest.raises(FramesMissing):
        fetched(backend, "0" * 32, 0, 1)
    client = backend.client()
    job = submit(client, painting(), FRAMES)
    client.follow(job)
    collect(client, job)
    with pytest.raises(FramesMissing, match="does not have this frame"):
        fetched(backend, job, FRAMES, 1)
    client.close()
