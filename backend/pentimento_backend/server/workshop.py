"""Gives queued jobs to workers and turns what the workers report into changes of the store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import zmq

from pentimento_protocol.keys import KeyPair
from pentimento_protocol.messages import Preview
from pentimento_protocol.wire import Message, ProtocolError, decode, encode

from ..engines.interface import EngineInfo
from ..storage.ledger import FrameRecord
from ..worker.device_memory import DeviceMemory
from ..worker.orders import (
    FROM_WORKER,
    ByProductWritten,
    CancelOrder,
    FrameWritten,
    MemoryReport,
    WorkEnded,
    WorkerBeat,
    WorkerReady,
    WorkOrder,
    WorkPreview,
    WorkProgress,
)
from .devices import Device
from .doorkeeper import WORKERS
from .followers import Followers, progress_of
from .job_store import Job, JobStore
from .waking_clock import WakingClock
from .worker_process import WorkerProcess

log = logging.getLogger(__name__)

MOST_DEATHS = 3
"""Worker deaths without a new frame after which a job is given up."""

LARGEST_LOG = 5_000_000
"""Bytes of the workers' log beyond which it is put aside at the next start."""


class Workshop:
    """All workers, and the socket they report to."""

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        server_keys: KeyPair,
        store: JobStore,
        followers: Followers,
        engines: Callable[[], Mapping[str, EngineInfo]],
        memory_budget: float,
        log_file: Path,
        clock: WakingClock,
    ) -> None:
        self.socket: zmq.Socket[bytes] = context.socket(zmq.ROUTER)
        self.socket.curve_server = True
        self.socket.curve_secretkey = server_keys.secret.encode("ascii")
        self.socket.zap_domain = WORKERS
        self.socket.linger = 0
        self._port = self.socket.bind_to_random_port("tcp://127.0.0.1")
        self._server_keys = server_keys
        self._store = store
        self._followers = followers
        self._engines = engines
        self._memory_budget = memory_budget
        self._log_file = log_file
        self._clock = clock
        self._workers: list[WorkerProcess] = []

    def employ(self, devices: Sequence[Device], keys: KeyPair) -> None:
        """Start a worker for each device that some engine can use."""
        if self._log_file.exists() and self._log_file.stat().st_size > LARGEST_LOG:
            self._log_file.replace(self._log_file.with_suffix(".old.log"))
        wanted = {kind for engine in self._engines().values() for kind in engine.devices}
        address = f"tcp://127.0.0.1:{self._port}"
        for device in devices:
            if device.kind in wanted:
                worker = WorkerProcess(
                    device, address, self._server_keys.public, keys, self._log_file, self._clock
                )
                self._workers.append(worker)
        self.supervise()
        self._tell_places()

    def assign(self) -> None:
        """Give the next queued jobs to free workers of a device they can use."""
        queued = self._store.queue()
        engines = self._engines() if queued else {}
        for job in queued:
            if self._worker_of(job) is not None:
                continue  # it was cancelled and resumed; its worker has not let go of it yet
            engine = engines.get(job.record.engine)
            if engine is None:
                sentence = f"The engine {job.record.engine} is no longer installed."
                self._fail(job, sentence, "no-engine")
                continue
            able = able_workers(engine, self._workers)
            free = next((worker for worker in able if worker.free), None)
            if free is not None:
                self._begin(free, job)
            elif all(worker.cannot_start for worker in able):
                self._fail(
                    job,
                    f"The engine's process cannot start; {self._log_file} says why. "
                    "Run `pentimento doctor`, then resume the job.",
                    "cannot-start",
                )
        self._tell_places()

    def take_up(self) -> None:
        """Give a job that somebody has put into the queue now its worker, as soon as one is free.

        What has kept the workers from starting may be mended by now.
        """
        for worker in self._workers:
            worker.try_again()
        self.assign()

    def paint_next(self, job: Job) -> None:
        """Put a queued job before the others."""
        self._store.put_first(job)
        self.assign()

    def cancel(self, job: Job) -> None:
        """Stop a queued or running job, keeping its frames."""
        worker = self._worker_of(job)
        self._store.set_state(job, "cancelled", "Cancelled.", "cancelled")
        if worker is not None:
            self._order(worker, CancelOrder("", job.record.job))
            worker.expect_cancel()
        self._followers.pump(job)
        self._tell_places()

    def receive(self) -> None:
        """Take one report from the socket."""
        route, *frames = self.socket.recv_multipart()
        try:
            message = decode(frames, FROM_WORKER)
        except ProtocolError:
            log.exception("a worker's report makes no sense")
            return
        if isinstance(message, WorkerReady):
            self._greet(route, message.device)
            return
        worker = next((worker for worker in self._workers if worker.route == route), None)
        if worker is None:
            return
        worker.hear()
        self._take(worker, message, frames[1:])

    def memory_of(self, device: Device) -> DeviceMemory:
        """Return what the device's worker has told of its memory."""
        found = (worker.memory for worker in self._workers if worker.device == device)
        return next(found, DeviceMemory())

    def free_memory(self) -> None:
        """Give all devices' memory back: at once, or when the job at work has ended."""
        for worker in self._workers:
            worker.retire()

    def supervise(self) -> None:
        """Look after the processes: kill the stuck, bury the dead, start new ones."""
        for worker in self._workers:
            reason = worker.check() or worker.start_if_needed()
            if reason is not None:
                self._bury(worker, reason)

    def close(self) -> None:
        """End all workers; jobs that run go on at the next start."""
        for worker in self._workers:
            worker.kill()
        self.socket.close()

    def _greet(self, route: bytes, device: str) -> None:
        for worker in self._workers:
            if worker.device.name == device:
                worker.greet(route)
        self.assign()

    def _take(self, worker: WorkerProcess, message: Message, payloads: list[bytes]) -> None:
        if isinstance(message, WorkerBeat):
            return
        if isinstance(message, MemoryReport):
            worker.memory = DeviceMemory(message.free, message.total)
            return
        if isinstance(message, WorkEnded):
            self._end(worker, message)
            return
        job = self._store.jobs.get(getattr(message, "job", ""))
        if job is not None and isinstance(message, ByProductWritten):
            self._store.add_by_product(job, message.name, message.size)
        if job is None or job.state != "running":
            return
        if isinstance(message, WorkProgress):
            job.fraction, job.note = message.fraction, message.note
            self._followers.tell(job, progress_of(job))
        elif isinstance(message, WorkPreview):
            self._followers.tell(job, Preview("", message.job, message.image), payloads)
        elif isinstance(message, FrameWritten):
            self._keep(job, message)

    def _keep(self, job: Job, frame: FrameWritten) -> None:
        if frame.index != len(job.frames):
            log.error("job %s: frame %d is out of order", job.record.job, frame.index)
            return
        job.deaths = 0
        record = FrameRecord(frame.step, frame.stage, frame.origin, frame.image, frame.layer)
        self._store.add_frame(job, record)
        self._followers.pump(job)

    def _begin(self, worker: WorkerProcess, job: Job) -> None:
        worker.begin(job.record.job)
        self._store.set_state(job, "running")
        job.fraction, job.note = 0.0, "starting"
        folder = self._store.folder(job.record.job).path
        order = WorkOrder("", job.record.job, str(folder), len(job.frames), self._memory_budget)
        self._order(worker, order)

    def _end(self, worker: WorkerProcess, message: WorkEnded) -> None:
        job = self._store.jobs.get(message.job)
        worker.end_job()
        if job is not None and job.state == "running":
            if message.sentence:
                self._fail(job, message.sentence, message.code)
            else:
                self._store.set_state(job, "finished")
                self._followers.pump(job)
        self.assign()

    def _bury(self, worker: WorkerProcess, reason: str) -> None:
        log.warning("the worker for %s has ended: %s", worker.device.name, reason)
        job = self._store.jobs.get(worker.job)
        worker.end_job()
        if worker.cannot_start:
            self.assign()
        if job is None or job.state != "running":
            return
        job.deaths += 1
        if job.deaths < MOST_DEATHS:
            self._store.set_state(job, "queued")
            self._store.put_first(job)
            return
        self._fail(
            job,
            f"The engine's process broke down {job.deaths} times ({reason}); its frames so far are "
            "kept. Try a smaller canvas, or resume the job.",
            "worker-lost",
        )

    def _fail(self, job: Job, sentence: str, code: str) -> None:
        self._store.set_state(job, "failed", sentence, code)
        self._followers.pump(job)

    def _tell_places(self) -> None:
        """Tell the followers of waiting jobs whose place in the queue is another one now."""
        queue = self._store.queue()
        for place, job in enumerate(queue, start=1):
            if job.place != place:
                job.place = place
                self._followers.tell(job, progress_of(job))

    def _worker_of(self, job: Job) -> WorkerProcess | None:
        return next((worker for worker in self._workers if worker.job == job.record.job), None)

    def _order(self, worker: WorkerProcess, order: Message) -> None:
        assert worker.route is not None
        self.socket.send_multipart([worker.route, *encode(order)])


def able_workers(engine: EngineInfo, workers: Sequence[WorkerProcess]) -> list[WorkerProcess]:
    """Return the workers of the best kind of device for the engine that is here and starts.

    Where none starts, those of all its kinds are returned.
    """
    able: list[WorkerProcess] = []
    for kind in engine.devices:
        of_kind = [worker for worker in workers if worker.device.kind == kind]
        able += of_kind
        if any(not worker.cannot_start for worker in of_kind):
            return of_kind
    return able
