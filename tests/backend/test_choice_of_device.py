"""A job goes to the best device that its engine can use, and waits for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pentimento_backend.engines.procedural.info import INFO
from pentimento_backend.server import worker_process
from pentimento_backend.server.devices import Device
from pentimento_backend.server.waking_clock import WakingClock
from pentimento_backend.server.worker_process import WorkerProcess
from pentimento_backend.server.workshop import able_workers
from pentimento_protocol.keys import new_key_pair

ENGINE = replace(INFO, devices=("cuda", "mps", "cpu"))


@pytest.fixture
def workers(tmp_path):
    keys = new_key_pair()
    names = ("cpu", "cuda:0", "cuda:1")
    log = tmp_path / "worker.log"
    clock = WakingClock()
    return [WorkerProcess(Device(name, ""), "tcp://", "", keys, log, clock) for name in names]


def _names(workers):
    return [worker.device.name for worker in workers]


def test_the_best_kind_that_is_here_is_taken(workers):
    assert _names(able_workers(ENGINE, workers)) == ["cuda:0", "cuda:1"]
    assert _names(able_workers(INFO, workers)) == ["cpu"]


def test_a_kind_whose_workers_cannot_start_is_passed_over(workers):
    for worker in workers[1:]:
        worker._failed_starts = worker_process.MOST_FAILED_STARTS
    assert _names(able_workers(ENGINE, workers)) == ["cpu"]


def test_where_nothing_starts_all_are_named(workers):
    for worker in workers:
        worker._failed_starts = worker_process.MOST_FAILED_STARTS
    assert len(able_workers(ENGINE, workers)) == 3
