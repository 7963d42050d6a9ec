"""The drawing stages: a loose coloured pencil sketch, then the clean line."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Plane, lab_to_rgb, over, rgb_to_lab
from ...imaging.resize import fit, scaled
from ..interface import Canvas
from .flow import tangent_flow
from .lines import drop_specks, flow_lines, smooth_path, trace_paths
from .marks import Ink, Mark, SolidPaint, Stroke
from .pause import Pause
from .regions import VOID, Regions
from .ribbons import ribbons
from .seeding import pixel, scatter, sweep
from .study import Study

_INK_SIDE = 1024
_PENCILS: tuple[tuple[tuple[int, int, int], tuple[int, int, int]], ...] = (
    ((70, 120, 190), (190, 80, 60)),
    ((90, 130, 160), (150, 70, 110)),
    ((110, 140, 90), (170, 90, 40)),
    ((130, 110, 170), (60, 90, 170)),
)
"""Pairs of pencil colours (sRGB): one for what lies behind, one for the subject."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """The lines of the picture: `ink` to be drawn, `paths` of the pen in study pixels.

    `contours` are the outlines of its regions, `construction` their straight-sided versions.
    `line_art` says that the picture is a line drawing itself: nothing else is to be painted.
    """

    ink: Ink
    paths: list[Plane]
    contours: list[Plane]
    construction: list[Plane]
    line_art: bool


def is_line_art(study: Study) -> bool:
    """Whether the picture is dark lines on white paper and nothing else."""
    lightness = study.lab[..., 0]
    paper = lightness > 92.0
    chroma = np.linalg.norm(study.lab[..., 1:], axis=2)
    grey = (lightness > 45.0) & (lightness < 92.0) & ~_beside(paper & (lightness > 97.0))
    return bool(
        study.visible.all() and paper.mean() > 0.5 and chroma.mean() < 3.0 and grey.mean() < 0.06
    )


def _beside(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0


def find_lines(
    canvas: Canvas, study: Study, regions: Regions, hand_angle: float, pause: Pause
) -> Drawing:
    """Extract the line drawing of a canvas (RGBA uint8); texture of quiet areas is left out."""
    height, width = canvas.shape[:2]
    size = fit(width, height, _INK_SIDE, min(study.width, study.height))
    reduced = scaled(canvas, *size)
    lightness = np.ascontiguousarray(rgb_to_lab(over(reduced, (160, 160, 160)))[..., 0])
    grow: Plane = np.array([size[0] / study.width, size[1] / study.height], np.float32)
    pause()
    line_art = is_line_art(study)
    contours: list[Plane] = []
    if line_art:
        alpha = np.clip((96.0 - lightness) / 70.0, 0.0, 1.0)
        drawn = drop_specks(alpha > 0.45, max(8, max(size) // 12))
        alpha *= cv2.dilate(drawn.astype(np.float32), np.ones((3, 3), np.uint8))
    else:
        contours = [smooth_path(path, 11) for path in trace_paths(_contrasting(regions), 16)]
        pause()
        alpha = _line_alpha(lightness, study, regions, hand_angle)
        pause()
        alpha = _with_contours(alpha, [path * grow for path in contours])
        drawn = alpha > 0.35
    pause()
    return Drawing(
        ink=Ink(np.rint(alpha * 255).astype(np.uint8), _ink_colour(study), (width, height)),
        paths=[path / grow for path in trace_paths(drawn, 4)],
        contours=contours,
        construction=_construction(study, regions),
        line_art=line_art,
    )


def _contrasting(regions: Regions) -> NDArray[np.bool_]:
    """Borders between regions of clearly different colour, one pixel wide."""
    border = np.zeros(regions.labels.shape, bool)
    for here, there in (
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        one, other = regions.labels[here], regions.labels[there]
        contrast = np.linalg.norm(regions.colour[one] - regions.colour[other], axis=-1)
        border[here] |= (one != other) & (
            (contrast > 18.0) | ((contrast > 9.0) & (regions.plane[one] != regions.plane[other]))
        )
    return border


def _with_contours(alpha: Plane, contours: list[Plane]) -> Plane:
    """Add thin contour lines where the picture itself shows no line nearby."""
    unit = max(alpha.shape) / 1024.0
    reach = max(3, round(9 * unit)) | 1
    taken = cv2.dilate(alpha, np.ones((reach, reach), np.uint8)) > 0.3
    thin = np.zeros(alpha.shape, np.uint8)
    for path in contours:
        points = np.rint(path * 16).astype(np.int32)
        cv2.polylines(thin, [points], False, 190, max(1, round(1.4 * unit)), cv2.LINE_AA, 4)
    added = (thin > 95) & ~taken
    kept = drop_specks(added, max(5, round(24 * unit)))
    kept = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.maximum(alpha, np.where(kept, thin, 0).astype(np.float32) / 255.0)


def _line_alpha(lightness: Plane, study: Study, regions: Regions, hand_angle: float) -> Plane:
    size = (lightness.shape[1], lightness.shape[0])
    unit = max(size) / 1024.0
    smooth = blurred(lightness, max(0.6, 1.0 * unit))
    flow = tangent_flow(smooth, max(1.0, 3.0 * unit), hand_angle, 0.02)
    strength = flow_lines(smooth, flow, max(0.7, 1.1 * unit), max(2.0, 6.0 * unit))
    saliency = cv2.resize(regions.saliency, size, interpolation=cv2.INTER_LINEAR)
    # contours of regions count fully; lines inside quiet areas are mostly texture
    border = _region_borders(regions)
    border = cv2.resize(border, size, interpolation=cv2.INTER_LINEAR)
    confidence = np.clip(0.3 + 0.7 * saliency + 0.8 * border, 0.0, 1.0)
    strength *= confidence.astype(np.float32)
    busy = blurred(strength, 14.0 * unit + 2.0)
    limit = 0.45 + 1.1 * busy
    alpha = np.clip((strength - limit) / (0.45 + 0.35 * limit), 0.0, 1.0)
    long_enough = drop_specks(alpha > 0.15, max(5, round(28 * unit)))
    return (alpha * long_enough).astype(np.float32)


def _region_borders(regions: Regions) -> Plane:
    labels = regions.labels.astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    border = cv2.dilate(labels, kernel) != cv2.erode(labels, kernel)
    return blurred(border.astype(np.float32), 1.5)


def _ink_colour(study: Study) -> NDArray[np.uint8]:
    """A dark relative of the local colour, premultiplied RGBA at study size."""
    lab = blurred(study.lab, max(1.0, study.long_side / 100))
    lab[..., 0] = np.minimum(lab[..., 0] * 0.35, 26.0)
    lab[..., 1:] *= 0.55
    opaque = np.full((study.height, study.width, 1), 255, np.uint8)
    return np.concatenate([lab_to_rgb(lab), opaque], axis=2)


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
    outlined = _drawn_on(study, drawing.contours, max(3, round(9 * unit)))
    inner = [
        path
        for path in drawing.paths
        if len(path) > 14 * unit + 3 and outlined[pixel(path.clip(0, _last(study)))].mean() < 0.5
    ]
    for path in _composed(inner + drawing.contours, regions, study.long_side / 4):
        pause()
        far = regions.nearness[_label_under(path, regions)] < 0.4
        pencil = _Pencil(
            behind if far else subject, 1.0 * unit, 0.6 if far else 0.8, 1.5 * unit, 5.0 * unit
        )
        marks += _searching(path, pencil, rng)
    return marks


def _last(study: Study) -> tuple[int, int]:
    return study.width - 1, study.height - 1


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
    marks: list[Mark] = []
    spots = _stray_pencil(study, drawing)
    reach: Plane = np.array([[-10.0, 6.0], [10.0, -6.0]], np.float32) * np.float32(unit)
    for index in sweep(spots, study.long_side / 6):
        rubbed: Plane = spots[index] + reach
        marks.append(_plain_stroke(rubbed, max(1.5, 9.0 * unit), SolidPaint(ground), effort=2.0))
    for path in _composed(drawing.paths, regions, study.long_side / 6):
        pause()
        for piece in _pieces(smooth_path(path, 3), 60):
            marks.append(_plain_stroke(piece, max(1.2, 7.5 * unit), paint, effort=len(piece)))
    return marks


def _stray_pencil(study: Study, drawing: Drawing) -> Plane:
    """Spots (count, 2) where pencil lines lie that no pen will follow."""
    unit = study.long_side / 640.0
    stray = _drawn_on(study, drawing.construction + drawing.contours, 1)
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


def _construction(study: Study, regions: Regions) -> list[Plane]:
    """Straight-sided outlines of the biggest shapes."""
    paths = []
    biggest = [
        label for label in regions.order if regions.area[label] > 0.02 * study.rgb[..., 0].size
    ]
    for label in biggest:
        member = cv2.morphologyEx(
            (regions.labels == label).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)
        )
        contours, _ = cv2.findContours(member, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        outline = max(contours, key=cv2.contourArea)
        corners = cv2.approxPolyDP(outline, study.long_side / 45.0, True)[:, 0]
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            if (
                _along_frame(start, end, study)
                or np.linalg.norm(end - start) < study.long_side / 30
            ):
                continue
            paths.append(np.linspace(start, end, 12).astype(np.float32))
    return paths


def _along_frame(start: NDArray[np.int32], end: NDArray[np.int32], study: Study) -> bool:
    last = np.array([study.width - 1, study.height - 1])
    near = study.long_side / 100.0
    low = (start <= near) & (end <= near)
    high = (start >= last - near) & (end >= last - near)
    return bool((low | high).any())


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
