"""The last stage: patch by patch, the picture itself."""

from __future__ import annotations

import cv2
import numpy as np

from ...imaging.blur import blurred
from ...imaging.colour import Pixels
from .areas import Areas, Labels
from .flow import Flow, streamlines
from .marks import FillIn, Mark, PicturePaint, Stroke
from .pause import Pause
from .regions import VOID, Regions
from .ribbons import ribbons
from .seeding import grouped, pixel, scatter, sweep, uniform
from .study import Study


def detail_patches(
    regions: Regions, long_side: int, rng: np.random.Generator
) -> tuple[Labels, list[int]]:
    """Tile the picture with patches that a painter finishes one by one, and their order.

    Patches keep to one plane of depth; far planes come first, each in a sweep.
    """
    plane = regions.plane[regions.labels]
    plane[regions.labels == VOID] = 0
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
    return labels, order


def plan_details(
    study: Study,
    areas: Areas,
    order: list[int],
    picture: Pixels,
    flow: Flow,
    unit: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Mark]:
    """Finish patch by patch with the picture itself, ever smaller brushes where it is intricate.

    `picture` is the premultiplied canvas. Every patch ends exactly on the picture.
    """
    paint = PicturePaint(picture)
    lightness = study.lab[..., 0]
    busy = blurred(np.abs(lightness - blurred(lightness, 2.5)), 2.0)
    bounds = areas.bounds()
    brushes = []
    for brush, least in ((9.0, -1.0), (4.5, 1.6), (2.4, 4.0)):
        radius = max(brush * unit, 1.4)
        seeds = scatter(busy > least, 2.2 * radius, rng)
        paths = streamlines(flow, seeds, radius * uniform(rng, 4.0, 8.0, len(seeds)))
        thickness = radius * uniform(rng, 0.8, 1.2, len(seeds))
        by_label = grouped(areas.labels[pixel(seeds)])
        brushes.append((seeds, ribbons(paths, thickness), thickness, by_label))
        pause()
    marks: list[Mark] = []
    for label in order:
        pause()
        for seeds, shapes, thickness, by_label in brushes:
            members = by_label.get(label, np.empty(0, np.intp))
            if not len(members):
                continue
            for index in members[sweep(seeds[members], 3.0 * float(thickness.max()))]:
                marks.append(
                    Stroke(
                        shapes.outlines[index],
                        float(shapes.angles[index]),
                        float(thickness[index]),
                        float(shapes.areas[index]),
                        paint,
                        dry=0.35,
                        grain=int(rng.integers(1 << 16)),
                    )
                )
        if label in bounds:
            marks.append(FillIn(areas, label, paint, bounds[label], exact=True))
    return marks
