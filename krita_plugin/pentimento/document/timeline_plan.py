"""Where the frames of a process go on the timeline: which layers, which times, how much it takes.

Knows neither Krita nor pixels: labels and the painter's wishes in, a plan out.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Callable, List, Optional, Sequence, Tuple

from ..frame_label import FrameLabel
from ..words import tr
from .keyframe_file import Track

MOST_TRACKS = 24
"""A process that goes back and forth between its layers would give a layer for each frame."""

WIDEST_SPACING = 48

LARGE_IMPORT_BYTES = 3 << 30
FREE_SHARE = 0.5
"""The painter is asked before an import of more than that, or than this share of free memory."""

_PLAIN_PIXEL_BYTES = 4
_PLAIN_PACE, _CONVERTED_PACE = 25e-9, 200e-9
"""Seconds a pixel, measured on two cores that had other work as well."""


class Layout(enum.Enum):
    """Which layers the frames are spread over."""

    ONE = "one"
    STAGES = "stages"
    LAYERS = "layers"


class Start(enum.Enum):
    """Where on the timeline the first frame goes."""

    BEGINNING = "beginning"
    CURRENT = "current"
    END = "end"


@dataclass(frozen=True)
class TimelineOptions:
    """The painter's wishes: a keyframe every `spacing` frames of the timeline, from `start` on.

    Of the process, every frame (1), every second one (2) and so on is taken, always with the last.
    """

    layout: Layout = Layout.ONE
    start: Start = Start.BEGINNING
    spacing: int = 1
    every: int = 1


@dataclass(frozen=True)
class TimelinePlan:
    """Which frames go where: `frames[i]`, an index into the process, is at time `times[i]`.

    It is on the layer `tracks[lanes[i]]`. Lower layers come first and hold earlier frames. The
    times are `spacing` apart.
    """

    tracks: Tuple[Track, ...]
    frames: Tuple[int, ...]
    times: Tuple[int, ...]
    lanes: Tuple[int, ...]
    spacing: int

    @property
    def first_time(self) -> int:
        """Time of the first frame."""
        return self.times[0]

    @property
    def last_time(self) -> int:
        """Time of the last frame."""
        return self.times[-1]


def make_plan(
    labels: Sequence[FrameLabel],
    layer_names: Sequence[str],
    options: TimelineOptions,
    first_time: int,
) -> TimelinePlan:
    """Return the plan for a process with these frames; ValueError for one without any.

    `layer_names` are those of the layers that were sent, which FrameLabel.layer points to.
    """
    frames = chosen_frames(len(labels), options.every)
    if not frames:
        raise ValueError("a process without frames has no place on the timeline")
    times = tuple(first_time + place * options.spacing for place in range(len(frames)))
    lanes, names = _lanes([labels[frame] for frame in frames], layer_names, options.layout)
    tracks = tuple(
        Track(name, tuple(time for time, own in zip(times, lanes) if own == lane))
        for lane, name in enumerate(names)
    )
    return TimelinePlan(tracks, frames, times, lanes, options.spacing)


def chosen_frames(count: int, every: int) -> Tuple[int, ...]:
    """Return every n-th of `count` frames, counted from the last one."""
    return tuple(reversed(range(count - 1, -1, -every)))


def can_be_split(labels: Sequence[FrameLabel], layout: Layout) -> bool:
    """Return whether a layout would give more than one layer."""
    return len(_lanes(labels, (), layout)[1]) > 1


def _lanes(
    labels: Sequence[FrameLabel], layer_names: Sequence[str], layout: Layout
) -> Tuple[Tuple[int, ...], List[str]]:
    """Return each frame's layer, and the layers' names.

    A layer goes on while stage (or original layer) stays the same: one that is taken up again later
    lies above what has been painted in between.
    """
    name_of = _naming(layer_names, layout)
    lanes: List[int] = []
    names: List[str] = []
    for label in labels:
        name = name_of(label)
        if not names or names[-1] != name:
            names.append(name)
        lanes.append(len(names) - 1)
    if len(names) > MOST_TRACKS:
        return (0,) * len(lanes), [tr("All frames")]
    return tuple(lanes), _told_apart(names)


def _naming(layer_names: Sequence[str], layout: Layout) -> Callable[[FrameLabel], str]:
    def by_layer(label: FrameLabel) -> str:
        index = label.layer
        if index is None:
            return tr("Other paint")
        known = 0 <= index < len(layer_names) and layer_names[index]
        return layer_names[index] if known else tr("Layer {number}").format(number=index + 1)

    if layout is Layout.LAYERS:
        return by_layer
    if layout is Layout.STAGES:
        return lambda label: tr(label.stage).capitalize() or tr("All frames")
    return lambda label: tr("All frames")


def _told_apart(names: Sequence[str]) -> List[str]:
    """Number those of a name that comes up more than once."""
    return [
        f"{name} {names[: place + 1].count(name)}" if names.count(name) > 1 else name
        for place, name in enumerate(names)
    ]


@dataclass(frozen=True)
class ImportNeed:
    """What an import takes: frames of so many pixels, memory in bytes, about so many seconds."""

    frames: int
    width: int
    height: int
    memory: int
    seconds: float

    @property
    def sentence(self) -> str:
        """The numbers for the painter."""
        return tr("{frames} frames of {width} x {height}: {memory}, about {seconds} s").format(
            frames=self.frames,
            width=self.width,
            height=self.height,
            memory=size_words(self.memory),
            seconds=max(1, round(self.seconds)),
        )


def import_need(frames: int, width: int, height: int, pixel_bytes: int, lanes: int) -> ImportNeed:
    """Return what it takes to put frames on a document of `pixel_bytes` bytes for each pixel.

    The memory is that of one layer, however many there are: what several hold is together no more.
    """
    pixels = frames * width * height
    pace = _PLAIN_PACE if pixel_bytes == _PLAIN_PIXEL_BYTES else _CONVERTED_PACE
    if lanes > 1:
        pace += _PLAIN_PACE
    return ImportNeed(frames, width, height, pixels * pixel_bytes, pixels * pace)


def is_large(need: ImportNeed, free_memory: Optional[int]) -> bool:
    """Return whether the painter should be asked before an import; `free_memory` in bytes."""
    if free_memory is not None and need.memory > FREE_SHARE * free_memory:
        return True
    return need.memory > LARGE_IMPORT_BYTES


def size_words(count: int) -> str:
    """Return a number of bytes in words."""
    if count >= 1 << 30:
        return tr("{size} GB").format(size=f"{count / (1 << 30):.1f}")
    return tr("{size} MB").format(size=max(1, round(count / (1 << 20))))
