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
VERSION = 2
_CHECKPOINTS = 24
_CHECKPOINT_BYTES = 1 << 28
"""Memory for the remembered states; large canvases get fewer of them."""
_DECIMALS = 3


class TimedStroke(NamedTuple):
    """A stroke, its stage's name, and the operation step (1000.0 .. 0.0) at which it is done."""

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
        most = max(1, min(_CHECKPOINTS, _CHECKPOINT_BYTES // easel.painting.nbytes))
        apart = max(1, len(self.strokes) // most)
        for index in range(known, count):
            easel.lay(self.strokes[index].stroke)
            if (index + 1) % apart == 0:
                self._states[index + 1] = easel.painting.copy()
        return easel.picture()

    def to_bytes(self) -> bytes:
        """The list as gzip JSON, which `reading.read_strokes` reads."""
        text = json.dumps(self._described(), separators=(",", ":"))
        return gzip.compress(text.encode(), compresslevel=1)

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


def _split(labels: Labels) -> Pixels:
    """Labels as the bytes of a picture, lowest first: it compresses well and keeps them exact."""
    return np.ascontiguousarray(labels, "<i4").view(np.uint8).reshape(*labels.shape, 4)


def _png(picture: NDArray[np.uint8]) -> str:
    return base64.b64encode(encode_png(picture)).decode("ascii")
