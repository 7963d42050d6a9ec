"""Regions of a picture and the order in which a painter lays them in: back to front, big first.

Felzenszwalb & Huttenlocher 2004 on mean shift (Comaniciu & Meer 2002); distance from the ground by
geodesic saliency (Wei et al. 2012) with boundary connectivity (Zhu et al. 2014).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from skimage.segmentation import felzenszwalb

from ...imaging.blur import blurred
from ...imaging.colour import Plane
from ...strokes.areas import Labels
from .pause import Pause
from .study import Study

VOID = 0
"""Label of the transparent part of the canvas, which nobody paints."""
_SEGMENTATION_SIDE = 300
_PLANES = 3


@dataclass(frozen=True, eq=False)
class Regions:
    """`labels` at study size, `VOID` and 1..count; the rest is indexed by label.

    `area` in study pixels, `colour` mean Lab, `nearness` 0 (ground) .. 1 (subject), `plane` 0
    (farthest) .. 2; `order` lists the labels as they are painted. `saliency` is the nearness of
    each pixel's region, softened.
    """

    labels: Labels
    area: NDArray[np.int64]
    colour: Plane
    nearness: Plane
    plane: NDArray[np.int64]
    order: tuple[int, ...]
    saliency: Plane


def find_regions(
    study: Study,
    evidence: Plane | None,
    wish: Plane | None,
    rng: np.random.Generator,
    pause: Pause,
) -> Regions:
    """Segment the study and order its regions.

    `evidence` (float32, study size, 0 = bottom layer .. 1 = top layer, NaN where unknown) is the
    stacking of the document's layers and outweighs what the picture alone suggests. `wish` (0..1,
    study size, 0 = none) is the painter's own order, which outweighs both.
    """
    labels = _segment(study, pause)
    pause()
    count = int(labels.max())
    area = np.bincount(labels.ravel(), minlength=count + 1)
    colour = _means(study.lab, labels, area)
    nearness = _nearness(study, labels, area, colour)
    if evidence is not None:
        known = np.isfinite(evidence)
        weight = np.bincount(labels[known], minlength=count + 1)
        stacked = np.bincount(labels[known], evidence[known], count + 1) / np.maximum(weight, 1)
        nearness = np.where(weight > 0, 0.25 * nearness + 0.75 * stacked, nearness)
    nearness = nearness.astype(np.float32)
    plane = np.minimum((nearness * _PLANES).astype(np.int64), _PLANES - 1)
    saliency = blurred(nearness[labels], study.long_side / 80)
    order = _order(labels, area, plane, rng)
    if wish is not None:
        order = tuple(ordered_by_wish(order, labels, wish))
    return Regions(labels, area, colour, nearness, plane, order, saliency.astype(np.float32))


def ordered_by_wish(order: Iterable[int], labels: Labels, wish: Plane) -> list[int]:
    """Labels in `order`, but first those that `wish` (0..1, the labels' size) asks for most.

    Labels with about the same wish, to a quarter, keep their order.
    """
    area = np.maximum(np.bincount(labels.ravel()), 1)
    wished = np.bincount(labels.ravel(), wish.ravel()) / area
    return sorted(order, key=lambda label: -round(4.0 * float(wished[label])))


def _segment(study: Study, pause: Pause) -> Labels:
    scale = min(1.0, _SEGMENTATION_SIDE / study.long_side)
    size = max(16, round(study.width * scale)), max(16, round(study.height * scale))
    small = cv2.resize(study.rgb, size, interpolation=cv2.INTER_AREA)
    smooth = cv2.pyrMeanShiftFiltering(small, 6, 14)
    pause()
    smallest = max(4, small.shape[0] * small.shape[1] // 1200)
    coarse = felzenszwalb(smooth, scale=140, sigma=0.4, min_size=smallest).astype(np.int32)
    labels = _sharpen(study, coarse)
    labels[~study.visible] = VOID
    present = np.bincount(labels.ravel()) > 0
    present[VOID] = True
    return (np.cumsum(present) - 1).astype(np.int32)[labels]


def _sharpen(study: Study, coarse: Labels) -> Labels:
    """Bring a coarse segmentation (labels from 0) to study size, borders along the edges."""
    size = (study.width, study.height)
    markers = cv2.resize(coarse + 1, size, interpolation=cv2.INTER_NEAREST_EXACT).astype(np.int32)
    high = cv2.dilate(markers.astype(np.float32), np.ones((3, 3)))
    low = cv2.erode(markers.astype(np.float32), np.ones((3, 3)))
    flooded = np.where(high == low, markers, 0).astype(np.int32)
    cv2.watershed(study.rgb, flooded)
    return np.where(flooded > 0, flooded, markers).astype(np.int32)


def _means(values: Plane, labels: Labels, area: NDArray[np.int64]) -> Plane:
    flat = labels.ravel()
    sums = [
        np.bincount(flat, values[..., channel].ravel(), len(area))
        for channel in range(values.shape[2])
    ]
    return (np.stack(sums, axis=1) / np.maximum(area, 1)[:, None]).astype(np.float32)


def _nearness(study: Study, labels: Labels, area: NDArray[np.int64], colour: Plane) -> Plane:
    """Geodesic colour distance of each region from the border of the picture, 0..1."""
    count = len(area)
    pairs = _neighbours(labels, count)
    steps = np.linalg.norm(colour[pairs[:, 0]] - colour[pairs[:, 1]], axis=1)
    rim = np.concatenate([labels[0], labels[-1], labels[1:-1, 0], labels[1:-1, -1]])
    contact = np.bincount(rim, minlength=count) / np.sqrt(np.maximum(area, 1))
    # a figure cut off by the frame touches it too, but along little of its outline
    from_outside = 40.0 * np.clip(1.0 - contact / 0.9, 0.0, 1.0)
    touching = np.flatnonzero(np.bincount(rim, minlength=count) > 0)
    if labels.min() == VOID:
        touching, from_outside = np.append(touching, VOID), from_outside.copy()
        from_outside[VOID] = 0.0
    outside = np.full(len(touching), count)
    graph = coo_matrix(
        (
            np.concatenate([np.maximum(steps, 0.1), np.maximum(from_outside[touching], 0.1)]),
            (np.concatenate([pairs[:, 0], touching]), np.concatenate([pairs[:, 1], outside])),
        ),
        shape=(count + 1, count + 1),
    ).tocsr()
    distance = dijkstra(graph, directed=False, indices=count)[:count]
    distance = np.where(np.isfinite(distance), distance, 0.0)
    row, column = np.indices(labels.shape)
    centre = np.stack([column / study.width - 0.5, row / study.height - 0.5], axis=2)
    off_centre = _means((centre**2).sum(axis=2, keepdims=True).astype(np.float32), labels, area)
    distance = distance * np.exp(-2.5 * off_centre[:, 0])
    reach = np.sort(np.repeat(distance, np.minimum(area // 64 + 1, 4096)))
    top = max(float(reach[int(0.97 * (len(reach) - 1))]), 20.0)
    return np.clip(distance / top, 0.0, 1.0).astype(np.float32)


def _neighbours(labels: Labels, count: int) -> NDArray[np.int64]:
    """Pairs of labels (pairs, 2) that touch, each once, the lower one first."""
    names: list[NDArray[np.int64]] = []
    for one, other in ((labels[:, :-1], labels[:, 1:]), (labels[:-1], labels[1:])):
        border = one != other
        here, there = one[border].astype(np.int64), other[border].astype(np.int64)
        names.append(np.minimum(here, there) * count + np.maximum(here, there))
    return np.stack(np.divmod(np.unique(np.concatenate(names)), count), axis=1)


def _order(
    labels: Labels, area: NDArray[np.int64], plane: NDArray[np.int64], rng: np.random.Generator
) -> tuple[int, ...]:
    """Farther planes first; in a plane big regions by size, then the small ones neighbourhood by
    neighbourhood."""
    count = len(area)
    row, column = np.indices(labels.shape)
    position = _means(np.stack([column, row], axis=2).astype(np.float32), labels, area)
    cell = max(labels.shape) / 4.0
    band = (position[:, 1] // cell).astype(np.int64)
    sweep = np.where(band % 2 == 0, position[:, 0], -position[:, 0])
    # what lies low in the picture is mostly near, and waits
    height = position[:, 1] / labels.shape[0]
    perturbed = area * np.exp(-2.0 * height) * rng.uniform(0.85, 1.18, count)
    big = area > 0.02 * labels.size

    def key(label: int) -> tuple[float, ...]:
        if big[label]:
            return (float(plane[label]), 0.0, -float(perturbed[label]))
        return (float(plane[label]), 1.0, float(band[label]), float(sweep[label]))

    present = [label for label in range(1, count) if area[label] > 0]
    return tuple(sorted(present, key=key))
