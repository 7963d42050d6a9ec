"""Candidate strokes: a fixed collection of shapes, drawn once and tried everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane
from ...strokes.brush import Brush
from ...strokes.ribbons import outlines, ribbons
from ...strokes.stroke import Paint, Stroke

SIDE = 24
"""Pixels of the square in which shapes are drawn and compared."""

_PATH_POINTS = 12
_COLLECTION_SEED = 2019
"""The collection is the same for every picture; the seed of a sequence chooses from it."""


@dataclass(frozen=True, eq=False)
class Shapes:
    """Strokes in a unit square: `outlines` (count, points, 2), `angles`, `radii`, `masks`.

    `masks` is float32 (count, SIDE * SIDE): how much of each pixel a stroke covers, 0..1.
    """

    outlines: Plane
    angles: Plane
    radii: Plane
    masks: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.radii)


def bezier_shapes(count: int, thickest: float = 0.34) -> Shapes:
    """Quadratic Bezier strokes whose width changes evenly from end to end.

    They are those of Learning to Paint (Huang, Heng, Zhou 2019): three points anywhere in the
    square, the middle one drawn towards the ends so that strokes bend and do not loop.
    """
    random = np.random.default_rng(_COLLECTION_SEED)
    start, middle, end = random.uniform(0.0, 1.0, (3, count, 2))
    middle = start + (end - start) * middle * 2.0
    along = np.linspace(0.0, 1.0, _PATH_POINTS)[None, :, None]
    paths = (
        (1 - along) ** 2 * start[:, None]
        + 2 * along * (1 - along) * middle[:, None]
        + along**2 * end[:, None]
    ).astype(np.float32)
    first, last = random.uniform(0.03, thickest, (2, count))
    widths = first[:, None] + (last - first)[:, None] * along[..., 0]
    tips = np.minimum(first, last).astype(np.float32)
    rounded = outlines(paths, widths.astype(np.float32), tips)
    chord = paths[:, -1] - paths[:, 0]
    angles = np.arctan2(chord[:, 1], chord[:, 0])
    return _drawn(rounded, angles, np.maximum(first, last).astype(np.float32))


def brush_shapes(count: int, slimness: tuple[float, float], tail: float) -> Shapes:
    """Nearly straight brush strokes, `slimness` times as long as wide, that thin out at the end.

    `tail` is the share of the length over which they do. Positions, directions and sizes are those
    of Stylized Neural Painting's strokes (Zou et al. 2021): anywhere in the square, at any angle.
    """
    random = np.random.default_rng(_COLLECTION_SEED + 1)
    centre = random.uniform(0.1, 0.9, (count, 2))
    angle = random.uniform(-np.pi, np.pi, count)
    length = random.uniform(0.3, 1.1, count)
    bend = random.uniform(-0.15, 0.15, count) * length
    along = np.linspace(-0.5, 0.5, _PATH_POINTS)[None, :]
    forward = along * length[:, None]
    sideways = bend[:, None] * (1 - 4 * along**2)
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    paths = np.stack([forward * cosine - sideways * sine, forward * sine + sideways * cosine], 2)
    paths += centre[:, None]
    radii = (length / random.uniform(*slimness, count) / 2).astype(np.float32)
    shapes = ribbons(paths.astype(np.float32), radii, lead=0.08, tail=tail)
    return _drawn(shapes.outlines, angle, radii)


def _drawn(rounded: Plane, angles: NDArray[np.floating], radii: Plane) -> Shapes:
    brush = Brush((1, 1), (SIDE, SIDE))
    masks = np.zeros((len(rounded), SIDE, SIDE), np.float32)
    for index, outline in enumerate(rounded):
        stroke = Stroke(outline, 0.0, float(radii[index]), 1.0, Paint(), brush="pen")
        mark = brush.mark(stroke)
        if mark is not None:
            masks[index, mark.box.rows, mark.box.columns] = mark.mask / np.float32(255)
    return Shapes(rounded, angles.astype(np.float32), radii, masks.reshape(len(rounded), -1))
