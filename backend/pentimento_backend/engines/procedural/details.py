"""Patch by patch: the small touches, and the last pass that brings out the picture itself."""

from __future__ import annotations

import cv2
import numpy as np

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane, largest_difference
from ...strokes.areas import Areas, Labels
from ...strokes.ribbons import ribbons
from ...strokes.stroke import Clip, Paint, Stroke, stroke_along
from .flow import Flow, streamlines
from .hatching import hatching
from .medium import Handling
from .modelling import Tool
from .pause import Pause
from .regions import VOID, Regions, ordered_by_wish
from .seeding import grouped, pixel, scatter, sweep, uniform

_FOCAL = 0.55
"""Focus (0..1) from which a patch waits for the others to be finished."""


def detail_patches(
    regions: Regions, focus: Plane, wish: Plane | None, rng: np.random.Generator
) -> tuple[Labels, list[int]]:
    """Tile the picture with patches that a painter finishes one by one, and their order.

    Patches keep to one plane of depth; far planes come first, each in a sweep, focal points last.
    `wish` (0..1, plan size, 0 = none) is the painter's own order and outweighs all of this.
    """
    plane = regions.plane[regions.labels]
    plane[regions.labels == VOID] = 0
    long_side = max(plane.shape)
    labels = np.zeros(plane.shape, np.int32)
    order: list[int] = []
    used = 0
    for depth in np.unique(plane):
        member = plane == depth
        centres = scatter(member, long_side / (7.0 + 2.0 * float(depth)), rng)
        cells = np.ones(plane.shape, np.uint8)
        cells[pixel(centres)] = 0
        _, nearest = cv2.distanceTransformWithLabels(
            cells, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        labels[member] = nearest[member] + used
        names = nearest[pixel(centres)][sweep(centres, long_side / 5.0)] + used
        order += dict.fromkeys(int(name) for name in names)
        used += len(centres)
    area = np.maximum(np.bincount(labels.ravel(), minlength=used + 1), 1)
    weight = np.bincount(labels.ravel(), focus.ravel(), used + 1) / area
    order.sort(key=lambda name: float(weight[name]) if weight[name] > _FOCAL else 0.0)
    if wish is not None:
        order = ordered_by_wish(order, labels, wish)
    return labels, order


def detail_tools(handling: Handling, unit: float) -> tuple[Tool, ...]:
    """The fine brushes of a medium, broad ones first."""
    return tuple(
        Tool(max(radius * unit, 0.6), off, handling.brush, 1.0, 0.0, spacing, (3.0, 8.0))
        for radius, off, spacing in ((3.2, 7.0, 1.9), (1.5, 10.0, 1.9), (0.9, 14.0, 1.9))
    )


def brought_out(
    labels: Labels,
    paint: Paint,
    now: Pixels,
    finish: Pixels,
    flow: Flow,
    unit: float,
    rng: np.random.Generator,
    opacity: float = 1.0,
) -> dict[int, list[Stroke]]:
    """Strokes along the form by patch of `labels`, each patch in a sweep, where there is work.

    `now` and `finish` (premultiplied RGBA, plan size) tell where. Small gaps are left.
    """
    off = largest_difference(now, finish).astype(np.float32)
    radius = max(6.0 * unit, 1.4)
    seeds = scatter(blurred(off, radius) > 2.5, 1.7 * radius, rng)
    paths = streamlines(flow, seeds, radius * uniform(rng, 4.0, 8.0, len(seeds)))
    thickness = radius * uniform(rng, 0.8, 1.2, len(seeds))
    shapes = ribbons(paths, thickness)
    grains = rng.integers(1 << 16, size=len(seeds)).tolist()
    return {
        label: [
            stroke_along(
                shapes,
                index,
                radius=float(thickness[index]),
                effort=float(shapes.areas[index]),
                paint=paint,
                opacity=opacity,
                dry=0.35,
                grain=grains[index],
            )
            for index in members[sweep(seeds[members], 3.0 * radius)].tolist()
        ]
        for label, members in grouped(labels[pixel(seeds)]).items()
    }


def plan_finish(
    areas: Areas,
    order: list[int],
    picture: str,
    now: Pixels,
    finish: Pixels,
    flow: Flow,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Stroke]:
    """Bring out `picture` patch by patch: strokes along the form, then a pass that leaves nothing.

    `now` and `finish` (premultiplied RGBA, plan size) tell where there is something to bring out.
    Every patch ends exactly on the picture.
    """
    paint = Paint(picture=picture)
    labels = areas.labels
    by_label = brought_out(labels, paint, now, finish, flow, unit, rng)
    count = int(labels.max()) + 1
    angle = rng.uniform(-1.1, -0.4, count).astype(np.float32)
    # so wide that whole pixels of the plan lie inside, anti-aliased edges aside
    broad = max(5.5, 11.0 * unit)
    closing, closed = hatching(
        labels, np.ones(count, bool), angle, np.full(count, broad, np.float32)
    )
    closed_by_label = grouped(closed.astype(np.int32))
    none = np.empty(0, np.intp)
    strokes: list[Stroke] = []
    for label in order:
        pause()
        strokes += by_label.get(label, ())
        clip = Clip(areas, label, exact=True)
        for index in closed_by_label.get(label, none).tolist():
            strokes.append(
                stroke_along(
                    closing,
                    index,
                    radius=broad,
                    effort=0.3 * float(closing.areas[index]),
                    paint=paint,
                    dry=0.0,
                    clip=clip,
                )
            )
    return strokes
