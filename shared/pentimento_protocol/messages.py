"""The messages between client and backend; ARCHITECTURE.md shows the way of one request.

Client to server: Hello, Ping, Submit, Follow, Received, Unfollow, Cancel, Resume, Delete,
ListJobs, Fetch, Stop, ListModels, RunErrand, CancelErrand, FollowErrands, UseFolder. Server to
client: Welcome, Pong, Accepted, Done, JobList, ByProduct, Progress, Preview, FrameArrived,
JobEnded, Refused, ModelList, ErrandProgress, ErrandEnded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Dict, List, Literal, Optional

from . import limits
from .images import ImageHeader
from .wire import Catalogue, Message, OptionValue, added, limited

JobState = Literal["queued", "running", "finished", "failed", "cancelled"]
FrameOrigin = Literal["given", "generated"]
OptionKind = Literal["bool", "int", "float", "choice", "text"]
ModelPresence = Literal["missing", "partial", "complete"]
Errand = Literal["download", "verify", "remove"]
ErrandOutcome = Literal["finished", "failed", "cancelled"]

ENDED_STATES = ("finished", "failed", "cancelled")


@dataclass(frozen=True)
class OptionDescription:
    """One setting of an engine, as declared data; controls are built from it.

    `minimum` and `maximum` bound a number; a text has at most `maximum` characters.
    """

    name: str
    description: str
    kind: OptionKind
    default: OptionValue
    choices: List[str]
    minimum: Optional[float] = None
    maximum: Optional[float] = None


@dataclass(frozen=True)
class ModelNeed:
    """A model that an engine needs, and whether it is there; `size` is about, in bytes."""

    name: str
    title: str
    here: bool
    size: int
    size_known: bool


@dataclass(frozen=True)
class EngineDescription:
    """One engine of the backend: what it is called, which tasks and options it has.

    `models` is None for clients before protocol 1.2.
    """

    name: str
    title: str
    version: str
    licence: str
    tasks: List[str]
    options: List[OptionDescription]
    devices: List[str]
    models: Optional[List[ModelNeed]] = added()


@dataclass(frozen=True)
class ModelDescription:
    """A model that engines work with, and what there is of it.

    `size` is about how many bytes it has, a lower bound where not `size_known`; `here` counts those
    that are there. `place` is its folder, or where a download puts it; `named` says that the
    painter has named that folder. `errand` is what is being done about it, "" for nothing.
    """

    name: str
    title: str
    purpose: str
    repository: str
    licence: str
    engines: List[str]
    size: int
    size_known: bool
    presence: ModelPresence
    here: int
    place: str
    named: bool
    errand: str


@dataclass(frozen=True)
class GivenImage:
    """A canvas state that must appear in the process exactly, at operation `step` 999..0."""

    image: ImageHeader
    step: int = limited(0, 999)
    mask: Optional[ImageHeader] = None


@dataclass(frozen=True)
class LayerDescription:
    """One layer of the document, in stacking order from the bottom.

    `parent` is the index of the enclosing group in the list; `image` is None for groups and where
    pixels were not sent. `opacity` lies in 0..1, `x` and `y` place the image on the canvas.
    `clips` is Krita's "inherit alpha": the layer shows only where those below it in its group do.
    """

    name: str = limited(0, limits.MAX_TEXT)
    kind: str = limited(1, limits.MAX_NAME)
    visible: bool = True
    opacity: float = limited(0, 1, default=1.0)
    blending_mode: str = limited(0, limits.MAX_NAME, default="normal")
    x: int = limited(-1_000_000, 1_000_000, default=0)
    y: int = limited(-1_000_000, 1_000_000, default=0)
    parent: Optional[int] = limited(0, limits.MAX_LAYERS, default=None)
    image: Optional[ImageHeader] = None
    clips: bool = False


@dataclass(frozen=True)
class JobSummary:
    """What the store knows about a job; `created` is in seconds since the epoch."""

    job: str
    state: JobState
    task: str
    engine: str
    engine_version: str
    title: str
    tag: str
    width: int
    height: int
    frames: int
    frames_done: int
    seed: int
    options: Dict[str, OptionValue]
    created: float
    sentence: str


@dataclass(frozen=True)
class Hello(Message):
    """First message of a client; answered by Welcome."""

    TYPE: ClassVar[str] = "hello"
    client: str = limited(1, limits.MAX_NAME)
    version: str = limited(1, limits.MAX_NAME)


@dataclass(frozen=True)
class Welcome(Message):
    """Versions, devices and engines of the backend."""

    TYPE: ClassVar[str] = "welcome"
    version: str
    devices: List[str]
    engines: List[EngineDescription]


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
    luminance times its alpha says 255 start here, the lower the later, 0 no wish.
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
    """Ask for the jobs of the store, newest first, all or those with `tag`."""

    TYPE: ClassVar[str] = "list-jobs"
    tag: Optional[str] = limited(0, limits.MAX_NAME, default=None)


@dataclass(frozen=True)
class JobList(Message):
    """The jobs of the store, newest first."""

    TYPE: ClassVar[str] = "job-list"
    jobs: List[JobSummary]


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
class ListModels(Message):
    """Ask for the models of the catalogue; answered by ModelList."""

    TYPE: ClassVar[str] = "list-models"


@dataclass(frozen=True)
class ModelList(Message):
    """The models of the catalogue."""

    TYPE: ClassVar[str] = "model-list"
    models: List[ModelDescription]


@dataclass(frozen=True)
class RunErrand(Message):
    """Download, verify or remove a model; answered by Done, then followed as by FollowErrands.

    Refused with "no-model", "model-busy" (another errand runs) or "too-many-errands". The errand
    goes on without its client; the same one asked for again is only followed.
    """

    TYPE: ClassVar[str] = "run-errand"
    model: str = limited(1, limits.MAX_NAME)
    errand: Errand = "download"


@dataclass(frozen=True)
class CancelErrand(Message):
    """Stop what is done about a model; answered by Done. A download keeps what has arrived."""

    TYPE: ClassVar[str] = "cancel-errand"
    model: str = limited(1, limits.MAX_NAME)


@dataclass(frozen=True)
class FollowErrands(Message):
    """Ask for ErrandProgress and ErrandEnded of all errands from now on; answered by Done."""

    TYPE: ClassVar[str] = "follow-errands"


@dataclass(frozen=True)
class UseFolder(Message):
    """Take a model from this folder, or (None) from the Hugging Face cache; answered by Done.

    Refused with "no-model" or "bad-folder".
    """

    TYPE: ClassVar[str] = "use-folder"
    model: str = limited(1, limits.MAX_NAME)
    folder: Optional[str] = limited(1, limits.MAX_PATH, default=None)


@dataclass(frozen=True)
class ErrandProgress(Message):
    """How far an errand is: bytes done, bytes in all (0 where not known yet), and a few words."""

    TYPE: ClassVar[str] = "errand-progress"
    model: str
    errand: Errand
    done: int = limited(0)
    total: int = limited(0)
    note: str = limited(0, limits.MAX_NAME, default="")


@dataclass(frozen=True)
class ErrandEnded(Message):
    """Nothing is done about the model any more; `sentence` says what has come of it."""

    TYPE: ClassVar[str] = "errand-ended"
    model: str
    errand: Errand
    outcome: ErrandOutcome
    sentence: str


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
    """How far a job is: `fraction` 0..1, and a few words."""

    TYPE: ClassVar[str] = "progress"
    job: str
    fraction: float = limited(0, 1)
    note: str = limited(0, limits.MAX_NAME)


@dataclass(frozen=True)
class Preview(Message):
    """A small unfinished picture of what the engine works on."""

    TYPE: ClassVar[str] = "preview"
    job: str
    image: ImageHeader


@dataclass(frozen=True)
class FrameArrived(Message):
    """One frame of the process, at canvas size; `index` 0 shows the first marks."""

    TYPE: ClassVar[str] = "frame"
    job: str
    index: int
    origin: FrameOrigin
    image: ImageHeader
    step: int = limited(0, 999)
    stage: str = limited(0, limits.MAX_NAME)


@dataclass(frozen=True)
class JobEnded(Message):
    """No more frames will come; `sentence` says why, unless the job has finished."""

    TYPE: ClassVar[str] = "job-ended"
    job: str
    state: JobState
    frames: int
    sentence: str


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
    ],
    receiver="Pentimento plugin or command",
)
