"""The list of strokes that made a process: kept as gzip JSON, rendered at any operation step."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.colour import Pixels, Plane
from .areas import Areas
from .easel import Easel
from .materials import Ink, Materials
from .ribbons import outlines, path_of
from .stroke import Clip, Paint, PremultipliedColour, Stroke

FORMAT = "pentimento-strokes"
VERSION = 1
_LARGEST = 1 << 30
"""Bytes that an unpacked stroke list may take."""
_CHECKPOINTS = 24
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    zlib.error,
    cv2.error,
)
"""What reading a damaged list may raise."""
_DECIMALS = 3


class TimedStroke(NamedTuple):
    """A stroke, its stage's name, and the operation step (999.0 .. 0.0) at which it is done."""

    step: float
    stage: str
    stroke: Stroke


@dataclass(eq=False)
class StrokeList:
    """All strokes of a process in order, on their `materials`.

    `start` is the blank canvas's colour or the picture (premultiplied RGBA) that was painted on.
    """

    materials: Materials
    start: PremultipliedColour | Pixels
    strokes: Sequence[TimedStroke]
    _states: dict[int, Pixels] = field(default_factory=dict, init=False)

    def picture(self, step: int) -> Pixels:
        """The canvas at an operation step 0..999: RGBA uint8, straight alpha.

        States on the way are remembered, so that later steps are quick. Raises ValueError.
        """
        if not 0 <= step <= 999:
            raise ValueError(f"An operation step lies between 0 and 999, not at {step}.")
        count = sum(1 for timed in self.strokes if timed.step >= step) or min(1, len(self.strokes))
        easel = Easel(self.materials, self.start)
        known = max((index for index in self._states if index <= count), default=0)
        if known:
            easel.painting[:] = self._states[known]
        apart = max(1, len(self.strokes) // _CHECKPOINTS)
        for index in range(known, count):
            easel.lay(self.strokes[index].stroke)
            if (index + 1) % apart == 0:
                self._states[index + 1] = easel.painting.copy()
        return easel.picture()

    def to_bytes(self) -> bytes:
        """The list as gzip JSON."""
        text = json.dumps(self._described(), separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=1)

    @staticmethod
    def from_bytes(content: bytes) -> StrokeList:
        """Read `to_bytes`; raises ValueError, with one sentence, for anything else."""
        try:
            with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
                text = packed.read(_LARGEST + 1)
            if len(text) > _LARGEST:
                raise ValueError("too long")
            return _read(json.loads(text))
        except _DAMAGE as error:
            raise ValueError(
                "This is no stroke list that Pentimento can read: export it again."
            ) from error

    def to_svg(self) -> str:
        """The strokes as an SVG document (see svg.write_svg)."""
        from .svg import write_svg  # noqa: PLC0415 - svg describes lists, so it imports this module

        return write_svg(self)

    def _described(self) -> dict[str, Any]:
        materials = self.materials
        areas: dict[int, int] = {}
        maps: list[str] = []
        strokes = []
        for step, stage, stroke in self.strokes:
            clip = stroke.clip
            if clip is not None and id(clip.areas) not in areas:
                areas[id(clip.areas)] = len(maps)
                maps.append(_png(_split(clip.areas.labels)))
            path, half, tip = path_of(stroke.outline)
            strokes.append(
                {
                    "step": round(step, 3),
                    "stage": stage,
                    "path": np.round(path.astype(float), _DECIMALS).tolist(),
                    "width": np.round(2.0 * half.astype(float), _DECIMALS).tolist(),
                    "tip": round(tip, _DECIMALS),
                    "angle": round(stroke.angle, 3),
                    "radius": round(stroke.radius, 3),
                    "brush": stroke.brush,
                    "opacity": round(stroke.opacity, 3),
                    "dry": stroke.dry,
                    "grain": stroke.grain,
                    "colour": list(stroke.paint.colour),
                    "under_ink": stroke.paint.under_ink,
                    "picture": stroke.paint.picture,
                    "clip": None
                    if clip is None
                    else [areas[id(clip.areas)], clip.label, clip.exact],
                }
            )
        ink = materials.ink
        plain = isinstance(self.start, tuple)
        return {
            "format": FORMAT,
            "version": VERSION,
            "width": materials.canvas_size[0],
            "height": materials.canvas_size[1],
            "plan": list(materials.plan_size),
            "start": list(self.start) if plain else _png(np.asarray(self.start)),
            "pictures": {name: _png(picture) for name, picture in materials.pictures.items()},
            "ink": None if ink is None else [_png(ink.alpha), _png(ink.colour)],
            "kept": None if materials.kept is None else _png(materials.kept),
            "areas": maps,
            "strokes": strokes,
        }


def _read(described: Mapping[str, Any]) -> StrokeList:
    if described["format"] != FORMAT or described["version"] != VERSION:
        raise ValueError("another format")
    size = (int(described["width"]), int(described["height"]))
    width, height = described["plan"]
    materials = Materials(size, (int(width), int(height)))
    for name, coded in described["pictures"].items():
        materials.pictures[str(name)] = _picture(coded, size)
    if described["ink"] is not None:
        alpha, colour = (_image(coded) for coded in described["ink"])
        materials.ink = Ink(alpha, colour, size)
    if described["kept"] is not None:
        kept = _image(described["kept"])
        if kept.shape != (size[1], size[0]):
            raise ValueError("a mask of another size")
        materials.kept = kept
    maps = [Areas(_joined(_image(coded)), *size) for coded in described["areas"]]
    start = described["start"]
    canvas = _picture(start, size) if isinstance(start, str) else _colour(start)
    entries = described["strokes"]
    shapes = _outlines(entries)
    strokes = [_stroke(entry, shape, maps) for entry, shape in zip(entries, shapes, strict=True)]
    return StrokeList(materials, canvas, strokes)


def _outlines(entries: Sequence[Mapping[str, Any]]) -> list[Plane]:
    """The outline of each entry; those with as many points are made together."""
    by_points: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        by_points.setdefault(len(entry["path"]), []).append(index)
    shapes: list[Plane] = [np.empty((0, 2), np.float32)] * len(entries)
    for points, members in by_points.items():
        if points < 2:
            raise ValueError("a path of a single point")
        paths = np.array([entries[index]["path"] for index in members], np.float32)
        half = np.array([entries[index]["width"] for index in members], np.float32) / 2.0
        tips = np.array([entries[index]["tip"] for index in members], np.float32)
        made = outlines(paths.reshape(-1, points, 2), half.reshape(-1, points), tips)
        for index, shape in zip(members, made, strict=True):
            shapes[index] = shape
    return shapes


def _stroke(entry: Mapping[str, Any], outline: Plane, maps: Sequence[Areas]) -> TimedStroke:
    clip = entry["clip"]
    paint = Paint(_colour(entry["colour"]), float(entry["under_ink"]), str(entry["picture"]))
    if entry["brush"] not in ("pen", "pencil", "bristle", "wash"):
        raise ValueError("no such brush")
    stroke = Stroke(
        outline,
        float(entry["angle"]),
        float(entry["radius"]),
        0.0,
        paint,
        entry["brush"],
        float(entry["opacity"]),
        float(entry["dry"]),
        int(entry["grain"]),
        None if clip is None else Clip(maps[clip[0]], int(clip[1]), bool(clip[2])),
    )
    return TimedStroke(float(entry["step"]), str(entry["stage"]), stroke)


def _colour(values: Sequence[int]) -> PremultipliedColour:
    red, green, blue, alpha = (min(max(int(value), 0), 255) for value in values)
    return red, green, blue, alpha


def _split(labels: NDArray[np.int32]) -> Pixels:
    """Labels as the bytes of a picture, which compresses well and keeps them exact."""
    return np.ascontiguousarray(labels).view(np.uint8).reshape(*labels.shape, 4)


def _joined(picture: Pixels) -> NDArray[np.int32]:
    labels = np.ascontiguousarray(picture).view(np.int32)[..., 0]
    if labels.min() < 0 or labels.max() > 8 * labels.size + 64:
        raise ValueError("labels out of range")
    return labels


def _png(picture: NDArray[np.uint8]) -> str:
    done, coded = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise ValueError("The picture could not be coded.")
    return base64.b64encode(coded.tobytes()).decode("ascii")


def _image(coded: str) -> NDArray[np.uint8]:
    data = np.frombuffer(base64.b64decode(coded, validate=True), np.uint8)
    picture = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise ValueError("not a picture")
    return picture.astype(np.uint8, copy=False)


def _picture(coded: str, size: tuple[int, int]) -> Pixels:
    picture = _image(coded)
    if picture.shape != (size[1], size[0], 4):
        raise ValueError("a picture of another size")
    return picture
