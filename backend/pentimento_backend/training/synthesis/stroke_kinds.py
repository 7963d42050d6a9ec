"""Paintings by strokes alone: translucent Bezier strokes, and the textures of oil and ink."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from ...strokes.easel import Easel
from ...strokes.materials import Materials
from ...strokes.stroke import Stroke
from .fitting import Handling, Pass, fitted_strokes
from .shapes import Shapes, bezier_shapes, brush_shapes

_WHITE = (255, 255, 255, 255)
_SHAPES = 1536
_FINEST_WINDOW = 12
"""Pixels; strokes for smaller windows would be dots."""
_ROUNDS = (10, 8, 6, 6, 6, 5)
"""Rounds of the pass with 1, 2, 4, 8, ... divisions."""
_EASE = 1.8
"""How much slower the number of strokes grows at first: early strokes are large and show most."""


def transparent(picture: Pixels, frames: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Semi-transparent Bezier strokes on white, coarse to fine (the look of Learning to Paint)."""
    handling = Handling("pen", opacity=(0.5, 0.85), dry=0.0)
    return _painted(picture, frames, _beziers(), handling, rng)


def textured(picture: Pixels, frames: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Oil bristles or ink washes, by lot (the looks of Stylized Neural Painting)."""
    if rng.random() < 0.7:
        handling = Handling("bristle", opacity=(1.0, 1.0), dry=float(rng.uniform(0.25, 0.5)))
        return _painted(picture, frames, _oil_strokes(), handling, rng)
    handling = Handling("wash", opacity=(0.6, 0.9), dry=float(rng.uniform(0.2, 0.4)))
    return _painted(picture, frames, _ink_strokes(), handling, rng)


def _painted(
    picture: Pixels, frames: int, shapes: Shapes, handling: Handling, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Frames (frames, height, width, 3) of RGB pictures; the last is what the strokes reach."""
    passes = _passes(max(picture.shape[:2]))
    easel = _easel(picture)
    strokes = list(fitted_strokes(picture, easel, shapes, handling, passes, rng))
    return _shown(strokes, _easel(picture), frames)


def _shown(strokes: list[Stroke], easel: Easel, frames: int) -> NDArray[np.uint8]:
    states = []
    laid = 0
    for index in range(frames):
        # the first frame shows first marks, not the blank canvas
        share = max(index, 0.2) / (frames - 1)
        until = max(1, round(len(strokes) * share**_EASE))
        for stroke in strokes[laid:until]:
            easel.lay(stroke)
        laid = max(laid, until)
        states.append(easel.painting[..., :3].copy())
    return np.stack(states)


def _easel(picture: Pixels) -> Easel:
    height, width = picture.shape[:2]
    return Easel(Materials((width, height), (width, height)), _WHITE)


def _passes(side: int) -> tuple[Pass, ...]:
    return tuple(
        Pass(1 << level, rounds)
        for level, rounds in enumerate(_ROUNDS)
        if side >> level >= _FINEST_WINDOW
    )


@cache
def _beziers() -> Shapes:
    return bezier_shapes(_SHAPES)


@cache
def _oil_strokes() -> Shapes:
    return brush_shapes(_SHAPES, slimness=(1.6, 5.0), tail=0.15)


@cache
def _ink_strokes() -> Shapes:
    return brush_shapes(_SHAPES, slimness=(2.5, 9.0), tail=0.7)
