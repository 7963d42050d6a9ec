"""The desk where clients are served: one short method for each message."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pentimento_protocol import PRODUCT_VERSION, limits
from pentimento_protocol.errand_messages import CancelErrand, Export, FollowErrands, Learn
from pentimento_protocol.messages import (
    FROM_CLIENT,
    Accepted,
    ByProduct,
    Cancel,
    Delete,
    Done,
    Fetch,
    Follow,
    FreeMemory,
    Hello,
    ListJobs,
    PaintNext,
    Ping,
    Pong,
    Received,
    Refused,
    Resume,
    Stop,
    Submit,
    Unfollow,
    Welcome,
)
from pentimento_protocol.wire import Message, ProtocolError, Version, decode, spoken_version

from ..engines.interface import EngineInfo
from .descriptions import describe, describe_device
from .devices import Device
from .errands import Errands
from .export_desk import ExportDesk
from .followers import Followers, Send
from .intake import check_submission, digest
from .job_listing import job_list
from .job_store import JobStore
from .learn_desk import LearnDesk
from .model_desk import ModelDesk
from .sessions import Sessions
from .workshop import Workshop

log = logging.getLogger(__name__)


@dataclass
class Arrival:
    """A submission that is being checked and kept: who is to be told, and under which message ids.

    A client that was out of touch for a moment sends it again.
    """

    digest: str
    submitters: list[tuple[bytes, str]]


class Desk:
    """Answers clients; `stop` is called when one asks the backend to end."""

    def __init__(
        self,
        store: JobStore,
        workshop: Workshop,
        followers: Followers,
        models: ModelDesk,
        errands: Errands,
        engines: Callable[[], Mapping[str, EngineInfo]],
        devices: Sequence[Device],
        sessions: Sessions,
        send: Send,
        stop: Callable[[], None],
    ) -> None:
        self._store = store
        self._workshop = workshop
        self._followers = followers
        self._models = models
        self._errands = errands
        self._engines = engines
        self._devices = devices
        self._send = send
        self._stop = stop
        self._sessions = sessions
        self._arriving: dict[str, Arrival] = {}
        self._answers: dict[type[Message], Callable[..., Message | None]] = {
            Ping: self._ping,
            Follow: self._follow,
            Received: self._received,
            Unfollow: self._unfollow,
            PaintNext: self._paint_next,
            Cancel: self._cancel,
            Resume: self._resume,
            Delete: self._delete,
            ListJobs: self._list_jobs,
            Fetch: self._fetch,
            Stop: self._stop_backend,
            CancelErrand: self._cancel_errand,
            FollowErrands: self._follow_errands,
            Export: ExportDesk(store, errands).export,
            Learn: LearnDesk(errands).learn,
            FreeMemory: self._free_memory,
            **models.answers,
        }

    @property
    def clients(self) -> int:
        """How many clients are connected."""
        return len(self._sessions)

    def serve(self, route: bytes, frames: list[bytes]) -> None:
        """Answer one message; a bad one gets a typed error, and nothing else happens."""
        try:
            message = self._admitted(route, frames)
        except ProtocolError as error:
            self._refuse(route, error)
            return
        try:
            self._answer(route, message, frames)
        except ProtocolError as error:
            self._refuse(route, ProtocolError(error.code, error.sentence, message.id))
        except Exception:
            # whatever is wrong with this message, the other clients' jobs go on
            log.exception("%s could not be answered", message.TYPE)
            sentence = "The backend has failed to do this; its log has the reason. Try again."
            self._refuse(route, ProtocolError("backend-error", sentence, message.id))

    def close_silent(self) -> None:
        """Forget the clients that have gone without a word."""
        for session in self._sessions.close_silent():
            log.info("client %a is gone", session.client)
            self._followers.drop(session.route)
            self._errands.drop(session.route)

    def _admitted(self, route: bytes, frames: list[bytes]) -> Message:
        session = self._sessions.hear(route)
        if session is not None and not session.spend():
            raise ProtocolError("too-fast", "This client sends more messages than allowed.")
        message = decode(frames, FROM_CLIENT)
        # a submission may come a minute after it was sent, with no heartbeat before it
        if session is None and not isinstance(message, (Hello, Submit)):
            raise ProtocolError("hello-first", "The first message must be a hello.", message.id)
        return message

    def _answer(self, route: bytes, message: Message, frames: list[bytes]) -> None:
        if isinstance(message, Submit):
            self._submit(route, message, frames)
            return
        if len(frames) > 1:
            raise ProtocolError("bad-payload", "This message takes no payload.")
        if isinstance(message, Hello):
            self._welcome(route, message, spoken_version(frames))
            return
        answer = self._answers[type(message)](route, message)
        if answer is not None:
            self._send(route, answer, ())

    def _welcome(self, route: bytes, message: Hello, version: Version) -> None:
        if self._sessions.open(route, message.client, version) is None:
            raise ProtocolError("too-many-clients", "Too many clients are connected: close one.")
        engines = [
            describe(engine, self._models.needs(engine)) for engine in self._engines().values()
        ]
        devices = [f"{device.title} ({device.name})" for device in self._devices]
        hardware = [
            describe_device(device, self._workshop.memory_of(device)) for device in self._devices
        ]
        store = self._store.description()
        welcome = Welcome(message.id, PRODUCT_VERSION, devices, engines, hardware, store)
        self._send(route, welcome, ())

    def _submit(self, route: bytes, submission: Submit, frames: list[bytes]) -> None:
        known = self._known_digest(submission.job)
        if known is None:
            self._take_in(route, submission, frames)
            return
        if known != digest(submission):
            raise ProtocolError("job-exists", "Another job has this id: ask again with a new one.")
        job = self._store.jobs.get(submission.job)
        if job is None:
            self._arriving[submission.job].submitters.append((route, submission.id))
        else:
            self._send(route, Accepted(submission.id, submission.job, job.state), ())

    def _known_digest(self, name: str) -> str | None:
        job, arrival = self._store.jobs.get(name), self._arriving.get(name)
        if job is not None:
            return job.record.digest
        return None if arrival is None else arrival.digest

    def _take_in(self, route: bytes, submission: Submit, frames: list[bytes]) -> None:
        self._check_queue()
        engines = self._engines()
        record = check_submission(submission, frames[1:], engines)
        self._models.check(engines[record.engine], record.options)
        self._arriving[submission.job] = Arrival(record.digest, [(route, submission.id)])

        def accepted() -> None:
            for asker, message_id in self._arriving.pop(submission.job).submitters:
                self._send(asker, Accepted(message_id, submission.job, "queued"), ())
            self._workshop.take_up()

        def refused(error: ProtocolError) -> None:
            for asker, message_id in self._arriving.pop(submission.job).submitters:
                self._refuse(asker, ProtocolError(error.code, error.sentence, message_id))

        self._store.add(record, submission, frames, accepted, refused)

    def _check_queue(self) -> None:
        waiting = sum(not job.ended for job in self._store.jobs.values()) + len(self._arriving)
        if waiting >= limits.MAX_QUEUED_JOBS:
            raise ProtocolError("queue-full", "Too many jobs wait: cancel some, or try later.")

    def _ping(self, route: bytes, message: Ping) -> Message:
        return Pong(message.id)

    def _follow(self, route: bytes, message: Follow) -> None:
        job = self._store.find(message.job)
        if not self._followers.has_room(route, job):
            raise ProtocolError("too-many-jobs", "This client follows too many jobs.")
        self._send(route, Accepted(message.id, message.job, job.state), ())
        self._followers.add(route, job, message.from_frame)

    def _received(self, route: bytes, message: Received) -> None:
        job = self._store.jobs.get(message.job)
        if job is not None:
            self._followers.acknowledge(route, job)

    def _unfollow(self, route: bytes, message: Unfollow) -> Message:
        self._followers.drop(route, message.job)
        return Done(message.id)

    def _paint_next(self, route: bytes, message: PaintNext) -> Message:
        job = self._store.find(message.job)
        if job.state != "queued":
            raise ProtocolError("not-waiting", "This job does not wait for its turn.")
        self._workshop.paint_next(job)
        return Done(message.id)

    def _cancel(self, route: bytes, message: Cancel) -> Message:
        job = self._store.find(message.job)
        if not job.ended:
            self._workshop.cancel(job)
        return Done(message.id)

    def _resume(self, route: bytes, message: Resume) -> Message:
        job = self._store.find(message.job)
        if job.state in ("failed", "cancelled"):
            self._check_queue()
            job.deaths = 0
            self._store.set_state(job, "queued")
            self._workshop.take_up()
        return Accepted(message.id, message.job, job.state)

    def _delete(self, route: bytes, message: Delete) -> Message:
        job = self._store.find(message.job)
        if not job.ended:
            raise ProtocolError("not-ended", "This job is not finished: cancel it first.")
        self._store.remove(job)
        return Done(message.id)

    def _list_jobs(self, route: bytes, message: ListJobs) -> Message:
        return job_list(self._store, message)

    def _fetch(self, route: bytes, message: Fetch) -> None:
        job = self._store.find(message.job)
        # only names that the worker has reported are ever looked for on the disk
        if message.name not in job.by_products:
            raise ProtocolError(
                "no-by-product",
                f"The engine {job.record.engine} has kept no such by-product of this job: "
                f"{message.name!a}.",
            )

        def arrived(data: bytes) -> None:
            digest = hashlib.sha256(data).hexdigest()
            answer = ByProduct(message.id, message.job, message.name, len(data), digest)
            self._send(route, answer, (data,))

        def lost() -> None:
            sentence = f"The job's {message.name} can no longer be read: ask for a new process."
            self._refuse(route, ProtocolError("no-by-product", sentence, message.id))

        self._store.read_by_product(job, message.name, arrived, lost)

    def _cancel_errand(self, route: bytes, message: CancelErrand) -> Message:
        self._errands.cancel(message.model)
        return Done(message.id)

    def _follow_errands(self, route: bytes, message: FollowErrands) -> Message:
        self._errands.follow(route)
        return Done(message.id)

    def _free_memory(self, route: bytes, message: FreeMemory) -> Message:
        self._workshop.free_memory()
        return Done(message.id)

    def _stop_backend(self, route: bytes, message: Stop) -> Message:
        self._stop()
        return Done(message.id)

    def _refuse(self, route: bytes, error: ProtocolError) -> None:
        log.info("refused: %s (%s)", error.sentence, error.code)
        self._send(route, Refused(error.id, error.code, error.sentence), ())
