"""From a recording to a sequence: find the canvas, set views right, choose key frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...engines.interface import falling_steps
from ...imaging.box import Box
from ...imaging.colour import Pixels
from ...imaging.resize import fit
from ..sequences import PaintingSequence
from .canvas_area import canvas_area
from .looks import look_at, look_size, mirrored
from .placing import laid, scaled_movement
from .recording import Recording, UnusableRecording
from .report import Report
from .states import States, keyframes, states
from .views import UPRIGHT, View, views

MOST_LOOKS = 1500
"""Frames of a long recording that are looked at, evenly spread: 350 MB of looks at most."""

Watch = Callable[[float], None]
"""Told how much of a recording, 0..1, has been looked at."""

Scale = tuple[float, float]

_SAME_PROPORTIONS = 0.01


def unwatched(share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Wish:
    """`frames` of a sequence, and the longest side in pixels that they are scaled down to."""

    frames: int = 8
    size: int = 512


@dataclass(frozen=True, eq=False)
class Imported:
    """A sequence, and what was done to the recording to get it."""

    sequence: PaintingSequence
    report: Report


@dataclass(frozen=True, eq=False)
class _Film:
    """Looks at some frames of a recording: `indices` are their places in it."""

    looks: list[Pixels]
    indices: list[int]
    damaged: int
    other_size: int


@dataclass(frozen=True, eq=False)
class _Canvas:
    """Where the canvas lies in the looks, how each shows it (`ways`), and what it looks like.

    `looks` are cut and set right; `places` are their indices among the film's looks. A way is None
    where it cannot be told.
    """

    area: Box
    ways: list[View | None]
    looks: list[Pixels]
    places: list[int]

    def needed(self, place: int) -> list[int]:
        """Return the places of all looks that the canvas of one is put together from, in time."""
        before = self.places[: self.places.index(place) + 1]
        whole = [index for index, one in enumerate(before) if _shows_all(self.ways[one])]
        return before[whole[-1] :]


def import_recording(
    recording: Recording, wish: Wish, key: str, caption: str, watch: Watch = unwatched
) -> Imported:
    """Return the sequence of one recording. Raises UnusableRecording with a sentence."""
    film = _looked_at(recording, watch)
    _check_enough(recording, len(film.looks), wish, "frames of one size")
    canvas = _canvas_of(recording, film)
    found = states(canvas.looks)
    _check_enough(recording, len(found.kept), wish, "different states of the painting")
    chosen = keyframes([canvas.looks[index] for index in found.kept], wish.frames)
    picked = [canvas.places[found.kept[index]] for index in chosen]
    sequence = PaintingSequence(
        key=key,
        frames=_cut(recording, film, canvas, picked, wish.size),
        steps=falling_steps(wish.frames),
        caption=caption,
        source=recording.name,
        licence="not stated",
        kind="recording",
    )
    return Imported(sequence, _report(recording, film, canvas, found))


def _canvas_of(recording: Recording, film: _Film) -> _Canvas:
    """Cut the canvas out of the looks and set their views right."""
    height, width = film.looks[0].shape[:2]
    if recording.kind not in ("pictures", "video"):
        # a document's canvas is all there is, and always lies as it lies
        everything = list(range(len(film.looks)))
        ways: list[View | None] = [UPRIGHT] * len(film.looks)
        return _Canvas(Box(0, 0, width, height), ways, film.looks, everything)
    area = canvas_area(film.looks)
    cut = [np.ascontiguousarray(look[area.rows, area.columns]) for look in film.looks]
    ways = _from_the_first_whole_one(views(cut))
    places: list[int] = []
    looks: list[Pixels] = []
    for place, (look, way) in enumerate(zip(cut, ways, strict=True)):
        if way is not None:
            looks.append(_set_right(look, way, looks[-1] if looks else look))
            places.append(place)
    return _Canvas(area, ways, looks, places)


def _from_the_first_whole_one(ways: Sequence[View | None]) -> list[View | None]:
    """Leave out what shows a part of a canvas that was never seen before."""
    first = next(place for place, way in enumerate(ways) if _shows_all(way))
    return [None if place < first else way for place, way in enumerate(ways)]


def _shows_all(way: View | None) -> bool:
    return way is not None and way.movement is None


def _set_right(picture: Pixels, way: View, canvas: Pixels, scale: Scale = (1.0, 1.0)) -> Pixels:
    """Return the canvas that a picture shows, or shows a part of: the rest is as it was before.

    The picture is so many times as wide and high as the look that its way was found by.
    """
    upright = mirrored(picture) if way.is_mirrored else picture
    if way.movement is None:
        return upright
    return laid(canvas, upright, scaled_movement(way.movement, *scale))


def _report(recording: Recording, film: _Film, canvas: _Canvas, found: States) -> Report:
    height, width = film.looks[0].shape[:2]
    return Report(
        name=recording.name,
        seen=len(film.looks) + film.damaged + film.other_size,
        damaged=film.damaged,
        other_size=film.other_size,
        elsewhere=canvas.ways.count(None),
        mirrored=sum(way.is_mirrored for way in canvas.ways if way is not None),
        zoomed=sum(way.movement is not None for way in canvas.ways if way is not None),
        idle=found.idle,
        undone=found.undone,
        states=len(found.kept),
        area=_told(canvas.area, width, height),
    )


def _looked_at(recording: Recording, watch: Watch) -> _Film:
    """Look at every frame of a short recording, at evenly spread ones of a long one."""
    count = recording.count()
    wanted = set(np.linspace(0, count - 1, min(count, MOST_LOOKS)).round().astype(int).tolist())
    sizes: list[tuple[int, int]] = []
    looks: list[Pixels] = []
    indices: list[int] = []
    damaged = 0
    for index, frame in recording.frames(wanted):
        watch(index / count)
        if frame is None:
            damaged += 1
            continue
        size = (frame.shape[1], frame.shape[0])
        sizes.append(size)
        looks.append(look_at(frame, look_size(*size)))
        indices.append(index)
    if not looks:
        raise UnusableRecording(f"{recording.name} holds no frame that can be read.")
    same = [_has_proportions(size, sizes[-1]) for size in sizes]
    end = (looks[-1].shape[1], looks[-1].shape[0])
    return _Film(
        [look_at(look, end) for look, kept in zip(looks, same, strict=True) if kept],
        [index for index, kept in zip(indices, same, strict=True) if kept],
        damaged,
        same.count(False),
    )


def _has_proportions(size: tuple[int, int], finish: tuple[int, int]) -> bool:
    ratio = size[0] / size[1] / (finish[0] / finish[1])
    return abs(ratio - 1.0) <= _SAME_PROPORTIONS


def _check_enough(recording: Recording, count: int, wish: Wish, what: str) -> None:
    if count < wish.frames:
        raise UnusableRecording(
            f"{recording.name} has {count} {what}, and a sequence takes {wish.frames}: ask for "
            "fewer frames, or leave it out."
        )


def _cut(
    recording: Recording, film: _Film, canvas: _Canvas, picked: Sequence[int], size: int
) -> Pixels:
    """Read the chosen frames once more, whole, and return them cut, set right and scaled."""
    needed = {place for one in picked for place in canvas.needed(one)}
    place_of = {film.indices[place]: place for place in needed}
    look_height, look_width = canvas.looks[0].shape[:2]
    frames: list[Pixels] = []
    whole: Pixels | None = None
    for index, frame in recording.frames(place_of):
        if frame is None:
            raise UnusableRecording(f"{recording.name} has changed while it was read: try again.")
        place, way = place_of[index], canvas.ways[place_of[index]]
        assert way is not None
        part = _part(frame, canvas.area, film.looks[0].shape)
        if whole is None:
            width, height = fit(part.shape[1], part.shape[0], size)
        else:
            height, width = whole.shape[:2]
        scale = (width / look_width, height / look_height)
        part = look_at(part, (width, height))
        whole = _set_right(part, way, part if whole is None else whole, scale)
        if place in picked:
            frames.append(whole)
    return np.stack(frames)


def _part(frame: Pixels, area: Box, look_shape: tuple[int, ...]) -> Pixels:
    """The part of a whole frame that `area` covers of its look."""
    height, width = look_shape[:2]
    across, down = frame.shape[1] / width, frame.shape[0] / height
    return frame[
        round(area.top * down) : round(area.bottom * down),
        round(area.left * across) : round(area.right * across),
    ]


def _told(area: Box, width: int, height: int) -> str:
    if area == Box(0, 0, width, height):
        return ""
    left, top = round(100 * area.left / width), round(100 * area.top / height)
    right, bottom = round(100 * area.right / width), round(100 * area.bottom / height)
    return f"{left} to {right} % from the left and {top} to {bottom} % from the top"
