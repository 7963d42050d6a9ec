"""The backend: one loop that takes messages, and never waits for anything else.

client --(CURVE, loopback)--> Desk --> JobStore --> Workshop --> worker process
client <-- Followers <----------------'    ^------------- reports '
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import zmq
from filelock import FileLock, Timeout

from pentimento_protocol import limits, places
from pentimento_protocol.connection import (
    Connection,
    NoBackend,
    read_connection,
    write_connection,
)
from pentimento_protocol.keys import KeyPair, load_or_make_key_pair, new_key_pair
from pentimento_protocol.wire import Message, encode

from ..engines.interface import EngineInfo
from ..engines.registry import engine_infos
from ..storage.ledger import DamagedStore
from .background import Background
from .desk import Desk
from .devices import Device, find_devices
from .doorkeeper import CLIENTS, Doorkeeper
from .errands import Errands
from .followers import Followers
from .job_store import THREADS, JobStore
from .model_desk import ModelDesk
from .sessions import Sessions
from .waking_clock import WakingClock
from .workshop import Workshop

log = logging.getLogger(__name__)

GIGABYTE = 10**9
TICK_MS = 100


class CannotServe(Exception):
    """The backend cannot start; the text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class ServeSettings:
    """How to serve.

    `port` 0 takes a free one. Jobs and their frames are kept in `frames_folder` (None: in `folder`,
    with everything else), and `store_limit` bounds their bytes. Besides the processor, engines use
    the GPU `device` only ("" for all), and of it `memory_budget` GB (0: what is free), where a job
    does not say otherwise. The backend ends by itself after `idle_exit` seconds without clients and
    jobs (None: never). An address that other machines reach needs `allow_remote`.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    allow_remote: bool = False
    frames_folder: Path | None = None
    store_limit: int = 8 * GIGABYTE
    device: str = ""
    memory_budget: float = 0.0
    idle_exit: float | None = None

    @property
    def connection_file(self) -> Path:
        """What says where the backend listens."""
        return self.folder / places.connection_file().name

    @property
    def store_folder(self) -> Path:
        """Where the books and the jobs are."""
        return self.frames_folder or self.folder


def serve(settings: ServeSettings) -> None:
    """Run the backend until it is stopped; raises CannotServe."""
    _check_host(settings)
    with _locked(settings.folder, _already_running), _locked(settings.store_folder, _in_use):
        try:
            backend = Backend(settings)
        except DamagedStore as problem:
            raise CannotServe(str(problem)) from problem
        except OSError as error:
            raise _cannot_write(error, settings.folder) from error
        backend.run()


@contextmanager
def _locked(folder: Path, taken: Callable[[Path], str]) -> Iterator[None]:
    """Keep a folder for this process; raises CannotServe, with `taken` where another one has it."""
    # one for each path: the two folders may be the same
    lock = FileLock(folder / "backend.lock", is_singleton=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise CannotServe(taken(folder)) from None
    except OSError as error:
        raise _cannot_write(error, folder) from error
    try:
        yield
    finally:
        lock.release()


def _cannot_write(error: OSError, folder: Path) -> CannotServe:
    return CannotServe(
        f"The folder {folder} cannot be written ({error.strerror}): make it writable, or choose "
        "another one (PENTIMENTO_HOME, --frames-folder)."
    )


def _check_host(settings: ServeSettings) -> None:
    try:
        loopback = ip_address(settings.host).is_loopback
    except ValueError:
        raise CannotServe(
            f"{settings.host} is no IP address: give one such as 127.0.0.1."
        ) from None
    if not loopback and not settings.allow_remote:
        raise CannotServe(
            f"{settings.host} can be reached from other machines: say --allow-remote as well if "
            "you want that."
        )


def _from_here(endpoint: str) -> str:
    """Return where programs on this machine reach a socket; not all systems take "any address"."""
    return endpoint.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


def _engines() -> dict[str, EngineInfo]:
    """Return what all engines declare now, by their names; styles may come while we serve."""
    return {info.name: info for info in engine_infos()}


def _chosen_devices(wanted: str) -> list[Device]:
    """Return the processor and the devices that are wanted; raises CannotServe."""
    found = find_devices()
    if wanted and all(device.name != wanted for device in found):
        names = ", ".join(f"{device.name} ({device.title})" for device in found)
        raise CannotServe(f"There is no device {wanted!r} here; there is: {names}.")
    return [device for device in found if wanted in ("", device.name) or device.kind == "cpu"]


def _in_use(folder: Path) -> str:
    return f"Another Pentimento backend keeps its frames in {folder}: choose another folder."


def _already_running(folder: Path) -> str:
    try:
        running = read_connection(folder / places.connection_file().name)
    except NoBackend:
        return "A Pentimento backend is starting or stopping: try again in a moment."
    return (
        f"A Pentimento backend is already running (process {running.pid}, {running.address}): use "
        "it, or stop it first."
    )


class Backend:
    """Wires the parts together and runs the loop."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._stopping = False
        self._last_busy = time.monotonic()
        self._clock = WakingClock()
        keys_folder = settings.folder / places.keys_folder().name
        self._server_keys = load_or_make_key_pair(keys_folder / "server.json")
        self._client_keys = load_or_make_key_pair(keys_folder / "client.json")
        worker_keys = new_key_pair()
        devices = _chosen_devices(settings.device)
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._doorkeeper = Doorkeeper(
            self._context, self._client_keys.public, worker_keys.public, keys_folder
        )
        self._background = Background(self._context, THREADS)
        self._store = JobStore(settings.store_folder, self._background, settings.store_limit)
        self._socket = self._bind()
        self._sessions = Sessions(self._clock)
        followers = Followers(self._store, self._send)
        self._store.when_removed = followers.tell_removed
        self._workshop = Workshop(
            self._context,
            self._server_keys,
            self._store,
            followers,
            _engines,
            settings.memory_budget,
            settings.folder / "worker.log",
            self._clock,
        )
        self._errands = Errands(self._send, self._sessions, settings.folder / "errands.log")
        self._desk = Desk(
            self._store,
            self._workshop,
            followers,
            ModelDesk(self._errands),
            self._errands,
            _engines,
            devices,
            self._sessions,
            self._send,
            self.stop,
        )
        self._workshop.employ(devices, worker_keys)

    def stop(self) -> None:
        """End after the current turn of the loop."""
        self._stopping = True

    def run(self) -> None:
        """Take messages until stopped, then put everything away."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        try:
            self._write_connection_file()
        except OSError as error:
            self._close()
            raise _cannot_write(error, self._settings.folder) from error
        poller = zmq.Poller()
        for socket in (self._socket, self._workshop.socket, self._background.socket):
            poller.register(socket, zmq.POLLIN)
        try:
            while not self._stopping:
                self._turn(dict(poller.poll(TICK_MS)))
        finally:
            self._close()

    def _turn(self, ready: dict[zmq.Socket[bytes], int]) -> None:
        self._clock.tick()
        if self._socket in ready:
            route, *frames = self._socket.recv_multipart()
            self._desk.serve(route, frames)
        if self._workshop.socket in ready:
            self._workshop.receive()
        if self._background.socket in ready:
            self._background.deliver()
        self._workshop.supervise()
        self._errands.supervise()
        self._desk.close_silent()
        self._end_when_idle()

    def _end_when_idle(self) -> None:
        now = time.monotonic()
        at_work = self._errands.busy or any(not job.ended for job in self._store.jobs.values())
        if self._desk.clients or at_work:
            self._last_busy = now
        idle_exit = self._settings.idle_exit
        if idle_exit is not None and now - self._last_busy > idle_exit:
            log.info("idle: ending")
            self.stop()

    def _send(self, route: bytes, message: Message, payloads: Sequence[bytes]) -> None:
        frames = [route, *encode(message, payloads, self._sessions.version(route))]
        try:
            self._socket.send_multipart(frames, zmq.NOBLOCK, copy=False)
        except zmq.ZMQError as error:
            log.info("a message to a client that is gone was dropped: %s", error)

    def _bind(self) -> zmq.Socket[bytes]:
        socket: zmq.Socket[bytes] = self._context.socket(zmq.ROUTER)
        socket.linger = 500
        socket.router_mandatory = 1
        socket.maxmsgsize = limits.MAX_PAYLOAD_BYTES
        socket.curve_server = True
        socket.curve_secretkey = self._server_keys.secret.encode("ascii")
        socket.zap_domain = CLIENTS
        host, port = self._settings.host, self._settings.port
        try:
            socket.bind(f"tcp://{host}:{port or '*'}")
        except zmq.ZMQError as error:
            self._background.close()
            self._doorkeeper.close()
            self._context.destroy(linger=0)
            raise CannotServe(
                f"The address {host}:{port} cannot be used ({error.strerror}): another program has "
                "it; leave the port out, and a free one is taken."
            ) from error
        return socket

    def _write_connection_file(self) -> None:
        address = _from_here(self._socket.getsockopt_string(zmq.LAST_ENDPOINT))
        keys: KeyPair = self._client_keys
        connection = Connection(address, self._server_keys.public, keys, os.getpid())
        write_connection(self._settings.connection_file, connection)
        log.info("serving at %s", address)

    def _close(self) -> None:
        try:
            self._settings.connection_file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the connection file cannot be removed: %s", error)
        self._workshop.close()
        self._errands.close()
        self._background.close()
        self._store.close()
        self._socket.close()
        self._doorkeeper.close()
        self._context.term()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()
