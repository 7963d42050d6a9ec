"""The first two stages: a loose coloured pencil sketch, then the clean line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane
from ...strokes.materials import INK
from ...strokes.ribbons import ribbons
from ...strokes.stroke import Paint, Stroke, stroke_along
from .drawing import Drawing
from .lines import smooth_path
from .pause import Pause
from .regions import VOID, Regions
from .seeding import pixel, sweep, uniform
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
_LONGEST = 90
"""Points of a line, a study pixel each, after which the pencil is set down again."""
_TURNS = 12
"""Points through which a loose pencil line passes."""


def pencils(rng: np.random.Generator) -> tuple[Colour, Colour]:
    """The pencil for what lies behind, and the one for the subject."""
    return _PENCILS[int(rng.integers(len(_PENCILS)))]


def plan_construction(
    construction: list[Plane],
    pencil: Colour,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Stroke]:
    """Straight construction lines around the big shapes, long ones first."""
    hand = _Pencil(pencil, 0.8 * unit, 0.3, 2.5 * unit, 10.0 * unit, haste=2.5)
    longest_first = sorted(construction, key=_length, reverse=True)
    return _searching([(path, hand) for path in longest_first], rng, pause)


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
    far = _Pencil(behind, 0.8 * unit, 0.4, 1.5 * unit, 5.0 * unit)
    near = _Pencil(subject, 0.8 * unit, 0.46, 1.5 * unit, 5.0 * unit)
    last = (study.width - 1, study.height - 1)
    outlined = _drawn_on(study, drawing.contours, max(3, round(9 * unit)))
    inner = [
        path
        for path in drawing.paths
        if len(path) > 14 * unit + 3 and outlined[pixel(path.clip(0, last))].mean() < 0.5
    ]
    pause()
    composed = _composed(inner + drawing.contours, regions, study.long_side / 4)
    pause()
    nearness = [regions.nearness[_label_under(path, regions)] for path in composed]
    lines = [
        (path, far if nearby < 0.4 else near)
        for path, nearby in zip(composed, nearness, strict=True)
    ]
    return _searching(lines, rng, pause)


def plan_line(
    study: Study, regions: Regions, drawing: Drawing, picture: str, pause: Pause
) -> list[Stroke]:
    """Pen strokes that bring out `picture` along the lines (INK lays the line drawing alone)."""
    unit = study.long_side / 640.0
    paint = Paint(picture=picture)
    radius = max(1.2, (2.6 if picture == INK else 26.0) * unit)
    sheet = np.zeros((study.height, study.width), np.uint8)
    strokes: list[Stroke] = []
    for path in _composed(drawing.paths, regions, study.long_side / 6):
        pause()
        for piece in _pieces(smooth_path(path, 3), 60):
            # time goes by what comes to be seen: lines side by side uncover less
            new = _newly_drawn(sheet, piece, max(1, round(2.0 * radius)))
            effort = 0.2 * len(piece) + new / (2.0 * radius)
            strokes.append(_plain_stroke(piece, radius, paint, effort))
    return strokes


def _newly_drawn(sheet: Pixels, path: Plane, width: int) -> int:
    """Draw a path on the sheet; the number of pixels that were bare before."""
    points = np.rint(path).astype(np.int32)
    left, top = np.maximum(points.min(axis=0) - width, 0)
    right, bottom = points.max(axis=0) + width
    around = sheet[top:bottom, left:right]
    before = cv2.countNonZero(around)
    cv2.polylines(around, [points - (left, top)], False, 255, width)
    return cv2.countNonZero(around) - before


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


def _searching(
    lines: Sequence[tuple[Plane, _Pencil]], rng: np.random.Generator, pause: Pause
) -> list[Stroke]:
    """Two searching passes along each line: each a little beside it and beyond its ends."""
    drawn: list[tuple[Plane, _Pencil]] = []
    for path, pencil in lines:
        pieces = [(piece, pencil) for piece in _pieces(smooth_path(path, 7), _LONGEST)]
        drawn += 2 * pieces
    if not drawn:
        return []
    pause()
    count = len(drawn)
    stray = np.array([pencil.stray for _, pencil in drawn], np.float32)
    overshoot = np.array([pencil.overshoot for _, pencil in drawn], np.float32)
    radii = np.array([pencil.radius for _, pencil in drawn], np.float32)
    radii *= uniform(rng, 0.7, 1.2, count)
    press = uniform(rng, 0.7, 1.0, count).tolist()
    grains = rng.integers(1 << 16, size=count).tolist()
    thinned = np.stack([_thinned(piece) for piece, _ in drawn])
    shapes = ribbons(_loosened(thinned, stray, overshoot, rng), radii)
    return [
        stroke_along(
            shapes,
            index,
            float(radii[index]),
            len(piece) / pencil.haste,
            Paint((*pencil.colour, 255)),
            "pencil",
            pencil.press * press[index],
            0.6,
            grains[index],
        )
        for index, (piece, pencil) in enumerate(drawn)
    ]


def _thinned(path: Plane) -> Plane:
    """`_TURNS` points of a path, so few that a loose line can pass through all of them."""
    return path[np.linspace(0, len(path) - 1, _TURNS).round().astype(np.intp)]


def _loosened(paths: Plane, stray: Plane, overshoot: Plane, rng: np.random.Generator) -> Plane:
    """Lines (count, points + 2, 2) beside paths (count, points, 2) and beyond both their ends."""
    count, points, _ = paths.shape
    beyond = [paths[:, 0] - paths[:, 2], paths[:, -1] - paths[:, -3]]
    ends = [
        direction
        / np.maximum(np.linalg.norm(direction, axis=1), 1e-6)[:, None]
        * (overshoot * uniform(rng, 0.0, 1.0, count))[:, None]
        for direction in beyond
    ]
    longer = np.concatenate(
        [paths[:, :1] + ends[0][:, None], paths, paths[:, -1:] + ends[1][:, None]], axis=1
    )
    turns = np.linspace(0.0, 2.0 * np.pi, points + 2)[None, :, None]
    phase, speed = (
        rng.uniform(0.0, 2.0 * np.pi, (count, 1, 2)),
        rng.uniform(0.4, 1.2, (count, 1, 2)),
    )
    wave = 0.6 * np.sin(phase + turns * speed) + rng.uniform(-0.6, 0.6, longer.shape)
    return (longer + stray[:, None, None] * wave).astype(np.float32)


def _pieces(path: Plane, longest: int) -> list[Plane]:
    """Split a path into strokes of at most `longest` points that share their ends."""
    count = max(1, -(-len(path) // longest))
    edges = np.linspace(0, len(path) - 1, count + 1).round().astype(int)
    return [path[start : end + 1] for start, end in itertools.pairwise(edges)]
