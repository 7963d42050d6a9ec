"""A synchronous client of the backend, for Krita's event loop and for the command line alike.

Nothing here blocks unless asked to: `poll(0)` hands out what has arrived. A Qt program calls it
when its notifier on `descriptor` fires and from a timer, the command line calls `poll(0.1)`.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple, Type, TypeVar

import zmq
from zmq.utils.monitor import recv_monitor_message

from . import PRODUCT_VERSION, PROTOCOL_VERSION, limits
from .connection import Connection
from .images import decode_image, take_payload
from .messages import (
    FROM_SERVER,
    ByProduct,
    ErrandPreview,
    Fetch,
    Follow,
    FrameArrived,
    Hello,
    JobEnded,
    JobList,
    JobSummary,
    ListJobs,
    Ping,
    Pong,
    Preview,
    Received,
    Refused,
    Unfollow,
    Welcome,
)
from .patience import SLOWEST_LINK, Patience
from .portions import Bytes
from .wire import Message, ProtocolError, Version, decode, encode, spoken_version

UNASKED = "unasked"
"""Id of the messages that the client sends by itself, without being asked to."""

AnswerType = TypeVar("AnswerType", bound=Message)


class BackendLost(Exception):
    """The backend does not answer; the text is one sentence for the painter."""


class RequestRefused(Exception):
    """The backend refused a request; `code` for programs, the text is for the painter."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.sentence)
        self.code = refusal.code
        self.sentence = refusal.sentence


@dataclass(frozen=True)
class Arrival:
    """One message of the backend with its payloads, as they came."""

    message: Message
    payloads: Tuple[Bytes, ...] = ()

    def pixels(self) -> memoryview:
        """Return the BGRA rows of a Preview or FrameArrived; raises ProtocolError if damaged.

        Takes 20 ms a megapixel, and Python's lock only for moments: call it from a thread inside
        Krita.
        """
        if not isinstance(self.message, (Preview, FrameArrived)):
            raise TypeError(f"{type(self.message).__name__} carries no image")
        header = self.message.image
        return decode_image(header, take_payload(header, self.payloads))

    def content(self) -> bytes:
        """Return the bytes of a ByProduct or ErrandPreview; raises ProtocolError if damaged."""
        message = self.message
        if not isinstance(message, (ByProduct, ErrandPreview)):
            raise TypeError(f"{type(message).__name__} carries no file")
        data = bytes(self.payloads[0]) if len(self.payloads) == 1 else b""
        if len(data) != message.size or hashlib.sha256(data).hexdigest() != message.sha256:
            name = message.name if isinstance(message, ByProduct) else "The preview"
            raise ProtocolError("bad-payload", f"{name} arrived damaged: ask for it again.")
        return data


class Client:
    """One connection to one backend.

    After `open`, `alive` says whether the backend has been heard lately (see `patience`), and
    `key_refused` whether it turned this client's key away.
    When the backend comes back (same address), followed jobs are asked for again from the first
    frame that has not arrived, so that no frame is missed or delivered twice.
    """

    def __init__(self, connection: Connection, name: str = "client") -> None:
        self.connection = connection
        self.name = name
        self.welcome: Optional[Welcome] = None
        self.key_refused = False
        self._context = zmq.Context()
        self._socket: zmq.Socket[bytes] = self._context.socket(zmq.DEALER)
        self._version: Version = PROTOCOL_VERSION
        self._next_frames: Dict[str, int] = {}
        self._kept: List[Arrival] = []
        self._last_heard = 0.0
        self._last_ping = 0.0
        self._opened_at = 0.0
        self._monitor: Optional[zmq.Socket[bytes]] = None
        self._patience = Patience(connection.is_elsewhere)

    def open(self) -> None:
        """Connect and say hello; returns at once, the Welcome comes with a later `poll`."""
        socket = self._socket
        socket.linger = 0
        socket.sndhwm = 1000
        socket.maxmsgsize = limits.MAX_PAYLOAD_BYTES
        socket.curve_serverkey = self.connection.server_key.encode("ascii")
        socket.curve_publickey = self.connection.client_keys.public.encode("ascii")
        socket.curve_secretkey = self.connection.client_keys.secret.encode("ascii")
        self._monitor = socket.get_monitor_socket(
            zmq.EVENT_HANDSHAKE_FAILED_AUTH | zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED
        )
        socket.connect(self.connection.address)
        self._opened_at = time.monotonic()
        self._say_hello()

    def close(self) -> None:
        """Disconnect; jobs go on in the backend. May be called twice."""
        if not self._socket.closed:
            self._socket.disable_monitor()
        if self._monitor is not None:
            self._monitor.close(linger=0)
        self._socket.close(linger=200)
        self._context.term()

    @property
    def descriptor(self) -> int:
        """File descriptor that becomes readable (edge-triggered) when `poll` should be called."""
        return int(self._socket.fd)

    @property
    def version(self) -> Version:
        """Protocol version of the backend, as its Welcome says; this client's own before that."""
        return self._version

    @property
    def alive(self) -> bool:
        """Whether the backend has been heard lately."""
        patience = self._patience.seconds(following=bool(self._next_frames))
        return self.welcome is not None and time.monotonic() - self._last_heard < patience

    @property
    def silence(self) -> float:
        """Seconds since the backend was last heard (since `open` where it never was)."""
        return time.monotonic() - max(self._last_heard, self._opened_at)

    def send(self, message: Message, payloads: Sequence[bytes] = ()) -> str:
        """Queue a message for sending, without blocking; returns its id.

        After a long silence of this side (a blocked event loop), the backend may have forgotten
        it, so that a new hello goes first. Raises BackendLost where too many messages wait for a
        backend that does not take them.
        """
        if (
            self.welcome is not None
            and time.monotonic() - self._last_ping > limits.HEARTBEAT_PATIENCE / 2
        ):
            self._say_hello()
        try:
            frames = encode(message, payloads, self._version)
            self._socket.send_multipart(frames, zmq.NOBLOCK, copy=False)
        except zmq.Again:
            raise BackendLost("The backend takes no more messages: restart it.") from None
        self._patience.note_sent(message, payloads)
        return message.id

    def follow(self, job: str, from_frame: int = 0) -> str:
        """Ask for the frames of `job` from `from_frame` on, also after a reconnection."""
        self._next_frames[job] = from_frame
        return self.send(Follow(new_id(), job, from_frame))

    def unfollow(self, job: str) -> None:
        """Stop receiving `job`; the job itself goes on."""
        if self._next_frames.pop(job, None) is not None:
            self.send(Unfollow(new_id(), job))

    def poll(self, timeout: float = 0.0) -> List[Arrival]:
        """Return what has arrived, waiting up to `timeout` seconds for the first message.

        Acknowledges frames, sends heartbeats and reconnects as needed. Damaged messages raise
        ProtocolError; what came before is kept for the next call.
        """
        self._beat()
        arrivals, self._kept = self._kept, []
        patience_ms = 0 if arrivals else int(timeout * 1000)
        while self._socket.poll(patience_ms):
            patience_ms = 0
            # Copies of a page's payload (10 MB and more) would keep Krita's thread from its work.
            header, *payloads = self._socket.recv_multipart(zmq.NOBLOCK, copy=False)
            try:
                frames = [header.bytes]
                views = tuple(payload.buffer for payload in payloads)
                arrival = Arrival(decode(frames, FROM_SERVER), views)
            except ProtocolError:
                self._kept = arrivals
                raise
            if isinstance(arrival.message, Welcome):
                self._version = spoken_version(frames)
            if self._note(arrival.message):
                arrivals.append(arrival)
            if len(arrivals) >= 16:
                break
        return arrivals

    def ask(
        self,
        message: Message,
        answer: Type[AnswerType],
        payloads: Sequence[bytes] = (),
        timeout: float = 10.0,
    ) -> AnswerType:
        """Send `message` and wait for its answer; for the command line, never inside Krita.

        Other messages that arrive meanwhile are kept for the next `poll`. Raises RequestRefused
        with the backend's sentence, or BackendLost after `timeout` seconds without an answer, and
        those that the payloads may take over a slow link.
        """
        reply = self._answer(message, payloads, timeout)
        if isinstance(reply.message, answer):
            return reply.message
        raise _no_answer()

    def fetch(self, job: str, name: str, timeout: float = 60.0) -> bytes:
        """Return a by-product of a job; for the command line, never inside Krita.

        Raises RequestRefused where the job keeps none of that name, BackendLost, ProtocolError.
        """
        reply = self._answer(Fetch(new_id(), job, name), (), timeout)
        if isinstance(reply.message, ByProduct):
            return reply.content()
        raise _no_answer()

    def list_jobs(self, timeout: float = 60.0) -> List[JobSummary]:
        """Return all jobs of the store, newest first; for the command line, never inside Krita.

        Raises RequestRefused, BackendLost.
        """
        jobs: List[JobSummary] = []
        after: Optional[str] = None
        while True:
            answer = self.ask(ListJobs(new_id(), after=after), JobList, timeout=timeout)
            jobs += answer.jobs
            if not (answer.more and answer.jobs):
                return jobs
            after = answer.jobs[-1].job

    def wait_for_welcome(self, timeout: float = 5.0) -> Welcome:
        """Wait until the backend has answered the hello; raises BackendLost, RequestRefused."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            for arrival in self.poll(0.1):
                if isinstance(arrival.message, Refused):
                    raise RequestRefused(arrival.message)
            if self.welcome is not None:
                return self.welcome
        if self.key_refused:
            raise BackendLost(
                "The backend does not know this client's key: add the line "
                f"{self.connection.client_keys.public} to the file authorized.txt in its keys "
                "folder."
            )
        raise BackendLost("No backend answers: start it again with `pentimento serve`.")

    def _answer(self, message: Message, payloads: Sequence[bytes], timeout: float) -> Arrival:
        self.send(message, payloads)
        others: List[Arrival] = []
        reply: Optional[Arrival] = None
        upload = sum(map(len, payloads)) / SLOWEST_LINK
        deadline = time.monotonic() + timeout + upload
        try:
            while reply is None and time.monotonic() < deadline:
                for arrival in self.poll(0.1):
                    if arrival.message.id == message.id:
                        reply = arrival
                    else:
                        others.append(arrival)
        finally:
            self._kept = others + self._kept
        if reply is None:
            raise _no_answer()
        if isinstance(reply.message, Refused):
            raise RequestRefused(reply.message)
        return reply

    def _say_hello(self) -> None:
        self._last_ping = time.monotonic()
        self.send(Hello(new_id(), self.name, PRODUCT_VERSION))

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last_ping < limits.HEARTBEAT_INTERVAL:
            return
        self._note_connection()
        if self.welcome is not None:
            self.send(Ping(UNASKED))
        self._last_ping = now

    def _note_connection(self) -> None:
        while self._monitor is not None and self._monitor.poll(0):
            event = recv_monitor_message(self._monitor)["event"]
            if event == zmq.EVENT_HANDSHAKE_FAILED_AUTH:
                self.key_refused = True
            else:
                self._patience.connected = event == zmq.EVENT_HANDSHAKE_SUCCEEDED

    def _note(self, message: Message) -> bool:
        """Keep track of what arrived; returns whether the caller should see it."""
        self._last_heard = time.monotonic()
        self._patience.note_heard(message)
        if isinstance(message, Welcome):
            self._ask_again_after_reconnect()
            self.welcome = message
        elif isinstance(message, Refused) and message.code == "hello-first":
            self._say_hello()
            return message.id != UNASKED
        elif isinstance(message, Pong):
            return False
        elif isinstance(message, FrameArrived):
            return self._accept_frame(message)
        elif isinstance(message, JobEnded):
            self._next_frames.pop(message.job, None)
        return True

    def _accept_frame(self, frame: FrameArrived) -> bool:
        self.send(Received(UNASKED, frame.job, frame.index))
        if self._next_frames.get(frame.job) != frame.index:
            return False
        self._next_frames[frame.job] = frame.index + 1
        return True

    def _ask_again_after_reconnect(self) -> None:
        if self.welcome is None:
            return
        for job, next_frame in self._next_frames.items():
            self.send(Follow(new_id(), job, next_frame))


def _no_answer() -> BackendLost:
    return BackendLost(
        "The backend does not answer: see whether it still runs, or start it again with "
        "`pentimento serve`."
    )


def new_id() -> str:
    """Return a fresh id for a message or a job."""
    return uuid.uuid4().hex
