"""Messages about models and errands: downloads, exports and learning.

An errand is work that a process of its own does for clients; they follow it as it goes on, and it
goes on without them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Dict, List, Literal, Optional, Tuple

from . import limits
from .descriptions import ModelDescription
from .wire import Message, added, limited

ModelErrand = Literal["download", "verify", "remove"]
Errand = Literal["download", "verify", "remove", "export", "learn"]
ERRAND_WORDS: Dict[Errand, str] = {
    "download": "download",
    "verify": "check",
    "remove": "removal",
    "export": "export",
    "learn": "lesson",
}
"""What people call an errand: "the lesson of Kei"."""

ErrandOutcome = Literal["finished", "failed", "cancelled"]
ExportKind = Literal[
    "video-mp4",
    "video-webm",
    "gif",
    "images",
    "contact-sheet",
    "kra",
    "strokes-json",
    "strokes-svg",
]

EXPORT_ENDINGS: Dict[ExportKind, Tuple[str, ...]] = {
    "video-mp4": (".mp4",),
    "video-webm": (".webm",),
    "gif": (".gif",),
    "contact-sheet": (".png",),
    "kra": (".kra",),
    "strokes-json": (".json", ".json.gz"),
    "strokes-svg": (".svg",),
}
"""How the names of files end; "images" is a folder, whose name may be any."""

WHOLE_EXPORTS_SINCE = (1, 4)
"""Protocol version; earlier backends export a branch alone, whatever is asked for."""

STROKE_KINDS = ("strokes-json", "strokes-svg")
"""Exports of the strokes, for which no frame is needed."""


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
class UseFolder(Message):
    """Take a model from this folder, or (None) from the Hugging Face cache; answered by Done.

    Refused with "no-model", "bad-path" or "bad-folder".
    """

    TYPE: ClassVar[str] = "use-folder"
    model: str = limited(1, limits.MAX_NAME)
    folder: Optional[str] = limited(1, limits.MAX_PATH, default=None)


@dataclass(frozen=True)
class RunErrand(Message):
    """Download, verify or remove a model; answered by Done, then followed as by FollowErrands.

    Refused with "no-model", "model-busy" (another errand runs), "too-many-errands" or
    "cannot-start" (the system gives no process). The errand goes on without its client; the same
    one asked for again is only followed.
    """

    TYPE: ClassVar[str] = "run-errand"
    model: str = limited(1, limits.MAX_NAME)
    errand: ModelErrand = "download"


@dataclass(frozen=True)
class Export(Message):
    """Write a job's frames to a file on the backend's machine; answered by Done, then followed.

    An errand: it goes on without its client, and ErrandProgress names it by `path`, which must be
    absolute and lie in a folder that exists. Its ending must fit the kind: .mp4, .webm, .gif, .png
    for a contact sheet, .kra, .json or .json.gz, .svg; "images" is the path of a folder. What is
    there already stays as it is unless `replace`. A job at work is exported as far as it is.

    `frames_per_second` is for videos, gif and kra; videos and gif hold the last frame for
    `hold_last_seconds`, and where they would take longer than `longest_seconds` they run faster,
    then leave frames out. No picture's long side measures more than `long_side` pixels.

    A branch is exported alone, or `whole`: after the frames of those it goes on from, up to where
    each was left. Strokes are always those of the one job.

    Refused with "no-job", "no-frames", "no-parent" (what came before a branch is not all there),
    "no-by-product" (the engine has kept no strokes), "bad-path", "file-exists", "model-busy" (this
    path is being written), "too-many-errands" or "cannot-start".
    """

    TYPE: ClassVar[str] = "export"
    job: str = limited(8, 64)
    kind: ExportKind = limited(1, limits.MAX_NAME)
    path: str = limited(1, limits.MAX_PATH)
    replace: bool = False
    frames_per_second: float = limited(0.1, limits.MAX_FRAME_RATE, default=6.0)
    hold_last_seconds: float = limited(0, 60, default=1.5)
    longest_seconds: Optional[float] = limited(1, 3600, default=None)
    long_side: Optional[int] = limited(16, limits.MAX_IMAGE_SIDE, default=None)
    whole: Optional[bool] = added(4)


STYLE_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{limits.MAX_STYLE_NAME}}}")
"""What a style that is learnt may be called, whole: its name becomes that of a folder."""


@dataclass(frozen=True)
class Learn(Message):
    """Learn a style from recordings of a painter; answered by Done, then followed.

    An errand: it goes on without its client, and ErrandProgress names it by the style's `name`.
    `recordings` are absolute paths on the backend's machine (see `pentimento recordings`). Zero,
    or an empty text, leaves a setting to the trainer: `size` in pixels, `memory_budget` in GB. When
    it has ended, a new Hello tells of the style among the choices of the engine's options.

    Refused with "bad-name", "bad-path", "model-busy", "too-many-errands" or "cannot-start".
    """

    TYPE: ClassVar[str] = "learn"
    name: str = limited(1, limits.MAX_STYLE_NAME)
    recordings: List[str] = limited(1, limits.MAX_RECORDINGS)
    base_style: str = limited(0, limits.MAX_NAME, default="")
    steps: int = limited(0, 1_000_000, default=0)
    rank: int = limited(0, 1024, default=0)
    size: int = limited(0, limits.MAX_IMAGE_SIDE, default=0)
    memory_budget: float = limited(0, 10_000, default=0.0)
    seed: int = limited(0, limits.MAX_SEED, default=0)
    device: str = limited(0, limits.MAX_NAME, default="")


@dataclass(frozen=True)
class CancelErrand(Message):
    """Stop an errand; answered by Done.

    `model` names what it is about, as in ErrandProgress. A download keeps what has arrived, an
    export leaves nothing behind, learning ends with what has been learnt so far.
    """

    TYPE: ClassVar[str] = "cancel-errand"
    model: str = limited(1, limits.MAX_PATH)


@dataclass(frozen=True)
class FollowErrands(Message):
    """Ask for what becomes of all errands from now on; answered by Done.

    ErrandProgress, ErrandPreview and ErrandEnded follow, also of what other clients have asked for.
    """

    TYPE: ClassVar[str] = "follow-errands"


@dataclass(frozen=True)
class ErrandProgress(Message):
    """How far an errand is: `done` of `total` (0 where not known yet), and a few words.

    `model` names what the errand is about: a model, whose bytes are counted; the path of an
    export, whose frames are counted; a style that is learnt, whose training steps are counted.
    """

    TYPE: ClassVar[str] = "errand-progress"
    model: str
    errand: Errand
    done: int = limited(0)
    total: int = limited(0)
    note: str = limited(0, limits.MAX_NAME, default="")


@dataclass(frozen=True)
class ErrandPreview(Message):
    """A picture of what a style that is learnt can do by now: PNG, in the message's one payload."""

    TYPE: ClassVar[str] = "errand-preview"
    model: str
    size: int = limited(1, limits.MAX_ERRAND_PREVIEW_BYTES)
    sha256: str = limited(64, 64)


@dataclass(frozen=True)
class ErrandEnded(Message):
    """An errand has ended; `sentence` says what has come of it. `model` as in ErrandProgress.

    `code`, for programs, says why it failed: "disk-full", "cannot-write", "no-network",
    "models-missing", "out-of-memory", "broke-down", or "" for other reasons.
    """

    TYPE: ClassVar[str] = "errand-ended"
    model: str
    errand: Errand
    outcome: ErrandOutcome
    sentence: str
    code: Optional[str] = added(3)
