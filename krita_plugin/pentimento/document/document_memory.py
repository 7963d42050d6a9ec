"""What a document itself remembers of its processes: what was asked for, and where the frames are.

Kept in an annotation of the .kra file, so that a document shows its processes again when it is
opened after days. The frames themselves are in the backend's store, on the timeline, or kept in the
document (`kept_frames`).
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union

from pentimento_protocol import limits

from ..frame_label import FrameLabel
from .timeline_plan import WIDEST_SPACING, chosen_frames

if TYPE_CHECKING:
    from krita import Document

_ANNOTATION = "pentimento/processes"
MOST_PROCESSES = 50
LONGEST_TEXT = 4000
LATEST_TIME = 1_000_000
"""On the timeline, in frames: later than any animation ends."""

PlainValue = Union[bool, int, float, str]


@dataclass(frozen=True)
class TimelinePlace:
    """Where a process of `frames` frames is on the timeline: a key every `spacing` frames of it.

    Of the process, every frame (1), every second one (2) and so on is there, always with the last.
    `layer` is Krita's id of its group, "" where that is not known.
    """

    first_time: int
    frames: int
    spacing: int = 1
    every: int = 1
    layer: str = ""

    def time_of(self, index: int) -> int:
        """Return the time at which a frame is shown, or the next one that is there."""
        chosen = chosen_frames(self.frames, self.every)
        places = [place for place, frame in enumerate(chosen) if frame >= index]
        return self.first_time + (places[0] if places else len(chosen) - 1) * self.spacing

    def index_at(self, time: int) -> Optional[int]:
        """Return the frame that is shown at a time, None before the first."""
        if time < self.first_time:
            return None
        chosen = chosen_frames(self.frames, self.every)
        return chosen[min((time - self.first_time) // self.spacing, len(chosen) - 1)]


@dataclass(frozen=True)
class RememberedProcess:
    """A process as its document knows it; see desk.process.PaintingProcess for the words.

    `parent` is (job, frame) of another process. `place` is None while it is not on the timeline.
    """

    job: str
    labels: Tuple[FrameLabel, ...] = ()
    title: str = ""
    task: str = ""
    engine: str = ""
    seed: int = 0
    options: Dict[str, PlainValue] = field(default_factory=dict)
    parent: Optional[Tuple[str, int]] = None
    given_steps: Tuple[int, ...] = ()
    layer_names: Tuple[str, ...] = ()
    created: float = 0.0
    starred: bool = False
    place: Optional[TimelinePlace] = None


def remembered_processes(document: Document) -> List[RememberedProcess]:
    """Return the document's processes, oldest first; what is damaged is left out."""
    try:
        values = json.loads(bytes(document.annotation(_ANNOTATION).data()).decode("utf-8"))
    except (ValueError, RecursionError):
        return []
    if not isinstance(values, list):
        return []
    found = [_process(value) for value in values[-MOST_PROCESSES:]]
    return [process for process in found if process is not None]


def remember_process(document: Document, process: RememberedProcess) -> None:
    """Note a process, in the place of what was known of it."""
    processes = remembered_processes(document)
    known = [one.job for one in processes]
    if process.job in known:
        processes[known.index(process.job)] = process
    else:
        processes.append(process)
    _write(document, processes)


def forget_process(document: Document, job: str) -> None:
    """Forget a process; one that is not known is fine."""
    processes = remembered_processes(document)
    kept = [one for one in processes if one.job != job]
    if len(kept) < len(processes):
        _write(document, kept)


def _write(document: Document, processes: List[RememberedProcess]) -> None:
    values = [asdict(one) for one in processes[-MOST_PROCESSES:]]
    data = json.dumps(values).encode("utf-8")
    document.setAnnotation(_ANNOTATION, "Pentimento: the painting processes of this document", data)


def _process(value: Dict[str, Any]) -> Optional[RememberedProcess]:
    try:
        labels = tuple(_label(label) for label in value["labels"][: limits.MAX_FRAMES])
        return RememberedProcess(
            job=_text(value["job"]),
            labels=labels,
            title=_text(value.get("title", "")),
            task=_text(value.get("task", "")),
            engine=_text(value.get("engine", "")),
            seed=_whole(value.get("seed", 0), limits.MAX_SEED),
            options=_options(value.get("options", {})),
            parent=_parent(value.get("parent")),
            given_steps=tuple(_whole(step, 999) for step in value.get("given_steps", ())),
            layer_names=tuple(_text(name) for name in value.get("layer_names", ())),
            created=_time(value.get("created", 0.0)),
            starred=value.get("starred") is True,
            place=_place(value, len(labels)),
        )
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
        return None


def _label(value: Dict[str, Any]) -> FrameLabel:
    layer = value.get("layer")
    return FrameLabel(
        _whole(value["step"], 999),
        _text(value["stage"]),
        None if layer is None else _whole(layer, limits.MAX_LAYERS),
    )


def _options(value: Dict[str, Any]) -> Dict[str, PlainValue]:
    return {
        _text(name): option
        for name, option in value.items()
        if isinstance(option, (bool, str))
        or (isinstance(option, (int, float)) and _is_moderate(option))
    }


def _parent(value: Optional[List[Any]]) -> Optional[Tuple[str, int]]:
    return None if value is None else (_text(value[0]), _whole(value[1], limits.MAX_FRAMES))


def _place(value: Dict[str, Any], frames: int) -> Optional[TimelinePlace]:
    place = value.get("place")
    if "first_time" in value:  # documents of the first version knew nothing but this
        place = {"first_time": value["first_time"]}
    if place is None or frames == 0:
        return None
    return TimelinePlace(
        _whole(place["first_time"], LATEST_TIME),
        frames,
        max(1, _whole(place.get("spacing", 1), WIDEST_SPACING)),
        max(1, _whole(place.get("every", 1), limits.MAX_FRAMES)),
        _text(place.get("layer", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value[:LONGEST_TEXT]


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no whole number from 0 to {most}")
    return value


def _time(value: object) -> float:
    if not isinstance(value, (int, float)) or not _is_moderate(value):
        raise ValueError(f"{value!r} is no time")
    return float(value)


def _is_moderate(value: Union[int, float]) -> bool:
    """Whether Qt and the protocol take a number; the file may hold larger ones, and none."""
    return math.isfinite(value) and abs(value) <= limits.MAX_INTEGER
