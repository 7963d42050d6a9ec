"""Greedy stroke fitting: the strokes that bring a canvas closest to a picture, found by trying.

Where published painters follow a gradient or a policy network, thousands of shapes are compared
at once here: how much a stroke gains, and the colour in which it gains most, have closed forms
that are matrix products over all shapes and all places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane
from ...strokes.easel import Easel
from ...strokes.stroke import BrushKind, Paint, Stroke
from .shapes import SIDE, Shapes

_LEAST_GAIN = 1e-4
"""Mean squared error, of colours 0..1 over a window, that a stroke must take away."""


@dataclass(frozen=True)
class Pass:
    """One pass over the picture in `divisions` x `divisions` windows, repeated `rounds` times."""

    divisions: int
    rounds: int


@dataclass(frozen=True)
class Handling:
    """How strokes are laid: brush, opacity (lowest, highest), `dry` 0..1, and shapes `tried`."""

    brush: BrushKind
    opacity: tuple[float, float]
    dry: float
    tried: int = 256


def fitted_strokes(
    picture: Pixels,
    easel: Easel,
    shapes: Shapes,
    handling: Handling,
    passes: tuple[Pass, ...],
    rng: np.random.Generator,
) -> Iterator[Stroke]:
    """Yield strokes towards `picture` (RGB, height x width x 3), each laid on the easel first.

    The easel's plan is in pixels of the picture, and opaque.
    """
    target = _light(picture)
    for level in passes:
        for _ in range(level.rounds):
            tried = rng.choice(len(shapes), handling.tried, replace=False)
            opacity = float(rng.uniform(*handling.opacity))
            windows = _windows(picture.shape[:2], level.divisions, rng)
            canvas = _light(easel.painting[..., :3])
            for place in _best(canvas, target, shapes, tried, opacity, windows, rng):
                stroke = _stroke(place, windows.side, shapes, handling, opacity, rng)
                easel.lay(stroke)
                yield stroke


@dataclass(frozen=True)
class _Windows:
    """A grid of square windows over the picture: `side` in pixels, corner at minus `shift`."""

    side: float
    shift: tuple[float, float]
    columns: int
    rows: int


@dataclass(frozen=True)
class _Place:
    """A shape chosen for a window whose corner is (`x`, `y`), and its colour, RGB 0..1."""

    shape: int
    x: float
    y: float
    colour: NDArray[np.float32]


def _windows(size: tuple[int, int], divisions: int, rng: np.random.Generator) -> _Windows:
    height, width = size
    side = max(height, width) / divisions
    # the grid lies elsewhere in each round, or its lines would show
    across, down = rng.uniform(0.0, side, 2).tolist() if divisions > 1 else (0.0, 0.0)
    columns, rows = ceil((width + across) / side - 1e-6), ceil((height + down) / side - 1e-6)
    return _Windows(side, (across, down), columns, rows)


def _best(
    canvas: Plane,
    target: Plane,
    shapes: Shapes,
    tried: NDArray[np.int64],
    opacity: float,
    windows: _Windows,
    rng: np.random.Generator,
) -> list[_Place]:
    """The best shape of each window where any gains, in random order.

    With a = opacity x mask, C the canvas, T the target and D = T - C, a stroke of colour c leaves
    the error |D - a (c - C)|^2; it is least for c = (sum aD + sum a^2 C) / sum a^2.
    """
    under, wanted = _seen(canvas, windows), _seen(target, windows)
    away = wanted - under
    mask = shapes.masks[tried] * np.float32(opacity)
    squared = mask * mask
    count = under.shape[1]
    pull, cross = np.split(mask @ np.concatenate([away, away * under], 1), 2, axis=1)
    held, weight = np.split(squared @ np.concatenate([under, under * under], 1), 2, axis=1)
    area = squared.sum(1, keepdims=True) + np.float32(1e-6)
    pull += held
    colour = np.clip(pull / area, 0.0, 1.0)
    lost = colour * colour * area - 2 * colour * pull + 2 * cross + weight
    gain = -lost.reshape(len(tried), count // 3, 3).sum(2) / (SIDE * SIDE)
    chosen = gain.argmax(0)
    colours = colour.reshape(len(tried), count // 3, 3)
    places = []
    for window in rng.permutation(count // 3):
        shape = chosen[window]
        if gain[shape, window] > _LEAST_GAIN:
            row, column = divmod(int(window), windows.columns)
            x = column * windows.side - windows.shift[0]
            y = row * windows.side - windows.shift[1]
            places.append(_Place(int(tried[shape]), x, y, colours[shape, window]))
    return places


def _light(picture: Pixels) -> Plane:
    """Colours 0..1."""
    return np.multiply(picture, np.float32(1 / 255), dtype=np.float32)


def _seen(picture: Plane, windows: _Windows) -> Plane:
    """What each window shows, scaled to SIDE x SIDE: (SIDE * SIDE, windows * 3)."""
    scale = SIDE / windows.side
    shape = (windows.columns * SIDE, windows.rows * SIDE)
    # averaged first where it shrinks, as a plain warp would skip pixels
    softened = cv2.blur(picture, (max(1, round(1 / scale)),) * 2)
    to_grid = np.array(
        [
            [scale, 0, (windows.shift[0] + 0.5) * scale - 0.5],
            [0, scale, (windows.shift[1] + 0.5) * scale - 0.5],
        ]
    )
    grid = cv2.warpAffine(softened, to_grid, shape, borderMode=cv2.BORDER_REPLICATE)
    cut = grid.reshape(windows.rows, SIDE, windows.columns, SIDE, 3)
    seen = cut.transpose(1, 3, 0, 2, 4).reshape(SIDE * SIDE, -1)
    return np.ascontiguousarray(seen, np.float32)


def _stroke(
    place: _Place,
    side: float,
    shapes: Shapes,
    handling: Handling,
    opacity: float,
    rng: np.random.Generator,
) -> Stroke:
    red, green, blue = (int(channel) for channel in np.rint(place.colour * 255))
    outline = shapes.outlines[place.shape] * side + np.array([place.x, place.y], np.float32)
    return Stroke(
        outline.astype(np.float32),
        float(shapes.angles[place.shape]),
        float(shapes.radii[place.shape]) * side,
        effort=1.0,
        paint=Paint((red, green, blue, 255)),
        brush=handling.brush,
        opacity=opacity,
        dry=handling.dry,
        grain=int(rng.integers(1 << 16)),
    )
