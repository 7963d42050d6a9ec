"""The messages between client and backend; ARCHITECTURE.md shows the way of one request.

Client to server: Hello, Ping, Submit, Follow, Received, Unfollow, PaintNext, Cancel, Resume,
Delete, ListJobs, Fetch, FreeMemory, Stop. Server to client: Welcome, Pong, Accepted, Done, JobList,
ByProduct, Progress, Preview, FrameArrived, JobEnded, Refused. Those about models, exports and
learning are in `errand_messages`, and what messages describe in `descriptions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Dict, List, Optional

from . import limits
from .descriptions import (  # noqa: F401 - some are only handed on, to those who read messages
    ENDED_STATES,
    Branch,
    DeviceDescription,
    EngineDescription,
    FrameOrigin,
    GivenImage,
    JobState,
    JobSummary,
    LayerDescription,
    ModelDescription,
    ModelNeed,
    ModelPresence,
    OptionDescription,
    OptionKind,
    StoreDescription,
)
from .errand_messages import (
    CancelErrand,
    ErrandEnded,
    ErrandPreview,
    ErrandProgress,
    Export,
    FollowErrands,
    Learn,
    ListModels,
    ModelList,
    RunErrand,
    UseFolder,
)
from .images import ImageHeader
from .wire import Catalogue, Message, OptionValue, added, limited


@dataclass(frozen=True)
class Hello(Message):
    """First message of a client; answered by Welcome."""

    TYPE: ClassVar[str] = "hello"
    client: str = limited(1, limits.MAX_NAME)
    version: str = limited(1, limits.MAX_NAME)


@dataclass(frozen=True)
class Welcome(Message):
    """Versions, devices and engines of the backend; a later Hello is answered by a fresh one.

    `devices` are titles for people, `hardware` says more about the same devices.
    """

    TYPE: ClassVar[str] = "welcome"
    version: str
    devices: List[str]
    engines: List[EngineDescription]
    hardware: Optional[List[DeviceDescription]] = added(3)
    store: Optional[StoreDescription] = added(3)


@dataclass(frozen=True)
class Ping(Message):
    """Heartbeat of a client; answered by Pong."""

    TYPE: ClassVar[str] = "ping"


@dataclass(frozen=True)
class Pong(Message):
    """Heartbeat of the server."""

    TYPE: ClassVar[str] = "pong"


@dataclass(frozen=True)
class Submit(Message):
    """Ask one question about a canvas; answered by Accepted.

    `job` is made by the client; sending the same submission again changes nothing. `title` is for
    people, `tag` is opaque to the backend (the plugin keeps the document's identity there).
    `order`, an image of the canvas's size, is the painter's wish for what comes first: its
    luminance times its alpha says 255 start here, the lower the later, 0 no wish. `parent` is the
    frame that this job goes on from, which is its given of the highest step; that the parent is in
    the store is not asked for.
    """

    TYPE: ClassVar[str] = "submit"
    job: str = limited(8, 64)
    task: str = limited(1, 64)
    engine: str = limited(1, 64)
    width: int = limited(1, limits.MAX_IMAGE_SIDE)
    height: int = limited(1, limits.MAX_IMAGE_SIDE)
    frames: int = limited(1, limits.MAX_FRAMES)
    seed: int = limited(0, limits.MAX_SEED)
    options: Dict[str, OptionValue] = limited(0, limits.MAX_OPTIONS)
    givens: List[GivenImage] = limited(0, limits.MAX_GIVENS)
    layers: List[LayerDescription] = limited(0, limits.MAX_LAYERS)
    title: str = limited(0, limits.MAX_NAME, default="")
    tag: str = limited(0, limits.MAX_NAME, default="")
    order: Optional[ImageHeader] = None
    parent: Optional[Branch] = added(3)


@dataclass(frozen=True)
class Accepted(Message):
    """The job is stored; it survives a crash from here on."""

    TYPE: ClassVar[str] = "accepted"
    job: str
    state: JobState


@dataclass(frozen=True)
class Follow(Message):
    """Ask for job X from frame k; answered by Accepted, then frames, progress and JobEnded."""

    TYPE: ClassVar[str] = "follow"
    job: str = limited(8, 64)
    from_frame: int = limited(0, limits.MAX_FRAMES)


@dataclass(frozen=True)
class Received(Message):
    """Frame `index` has arrived whole; lets the next ones come. Has no answer."""

    TYPE: ClassVar[str] = "received"
    job: str = limited(8, 64)
    index: int = limited(0, limits.MAX_FRAMES)


@dataclass(frozen=True)
class Unfollow(Message):
    """Stop sending this job here; the job itself goes on. Answered by Done."""

    TYPE: ClassVar[str] = "unfollow"
    job: str = limited(8, 64)


@dataclass(frozen=True)
class PaintNext(Message):
    """Put a waiting job before all others that wait; answered by Done.

    The job at work goes on. Followers of the jobs whose place changes are told by Progress. Refused
    with "no-job", or "not-waiting" where it does not wait (any more).
    """

    TYPE: ClassVar[str] = "paint-next"
    job: str = limited(8, 64)


@dataclass(frozen=True)
class Cancel(Message):
    """Cancel a job, keeping the frames it has; answered by Done, its followers get JobEnded."""

    TYPE: ClassVar[str] = "cancel"
    job: str = limited(8, 64)


@dataclass(frozen=True)
class Resume(Message):
    """Put a failed or cancelled job back into the queue, from its next frame on."""

    TYPE: ClassVar[str] = "resume"
    job: str = limited(8, 64)


@dataclass(frozen=True)
class Delete(Message):
    """Remove a job and its frames from the store; answered by Done."""

    TYPE: ClassVar[str] = "delete"
    job: str = limited(8, 64)


@dataclass(frozen=True)
class ListJobs(Message):
    """Ask for the jobs of the store, newest first, all or those with `tag`; answered by JobList.

    `after` goes on behind that job of an earlier answer. Refused with "no-job" where it has been
    deleted since.
    """

    TYPE: ClassVar[str] = "list-jobs"
    tag: Optional[str] = limited(0, limits.MAX_NAME, default=None)
    after: Optional[str] = added(5)


@dataclass(frozen=True)
class JobList(Message):
    """Jobs of the store, newest first, as many as a header holds; `more` tells of further ones."""

    TYPE: ClassVar[str] = "job-list"
    jobs: List[JobSummary]
    more: Optional[bool] = added(5)


@dataclass(frozen=True)
class Fetch(Message):
    """Ask for a by-product that the engine has kept, such as "strokes.json.gz".

    Answered by ByProduct, or refused with "no-by-product".
    """

    TYPE: ClassVar[str] = "fetch"
    job: str = limited(8, 64)
    name: str = limited(1, limits.MAX_BY_PRODUCT_NAME)


@dataclass(frozen=True)
class ByProduct(Message):
    """A by-product of a job, in the message's one payload of `size` bytes."""

    TYPE: ClassVar[str] = "by-product"
    job: str
    name: str
    size: int = limited(0, limits.MAX_BY_PRODUCT_BYTES)
    sha256: str = limited(64, 64)


@dataclass(frozen=True)
class FreeMemory(Message):
    """Give up the models that engines hold between jobs; answered by Done.

    A device at work is cleared when its job has ended.
    """

    TYPE: ClassVar[str] = "free-memory"


@dataclass(frozen=True)
class Stop(Message):
    """Ask the backend to end; jobs that are not finished go on at its next start."""

    TYPE: ClassVar[str] = "stop"


@dataclass(frozen=True)
class Done(Message):
    """What was asked for has been done."""

    TYPE: ClassVar[str] = "done"


@dataclass(frozen=True)
class Progress(Message):
    """How far a job is: `fraction` 0..1, and a few words.

    `place` is that of a waiting job among all that wait, 1 for the next; None once it is at work.
    """

    TYPE: ClassVar[str] = "progress"
    job: str
    fraction: float = limited(0, 1)
    note: str = limited(0, limits.MAX_NAME)
    place: Optional[int] = added(4)


@dataclass(frozen=True)
class Preview(Message):
    """A small unfinished picture of what the engine works on."""

    TYPE: ClassVar[str] = "preview"
    job: str
    image: ImageHeader


@dataclass(frozen=True)
class FrameArrived(Message):
    """One frame of the process, at canvas size; `index` 0 shows the first marks.

    `layer` is the index among the submission's layers of the one that its new paint belongs to,
    None where there is no such.
    """

    TYPE: ClassVar[str] = "frame"
    job: str
    index: int
    origin: FrameOrigin
    image: ImageHeader
    step: int = limited(0, 999)
    stage: str = limited(0, limits.MAX_NAME)
    layer: Optional[int] = added(3)


@dataclass(frozen=True)
class JobEnded(Message):
    """No more frames will come; `sentence` says why, unless the job has finished.

    `code`, for programs, is "" or one of "cancelled", "unpaintable" (the request is none for this
    engine), "models-missing", "out-of-memory", "disk-full", "cannot-write", "engine-error",
    "worker-lost" (its process broke down), "cannot-start", "no-engine", "cannot-read" (what the
    store has of the job) and "deleted" (before this client had all frames).
    """

    TYPE: ClassVar[str] = "job-ended"
    job: str
    state: JobState
    frames: int
    sentence: str
    code: Optional[str] = added(3)


@dataclass(frozen=True)
class Refused(Message):
    """A message could not be done; `code` for programs, `sentence` for people."""

    TYPE: ClassVar[str] = "refused"
    code: str
    sentence: str


FROM_CLIENT = Catalogue(
    [
        Hello,
        Ping,
        Submit,
        Follow,
        Received,
        Unfollow,
        PaintNext,
        Cancel,
        Resume,
        Delete,
        ListJobs,
        Fetch,
        Stop,
        ListModels,
        RunErrand,
        CancelErrand,
        FollowErrands,
        UseFolder,
        Export,
        Learn,
        FreeMemory,
    ],
    sender="Pentimento plugin or command",
)
FROM_SERVER = Catalogue(
    [
        Welcome,
        Pong,
        Accepted,
        Done,
        JobList,
        ByProduct,
        Progress,
        Preview,
        FrameArrived,
        JobEnded,
        Refused,
        ModelList,
        ErrandProgress,
        ErrandEnded,
        ErrandPreview,
    ],
    receiver="Pentimento plugin or command",
)
