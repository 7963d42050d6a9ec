"""The list of strokes that made a process: kept as gzip JSON, rendered at any operation step."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..imaging.colour import Pixels
from ..imaging.png import encode_png
from .areas import Labels
from .easel import Easel
from .materials import Materials
from .ribbons import path_of
from .stroke import PremultipliedColour, Stroke

FORMAT = "pentimento-strokes"
VERSION = 3
_CHECKPOINTS = 24
_CHECKPOINT_BYTES = 1 << 28
"""Memory for the remembered states; large canvases get fewer of them."""
_DECIMALS = 3
_STEP_DECIMALS = 6


class TimedStroke(NamedTuple):
    """A stroke, its stage's name, and the operation step (1000.0 .. 0.0) at which it is done."""

    step: float
    stage: str
    stroke: Stroke


@dataclass(eq=False)
class LegOfStrokes:
    """The strokes that lead from one state of the canvas to another, on their `materials`.

    `first` is the operation step of the `start`: the blank canvas's colour, or the picture
    (premultiplied RGBA) that was painted on.
    """

    materials: Materials
    start: PremultipliedColour | Pixels
    first: int
    strokes: Sequence[TimedStroke]
    _states: dict[int, Pixels] = field(default_factory=dict, init=False)

    def picture(self, step: int, memory: int) -> Pixels:
        """The canvas at an operation step of this leg: RGBA uint8, straight alpha.

        States on the way are remembered, in so many bytes of `memory`, so that later steps are
        quick.
        """
        count = sum(1 for timed in self.strokes if timed.step >= step)
        easel = Easel(self.materials, self.start)
        known = max((index for index in self._states if index <= count), default=0)
        if known:
            easel.painting[:] = self._states[known]
        most = max(1, min(_CHECKPOINTS, memory // easel.painting.nbytes))
        apart = max(1, len(self.strokes) // most)
        for begin in range(known, count, apart):
            end = min(count, begin + apart)
            easel.lay_all([timed.stroke for timed in self.strokes[begin:end]])
            if end - begin == apart:
                self._states[end] = easel.painting.copy()
        return easel.picture()


@dataclass(eq=False)
class StrokeList:
    """All strokes of a process: one leg, or several with given states or layers between them.

    The legs are in the order of their steps, each ending where the next begins.
    """

    legs: Sequence[LegOfStrokes]

    @property
    def canvas_size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.legs[0].materials.canvas_size

    def picture(self, step: int) -> Pixels:
        """The canvas at an operation step 0..999: RGBA uint8, straight alpha. Raises ValueError."""
        if not 0 <= step <= 999:
            raise ValueError(f"An operation step lies between 0 and 999, not at {step}.")
        begun = [leg for leg in self.legs if leg.first >= step] or self.legs[:1]
        return begun[-1].picture(step, _CHECKPOINT_BYTES // len(self.legs))

    def to_bytes(self) -> bytes:
        """The list as gzip JSON, which `reading.read_strokes` reads."""
        text = json.dumps(self._described(), separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=1)

    def _described(self) -> dict[str, Any]:
        images = _Images()
        return {
            "format": FORMAT,
            "version": VERSION,
            "width": self.canvas_size[0],
            "height": self.canvas_size[1],
            "legs": [_leg(leg, images) for leg in self.legs],
            "images": list(images.places),
        }


class _Images:
    """Images of canvas size as PNG, each once: a leg mostly starts on the last one's finish."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, image: NDArray[np.uint8]) -> int:
        return self.places.setdefault(_png(image), len(self.places))


def _leg(leg: LegOfStrokes, images: _Images) -> dict[str, Any]:
    materials = leg.materials
    areas: dict[int, int] = {}
    maps: list[str] = []
    strokes = []
    for timed in leg.strokes:
        clip = timed.stroke.clip
        if clip is not None and id(clip.areas) not in areas:
            areas[id(clip.areas)] = len(maps)
            maps.append(_png(_split(clip.areas.labels)))
        limits = None if clip is None else [areas[id(clip.areas)], clip.label, clip.exact]
        strokes.append(_stroke(timed) | {"clip": limits})
    start = leg.start if isinstance(leg.start, tuple) else images.place(np.asarray(leg.start))
    ink = materials.ink
    return {
        "first": leg.first,
        "plan": list(materials.plan_size),
        "start": start,
        "pictures": {name: images.place(image) for name, image in materials.pictures.items()},
        "ink": None if ink is None else [_png(ink.alpha), _png(ink.colour)],
        "kept": None if materials.kept is None else images.place(materials.kept),
        "areas": maps,
        "strokes": strokes,
    }


def _stroke(timed: TimedStroke) -> dict[str, Any]:
    """A stroke without its clip."""
    step, stage, stroke = timed
    path, half, tip = path_of(stroke.outline)
    return {
        "step": round(step, _STEP_DECIMALS),
        "stage": stage,
        "path": np.round(path.astype(float), _DECIMALS).tolist(),
        "width": np.round(2.0 * half.astype(float), _DECIMALS).tolist(),
        "tip": round(tip, _DECIMALS),
        "angle": round(stroke.angle, _DECIMALS),
        "radius": round(stroke.radius, _DECIMALS),
        "brush": stroke.brush,
        "opacity": round(stroke.opacity, _DECIMALS),
        "dry": stroke.dry,
        "grain": stroke.grain,
        "colour": list(stroke.paint.colour),
        "under_ink": stroke.paint.under_ink,
        "picture": stroke.paint.picture,
    }


def _split(labels: Labels) -> Pixels:
    """Labels as the bytes of a picture, lowest first: it compresses well and keeps them exact."""
    return np.ascontiguousarray(labels, "<i4").view(np.uint8).reshape(*labels.shape, 4)


def _png(picture: NDArray[np.uint8]) -> str:
    return base64.b64encode(encode_png(picture)).decode("ascii")
