"""The first two stages: a loose coloured pencil sketch, then the clean line."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane
from .drawing import Drawing
from .lines import smooth_path
from .marks import Mark, SolidPaint, Stroke
from .pause import Pause
from .regions import VOID, Regions
from .ribbons import ribbons
from .seeding import pixel, scatter, sweep
from .study import Study

_PENCILS: tuple[tuple[tuple[int, int, int], tuple[int, int, int]], ...] = (
    ((50, 110, 200), (190, 70, 50)),
    ((60, 130, 170), (170, 60, 110)),
    ((80, 150, 70), (180, 85, 35)),
    ((140, 90, 190), (45, 85, 180)),
)
"""Pairs of pencil colours (sRGB): one for what lies behind, one for the subject."""


def plan_sketch(
    study: Study, regions: Regions, drawing: Drawing, rng: np.random.Generator, pause: Pause
) -> list[Mark]:
    """Construction lines of the big shapes, then searching pencil lines, subject last."""
    behind, subject = _PENCILS[int(rng.integers(len(_PENCILS)))]
    unit = study.long_side / 640.0
    marks: list[Mark] = []
    for path in drawing.construction:
        pencil = _Pencil(behind, 0.9 * unit, 0.4, 2.5 * unit, 10.0 * unit, haste=2.5)
        marks += _searching(path, pencil, rng)
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
        pencil = _Pencil(
            behind if far else subject, 1.0 * unit, 0.6 if far else 0.8, 1.5 * unit, 5.0 * unit
        )
        marks += _searching(path, pencil, rng)
    return marks


def plan_line(
    study: Study,
    regions: Regions,
    drawing: Drawing,
    ground: tuple[int, int, int, int],
    pause: Pause,
) -> list[Mark]:
    """Pen strokes that bring out the ink and take the pencil around it away."""
    unit = study.long_side / 640.0
    paint = SolidPaint(ground, drawing.ink)
    bare = SolidPaint(ground)
    marks: list[Mark] = [
        _plain_stroke(_lengthened(path, 8.0 * unit), max(1.5, 5.0 * unit), bare, effort=4.0)
        for path in drawing.construction
    ]
    for path in _composed(drawing.paths, regions, study.long_side / 6):
        pause()
        for piece in _pieces(smooth_path(path, 3), 60):
            marks.append(_plain_stroke(piece, max(1.2, 7.5 * unit), paint, effort=len(piece)))
    reach: Plane = np.array([[-8.0, 5.0], [8.0, -5.0]], np.float32) * np.float32(unit)
    spots = _stray_pencil(study, drawing)
    for index in sweep(spots, study.long_side / 6):
        rubbed: Plane = spots[index] + reach
        marks.append(_plain_stroke(rubbed, max(1.5, 9.0 * unit), paint, effort=1.0))
    return marks


def _lengthened(path: Plane, by: float) -> Plane:
    """A straight path made longer at both ends by so many pixels."""
    ahead = path[-1] - path[0]
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-6) * np.float32(by)
    return np.concatenate([path[:1] - ahead, path, path[-1:] + ahead])


def _stray_pencil(study: Study, drawing: Drawing) -> Plane:
    """Spots (count, 2) where pencilled contours lie that no pen has followed."""
    unit = study.long_side / 640.0
    stray = _drawn_on(study, drawing.contours, 1)
    stray[_drawn_on(study, drawing.paths, max(3, round(10 * unit)))] = False
    spacing = max(1.5, 8.0 * unit)
    size = 2 * int(spacing) + 1
    near = cv2.dilate(stray.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return scatter(near, spacing, np.random.default_rng(0))


def _drawn_on(study: Study, paths: list[Plane], width: int) -> NDArray[np.bool_]:
    sheet = np.zeros((study.height, study.width), np.uint8)
    for path in paths:
        cv2.polylines(sheet, [np.rint(path).astype(np.int32)], False, 255, width)
    return sheet > 0


def _plain_stroke(path: Plane, radius: float, paint: SolidPaint, effort: float) -> Stroke:
    shape = ribbons(path[None], np.array([radius], np.float32), lead=0.02, tail=0.02)
    return Stroke(shape.outlines[0], float(shape.angles[0]), radius, effort, paint, dry=0.0)


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

    colour: tuple[int, int, int]
    radius: float
    press: float
    stray: float
    overshoot: float
    haste: float = 1.0


def _searching(path: Plane, pencil: _Pencil, rng: np.random.Generator) -> list[Mark]:
    """Two searching passes along a path: each a little beside it and beyond its ends."""
    marks: list[Mark] = []
    paint = SolidPaint((*pencil.colour, 255))
    for _ in range(2):
        for piece in _pieces(smooth_path(path, 7), 90):
            loose = _loosened(piece, pencil.stray, pencil.overshoot, rng)
            radius = np.array([pencil.radius * rng.uniform(0.7, 1.2)], np.float32)
            shape = ribbons(loose[None], radius)
            marks.append(
                Stroke(
                    shape.outlines[0],
                    float(shape.angles[0]),
                    float(radius[0]),
                    len(piece) / pencil.haste,
                    paint,
                    opacity=pencil.press * float(rng.uniform(0.7, 1.0)),
                    dry=0.5,
                    grain=int(rng.integers(1 << 16)),
                )
            )
    return marks


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
