"""How a job that goes wrong in its engine is told: a sentence for people, a code for programs."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import zmq
from asking import painting, submission

from pentimento_backend.engines.interface import Engine, Frame, ProcessRequest, UnpaintableRequest
from pentimento_backend.engines.procedural.info import INFO
from pentimento_backend.engines.process_painter.info import INFO as WITH_MODELS
from pentimento_backend.models.problem import MemoryShort, ModelsMissing
from pentimento_backend.storage.job_folder import JobFolder, StoreFull
from pentimento_backend.worker import painting as work
from pentimento_backend.worker.orders import FROM_WORKER, WorkEnded, WorkOrder
from pentimento_backend.worker.outbox import Outbox
from pentimento_backend.worker.studio import WorkerStudio
from pentimento_protocol.wire import decode, encode


class Troubled:
    """An engine to which something happens before its first frame."""

    def __init__(self, trouble: Exception) -> None:
        self.info = INFO
        self._trouble = trouble

    def paint(self, request: ProcessRequest, studio: WorkerStudio) -> Iterator[Frame]:
        raise self._trouble
        yield


def ending(folder: Path, engine: object, monkeypatch: pytest.MonkeyPatch) -> WorkEnded:
    """Let the engine do a job; returns what the server is told in the end."""
    job = JobFolder(folder, "job-0001")
    if not job.path.exists():
        job.write_request(encode(*submission(painting(), frames=2)))
    monkeypatch.setattr(work, "load_engine", lambda name: cast(Engine, engine))
    context = zmq.Context()
    try:
        outbox = Outbox(context)
        order = WorkOrder("", "job-0001", str(job.path), 0, 0.0)
        work.do_order(order, job, WorkerStudio(job, "cpu", outbox), outbox)
        while outbox.inlet.poll(1000):
            message = decode(outbox.inlet.recv_multipart(), FROM_WORKER)
            if isinstance(message, WorkEnded):
                return message
    finally:
        context.destroy(linger=0)
    raise AssertionError("the worker told of no end")


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (UnpaintableRequest("Two givens overlap."), "unpaintable", "Two givens overlap."),
        (ModelsMissing("Get it first."), "models-missing", "Get it first."),
        (MemoryShort("Too large for 4 GB."), "out-of-memory", "Too large for 4 GB."),
        (MemoryError(), "out-of-memory", "scale a copy down"),
        (StoreFull("The disk is full."), "disk-full", "The disk is full."),
        (OSError(errno.EIO, "I/O error"), "cannot-write", "could not be written"),
        (ZeroDivisionError(), "engine-error", "ZeroDivisionError"),
    ],
)
def test_each_trouble_has_its_sentence_and_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    code: str,
    words: str,
) -> None:
    ended = ending(tmp_path, Troubled(trouble), monkeypatch)
    assert ended.code == code
    assert words in ended.sentence


@pytest.mark.parametrize("lost", ["request.json", "payload_0000.bin"])
def test_a_request_that_is_not_on_the_disk_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    job = JobFolder(tmp_path, "job-0001")
    message, payloads = submission(painting(), frames=2)
    job.write_request(encode(message, payloads))
    (job.path / lost).unlink()
    ended = ending(tmp_path, Troubled(ZeroDivisionError()), monkeypatch)
    assert ended.code == "cannot-read"
    assert "can no longer be read" in ended.sentence


@pytest.mark.parametrize(
    ("options", "budget", "expected"),
    [
        ({}, 6.0, 6.0),
        ({"memory_budget": 0.0}, 6.0, 6.0),
        ({"memory_budget": 4.0}, 6.0, 4.0),
        ({}, 0.0, 0.0),
    ],
)
def test_the_backends_memory_budget_counts_where_the_job_names_none(
    options: dict[str, float], budget: float, expected: float
) -> None:
    request = ProcessRequest("imagine", 8, 8, (), 4, 1, options=options)
    bound = work._within_budget(request, WITH_MODELS, budget)
    assert bound.options["memory_budget"] == expected
    assert work._within_budget(request, INFO, budget).options == options
