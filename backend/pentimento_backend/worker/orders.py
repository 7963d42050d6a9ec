"""What server and worker process say to each other, over a loopback socket of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pentimento_protocol import limits
from pentimento_protocol.descriptions import FrameOrigin
from pentimento_protocol.images import ImageHeader
from pentimento_protocol.wire import Catalogue, Message, limited


@dataclass(frozen=True)
class WorkerReady(Message):
    """The worker has started and waits for orders."""

    TYPE: ClassVar[str] = "worker-ready"
    device: str


@dataclass(frozen=True)
class MemoryReport(Message):
    """The memory of the worker's device in bytes, None where not known."""

    TYPE: ClassVar[str] = "memory-report"
    free: int | None
    total: int | None


@dataclass(frozen=True)
class WorkOrder(Message):
    """Paint the job in `folder` (see storage.job_folder), from frame `first_frame` on.

    `memory_budget`, in GB, is what an engine may use of its device where the job does not say; 0
    leaves it to the engine.
    """

    TYPE: ClassVar[str] = "work-order"
    job: str
    folder: str
    first_frame: int
    memory_budget: float


@dataclass(frozen=True)
class CancelOrder(Message):
    """Stop painting; answered by WorkEnded."""

    TYPE: ClassVar[str] = "cancel-order"
    job: str


@dataclass(frozen=True)
class WorkerBeat(Message):
    """The worker's interpreter is alive; sent every HEARTBEAT_INTERVAL."""

    TYPE: ClassVar[str] = "worker-beat"


@dataclass(frozen=True)
class WorkProgress(Message):
    """How far the job is: `fraction` 0..1 and a few words."""

    TYPE: ClassVar[str] = "work-progress"
    job: str
    fraction: float = limited(0, 1)
    note: str = limited(0, limits.MAX_NAME)


@dataclass(frozen=True)
class WorkPreview(Message):
    """A small unfinished picture."""

    TYPE: ClassVar[str] = "work-preview"
    job: str
    image: ImageHeader


@dataclass(frozen=True)
class FrameWritten(Message):
    """Frame `index` is on the disk, whole."""

    TYPE: ClassVar[str] = "frame-written"
    job: str
    index: int
    origin: FrameOrigin
    image: ImageHeader
    step: int = limited(0, 999)
    stage: str = limited(0, limits.MAX_NAME)
    layer: int | None = None


@dataclass(frozen=True)
class ByProductWritten(Message):
    """The by-product `name` is on the disk, whole."""

    TYPE: ClassVar[str] = "by-product-written"
    job: str
    name: str = limited(1, limits.MAX_BY_PRODUCT_NAME)
    size: int = limited(0, limits.MAX_BY_PRODUCT_BYTES)


@dataclass(frozen=True)
class WorkEnded(Message):
    """The worker is free again; `sentence` is empty where all frames were painted.

    `code` says to programs what `sentence` says to people (see messages.JobEnded).
    """

    TYPE: ClassVar[str] = "work-ended"
    job: str
    sentence: str
    code: str


TO_WORKER = Catalogue([WorkOrder, CancelOrder])
FROM_WORKER = Catalogue(
    [
        WorkerReady,
        WorkerBeat,
        MemoryReport,
        WorkProgress,
        WorkPreview,
        FrameWritten,
        ByProductWritten,
        WorkEnded,
    ]
)
