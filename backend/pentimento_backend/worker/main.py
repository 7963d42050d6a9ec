"""The worker process: one device, one job at a time, killed without loss at any moment.

Started by the server as `python -m pentimento_backend.worker.main`, with a line of JSON on standard
input that says where to report. When that pipe closes, the server is gone and the worker ends.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from pathlib import Path

import zmq

from pentimento_protocol import limits
from pentimento_protocol.wire import decode

from ..engines.registry import engine_infos, load_engine
from ..parent_pipe import read_order, when_left_alone
from ..storage.job_folder import JobFolder
from .device_memory import memory_of
from .orders import TO_WORKER, CancelOrder, MemoryReport, WorkerBeat, WorkerReady, WorkOrder
from .outbox import Outbox
from .painting import do_order
from .post import Post
from .studio import WorkerStudio

log = logging.getLogger(__name__)


class Worker:
    """Receives orders, paints them in a thread, and sends what the threads report."""

    def __init__(self, post: Post) -> None:
        self._post = post
        context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._outbox = Outbox(context)
        self._socket: zmq.Socket[bytes] = context.socket(zmq.DEALER)
        self._socket.curve_serverkey = post.server_key.encode("ascii")
        self._socket.curve_publickey = post.worker_keys.public.encode("ascii")
        self._socket.curve_secretkey = post.worker_keys.secret.encode("ascii")
        self._socket.connect(post.address)
        self._job = ""
        self._studio: WorkerStudio | None = None

    def run(self) -> None:
        """Work until the process is ended."""
        load_what_needs_no_models(self._post.device)
        self._outbox.send(WorkerReady("", self._post.device))
        threading.Thread(target=self._report_memory, name="memory", daemon=True).start()
        poller = zmq.Poller()
        poller.register(self._socket, zmq.POLLIN)
        poller.register(self._outbox.inlet, zmq.POLLIN)
        next_beat = time.monotonic()
        while True:
            ready = dict(poller.poll(int(limits.HEARTBEAT_INTERVAL * 1000)))
            if self._outbox.inlet in ready:
                self._socket.send_multipart(self._outbox.inlet.recv_multipart())
            if self._socket in ready:
                self._take(self._socket.recv_multipart())
            if time.monotonic() >= next_beat:
                next_beat = time.monotonic() + limits.HEARTBEAT_INTERVAL
                self._outbox.send(WorkerBeat(""))

    def _take(self, frames: list[bytes]) -> None:
        order = decode(frames, TO_WORKER)
        if isinstance(order, WorkOrder):
            self._job = order.job
            path = Path(order.folder)
            folder = JobFolder(path.parent, path.name)
            self._studio = WorkerStudio(folder, self._post.device, self._outbox)
            arguments = (order, folder, self._studio)
            threading.Thread(target=self._do, args=arguments, name="painting", daemon=True).start()
        elif isinstance(order, CancelOrder) and self._studio is not None and order.job == self._job:
            self._studio.cancel()

    def _do(self, order: WorkOrder, folder: JobFolder, studio: WorkerStudio) -> None:
        do_order(order, folder, studio, self._outbox)
        self._report_memory()

    def _report_memory(self) -> None:
        memory = memory_of(self._post.device)
        self._outbox.send(MemoryReport("", memory.free, memory.total))


def load_what_needs_no_models(device: str) -> None:
    """Load the device's engines that need no models, so that the first frame comes sooner.

    One that cannot be loaded is left to the job that asks for it, which then says so.
    """
    kind = device.partition(":")[0]
    for info in engine_infos():
        if not info.models and kind in info.devices:
            try:
                load_engine(info.name)
            except Exception:
                log.exception("the engine %s cannot be loaded", info.name)


def main() -> None:
    """Run the worker that the first line of standard input describes."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s worker %(levelname)s %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    post = Post.from_line(read_order())
    when_left_alone(lambda: os._exit(0))
    Worker(post).run()


if __name__ == "__main__":
    main()
