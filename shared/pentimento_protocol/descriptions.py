"""What messages say about engines, models, devices, pictures, layers and jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Literal, Optional

from . import limits
from .images import ImageHeader
from .wire import OptionValue, added, limited

JobState = Literal["queued", "running", "finished", "failed", "cancelled"]
FrameOrigin = Literal["given", "generated"]
OptionKind = Literal["bool", "int", "float", "choice", "text"]
ModelPresence = Literal["missing", "partial", "complete"]

ENDED_STATES = ("finished", "failed", "cancelled")

STROKES_FILE = "strokes.json.gz"
"""By-product of engines that paint in strokes: the list of them, packed."""

PROMPT_FILE = "prompt.txt"
"""By-product of engines that read: the prompt they worked with."""


@dataclass(frozen=True)
class OptionDescription:
    """One setting of an engine, as declared data; controls are built from it.

    `minimum` and `maximum` bound a number; a text has at most `maximum` characters. `title` is the
    control's label in a painter's words, `description` says more.
    """

    name: str
    description: str
    kind: OptionKind
    default: OptionValue
    choices: List[str]
    minimum: Optional[float] = None
    maximum: Optional[float] = None
    title: Optional[str] = added(3)


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
    """One engine of the backend: what it is called, which tasks, options and models it has.

    `takes_masks` says that a given may have a mask: an area that is finished.
    """

    name: str
    title: str
    version: str
    licence: str
    tasks: List[str]
    options: List[OptionDescription]
    devices: List[str]
    models: Optional[List[ModelNeed]] = added(2)
    takes_masks: Optional[bool] = added(3)


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
class DeviceDescription:
    """A device that jobs run on: the name torch has for it, and its title for people.

    `free` and `total` are its memory in bytes, None where not known (yet).
    """

    name: str
    title: str
    free: Optional[int] = None
    total: Optional[int] = None


@dataclass(frozen=True)
class StoreDescription:
    """Where frames are kept, how many bytes they take there, and how many they may take."""

    folder: str
    used: int
    limit: int


@dataclass(frozen=True)
class GivenImage:
    """A canvas state that must appear in the process exactly, at operation `step` 999..0.

    `origin` "generated" says that an engine has made it: a frame of another process. What is given
    otherwise counts as the painter's own.
    """

    image: ImageHeader
    step: int = limited(0, 999)
    mask: Optional[ImageHeader] = None
    origin: Optional[FrameOrigin] = added(3)


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
class Branch:
    """Where a process branches off: at frame `frame` (0 is the first) of `job`.

    Frame 0 of the branch shows the same picture, so that the whole process is frames 0 to `frame`
    - 1 of the parent, then the branch's own.
    """

    job: str = limited(8, 64)
    frame: int = limited(0, limits.MAX_FRAMES)


@dataclass(frozen=True)
class JobSummary:
    """What the store knows about a job; `created` is in seconds since the epoch.

    `parent` is the frame it goes on from, whose job may be deleted by now. `code`: see JobEnded,
    `place`: see Progress.
    """

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
    parent: Optional[Branch] = added(3)
    code: Optional[str] = added(3)
    place: Optional[int] = added(4)
