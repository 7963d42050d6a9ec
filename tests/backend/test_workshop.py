"""The workshop among several workers, spoken to over its own socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import zmq
from asking import painting, submission

from pentimento_backend.engines.procedural.info import INFO
from pentimento_backend.server.background import Background
from pentimento_backend.server.devices import Device
from pentimento_backend.server.followers import Followers
from pentimento_backend.server.intake import check_submission
from pentimento_backend.server.job_store import THREADS, Job, JobStore
from pentimento_backend.server.waking_clock import WakingClock
from pentimento_backend.server.worker_process import BEAT_PATIENCE, WorkerProcess
from pentimento_backend.server.workshop import Workshop
from pentimento_backend.worker.orders import TO_WORKER, WorkEnded, WorkerReady, WorkOrder
from pentimento_protocol.keys import KeyPair, new_key_pair
from pentimento_protocol.wire import Message, decode, encode

DEVICES = (Device("cuda:0", "first"), Device("cuda:1", "second"))
ENGINE = replace(INFO, devices=("cuda",))


@dataclass
class Floor:
    """A workshop whose two workers are played by sockets of the test."""

    workshop: Workshop
    store: JobStore
    workers: list[zmq.Socket[bytes]]

    def tell(self, worker: int, message: Message) -> None:
        self.workers[worker].send_multipart(encode(message))
        assert self.workshop.socket.poll(5000)
        self.workshop.receive()

    def orders(self, worker: int) -> list[Message]:
        heard: list[Message] = []
        while self.workers[worker].poll(200):
            heard.append(decode(self.workers[worker].recv_multipart(), TO_WORKER))
        return heard


@pytest.fixture
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    monkeypatch.setattr(WorkerProcess, "start_if_needed", lambda self: None)
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    server_keys, worker_keys = new_key_pair(), new_key_pair()
    background = Background(context, THREADS)
    store = JobStore(tmp_path, background, 10**9)
    workshop = Workshop(
        context,
        server_keys,
        store,
        Followers(store, lambda route, message, payloads: None),
        lambda: {ENGINE.name: ENGINE},
        0.0,
        tmp_path / "worker.log",
        WakingClock(),
    )
    workshop.employ(DEVICES, worker_keys)
    workers = [_worker(context, workshop, server_keys, worker_keys) for _ in DEVICES]
    yield Floor(workshop, store, workers)
    for worker in workers:
        worker.close(linger=0)
    workshop.close()
    background.close()
    store.close()
    context.term()


def _worker(
    context: zmq.Context[zmq.Socket[bytes]], workshop: Workshop, server: KeyPair, own: KeyPair
) -> zmq.Socket[bytes]:
    socket = context.socket(zmq.DEALER)
    socket.curve_serverkey = server.public.encode()
    socket.curve_publickey = own.public.encode()
    socket.curve_secretkey = own.secret.encode()
    socket.connect(workshop.socket.getsockopt_string(zmq.LAST_ENDPOINT))
    return socket


def test_a_resumed_job_waits_until_its_worker_has_let_go_of_it(floor: Floor) -> None:
    message, payloads = submission(painting())
    record = check_submission(message, payloads, {INFO.name: INFO})
    job = floor.store.jobs[record.job] = Job(record)
    floor.tell(0, WorkerReady("", DEVICES[0].name))
    assert [type(order) for order in floor.orders(0)] == [WorkOrder]
    floor.tell(1, WorkerReady("", DEVICES[1].name))
    floor.workshop.cancel(job)
    floor.store.set_state(job, "queued")
    floor.workshop.assign()
    assert floor.orders(1) == []
    floor.orders(0)
    floor.tell(0, WorkEnded("", record.job, "Cancelled.", "cancelled"))
    assert [type(order) for order in floor.orders(0)] == [WorkOrder]
    assert job.state == "running"


def test_a_worker_is_not_stuck_because_the_backend_slept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = 100.0
    monkeypatch.setattr("pentimento_backend.server.waking_clock.time.monotonic", lambda: time)
    clock = WakingClock()
    worker = WorkerProcess(
        Device("cpu", ""), "tcp://127.0.0.1:9", "", new_key_pair(), tmp_path / "worker.log", clock
    )
    assert worker.start_if_needed() is None
    worker.greet(b"route")
    time += 3600
    clock.tick()
    assert worker.check() is None
    for _ in range(int(BEAT_PATIENCE) + 1):
        time += 1
        clock.tick()
    assert worker.check() == "it was stuck"
