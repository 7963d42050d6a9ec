"""The first two stages: a loose coloured pencil sketch, then the clean line."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane
from ...strokes.materials import INK
from ...strokes.ribbons import ribbons
from ...strokes.stroke import Paint, Stroke, stroke_along
from .drawing import Drawing
from .flow import streamlines
from .lines import smooth_path
from .pause import Pause
from .regions import VOID, Regions
from .seeding import pixel, scatter, sweep, uniform
from .study import Study

Colour = tuple[int, int, int]
"""Opaque sRGB, 0..255."""

_PENCILS: tuple[tuple[Colour, Colour], ...] = (
    ((50, 110, 200), (190, 70, 50)),
    ((60, 130, 170), (170, 60, 110)),
    ((80, 150, 70), (180, 85, 35)),
    ((140, 90, 190), (45, 85, 180)),
)
"""Pairs of pencil colours (sRGB): one for what lies behind, one for the subject."""


def pencils(rng: np.random.Generator) -> tuple[Colour, Colour]:
    """The pencil for what lies behind, and the one for the subject."""
    return _PENCILS[int(rng.integers(len(_PENCILS)))]


def plan_construction(
    construction: list[Plane], pencil: Colour, unit: float, rng: np.random.Generator
) -> list[Stroke]:
    """Straight construction lines around the big shapes, long ones first."""
    strokes: list[Stroke] = []
    for path in sorted(construction, key=_length, reverse=True):
        hand = _Pencil(pencil, 0.9 * unit, 0.45, 2.5 * unit, 10.0 * unit, haste=2.5)
        strokes += _searching(path, hand, rng)
    return strokes


def plan_sketch(
    study: Study,
    regions: Regions,
    drawing: Drawing,
    colours: tuple[Colour, Colour],
    rng: np.random.Generator,
    pause: Pause,
) -> list[Stroke]:
    """Searching pencil lines, subject last."""
    behind, subject = colours
    unit = study.long_side / 640.0
    strokes: list[Stroke] = []
    last = (study.width - 1, study.height - 1)
    outlined = _drawn_on(study, drawing.contours, max(3, round(9 * unit)))
    inner = [
        path
        for path in drawing.paths
        if len(path) > 14 * unit + 3 and outlined[pixel(path.clip(0, last))].mean() < 0.5
    ]
    for path in _composed(inner + drawing.contours, regions, study.long_side / 4):
        pause()
        far = regions.nearness[_label_under(path, regions)] < 0.4
        hand = _Pencil(
            behind if far else subject, 1.0 * unit, 0.6 if far else 0.8, 1.5 * unit, 5.0 * unit
        )
        strokes += _searching(path, hand, rng)
    return strokes


def mass_in(study: Study, colour: Colour, rng: np.random.Generator) -> list[Stroke]:
    """Broad strokes with the side of the pencil over everything that is not light."""
    unit = study.long_side / 640.0
    light = cv2.GaussianBlur(np.ascontiguousarray(study.lab[..., 0]), (0, 0), 6.0 * unit)
    strokes: list[Stroke] = []
    radius = 5.0 * unit
    for limit, press in ((72.0, 0.11), (42.0, 0.16)):
        seeds = scatter((light < limit) & study.visible, 2.6 * radius, rng)
        lengths = radius * uniform(rng, 7.0, 12.0, len(seeds))
        shapes = ribbons(
            streamlines(study.broad, seeds, lengths), radius * uniform(rng, 0.8, 1.2, len(seeds))
        )
        for index in sweep(seeds, study.long_side / 6):
            strokes.append(
                stroke_along(
                    shapes,
                    index,
                    radius,
                    0.15 * float(shapes.areas[index]) / unit,
                    Paint((*colour, 255)),
                    "pencil",
                    press,
                    0.9,
                )
            )
    return strokes


def plan_line(
    study: Study, regions: Regions, drawing: Drawing, picture: str, pause: Pause
) -> list[Stroke]:
    """Pen strokes that bring out `picture` along the lines (INK lays the line drawing alone)."""
    unit = study.long_side / 640.0
    paint = Paint(picture=picture)
    radius = max(1.2, (2.6 if picture == INK else 12.0) * unit)
    strokes: list[Stroke] = []
    for path in _composed(drawing.paths, regions, study.long_side / 6):
        pause()
        for piece in _pieces(smooth_path(path, 3), 60):
            strokes.append(_plain_stroke(piece, radius, paint, effort=len(piece)))
    return strokes


def _drawn_on(study: Study, paths: list[Plane], width: int) -> NDArray[np.bool_]:
    sheet = np.zeros((study.height, study.width), np.uint8)
    for path in paths:
        cv2.polylines(sheet, [np.rint(path).astype(np.int32)], False, 255, width)
    return sheet > 0


def _plain_stroke(path: Plane, radius: float, paint: Paint, effort: float) -> Stroke:
    shape = ribbons(path[None], np.array([radius], np.float32), lead=0.02, tail=0.02)
    return stroke_along(shape, 0, radius, effort, paint, "pen", dry=0.0)


def _length(path: Plane) -> float:
    return float(np.linalg.norm(path[-1] - path[0]))


def _composed(paths: list[Plane], regions: Regions, cell: float) -> list[Plane]:
    """Long lines before short ones, farther planes before nearer, each in a sweep."""
    if not paths:
        return []
    length = np.array([len(path) for path in paths])
    centre = np.array([path.mean(axis=0) for path in paths], np.float32)
    plane = regions.plane[[_label_under(path, regions) for path in paths]]
    swept = np.empty(len(paths), np.int64)
    swept[sweep(centre, cell)] = np.arange(len(paths))
    short = length < np.quantile(length, 0.6)
    return [paths[index] for index in np.lexsort((swept, short, plane))]


def _label_under(path: Plane, regions: Regions) -> int:
    """The nearest of the regions along a path: a contour belongs to what is in front."""
    height, width = regions.labels.shape
    labels = regions.labels[pixel(path.clip(0, (width - 1, height - 1)))]
    labels = labels[labels != VOID]
    if not len(labels):
        return VOID
    return int(labels[np.argmax(regions.nearness[labels])])


@dataclass(frozen=True)
class _Pencil:
    """How a line is sketched: `press` is its opacity, `stray` and `overshoot` study pixels."""

    colour: Colour
    radius: float
    press: float
    stray: float
    overshoot: float
    haste: float = 1.0


def _searching(path: Plane, pencil: _Pencil, rng: np.random.Generator) -> list[Stroke]:
    """Two searching passes along a path: each a little beside it and beyond its ends."""
    strokes: list[Stroke] = []
    paint = Paint((*pencil.colour, 255))
    pieces = _pieces(smooth_path(path, 7), 90)
    for _ in range(2):
        for piece in pieces:
            loose = _loosened(piece, pencil.stray, pencil.overshoot, rng)
            radius = np.array([pencil.radius * rng.uniform(0.7, 1.2)], np.float32)
            shape = ribbons(loose[None], radius)
            strokes.append(
                stroke_along(
                    shape,
                    0,
                    float(radius[0]),
                    len(piece) / pencil.haste,
                    paint,
                    "pencil",
                    pencil.press * float(rng.uniform(0.7, 1.0)),
                    0.6,
                    grain=int(rng.integers(1 << 16)),
                )
            )
    return strokes


def _loosened(path: Plane, stray: float, overshoot: float, rng: np.random.Generator) -> Plane:
    thinned = path[np.unique(np.linspace(0, len(path) - 1, max(2, len(path) // 5)).astype(int))]
    if len(thinned) > 1:
        first = thinned[0] - thinned[min(2, len(thinned) - 1)]
        last = thinned[-1] - thinned[max(-3, -len(thinned))]
        ends = [
            direction / max(float(np.linalg.norm(direction)), 1e-6) * overshoot * rng.uniform(0, 1)
            for direction in (first, last)
        ]
        thinned = np.concatenate([thinned[:1] + ends[0], thinned, thinned[-1:] + ends[1]])
    turns = np.linspace(0, 1, len(thinned))
    phase = rng.uniform(0, 2 * np.pi, 2)
    wave = np.sin(phase + 2 * np.pi * turns[:, None] * rng.uniform(0.4, 1.2, 2))
    shifted = thinned + stray * (0.6 * wave + rng.uniform(-0.6, 0.6, 2))
    return shifted.astype(np.float32)


def _pieces(path: Plane, longest: int) -> list[Plane]:
    """Split a path into strokes of at most `longest` points that share their ends."""
    count = max(1, -(-len(path) // longest))
    edges = np.linspace(0, len(path) - 1, count + 1).round().astype(int)
    return [path[start : end + 1] for start, end in itertools.pairwise(edges)]
