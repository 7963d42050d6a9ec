"""Lines of a picture: flow-based difference of Gaussians, and pen paths traced from it.

Kang, Lee & Chui, "Coherent line drawing", NPAR 2007.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.morphology import skeletonize

from ...imaging.colour import Plane
from .flow import Flow

_STRIDE = 2
"""Pixels between the samples along a line."""


def flow_lines(lightness: Plane, flow: Flow, sigma: float, along: float) -> Plane:
    """Strength of dark lines and edges, float32, about 0..10 for L 0..100.

    `sigma` is half a line's width in pixels, `along` the smoothing along the line.
    """
    height, width = lightness.shape
    column, row = np.meshgrid(
        np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    )
    reach = max(2, int(np.ceil(3.2 * sigma)))
    offsets = np.arange(-reach, reach + 1, dtype=np.float32)
    narrow = np.exp(-(offsets**2) / (2 * sigma**2))
    wide = np.exp(-(offsets**2) / (2 * (1.6 * sigma) ** 2))
    kernel = wide / wide.sum() - narrow / narrow.sum()
    across = np.zeros_like(lightness)
    for offset, weight in zip(offsets, kernel, strict=True):
        across += float(weight) * _sample(
            lightness, column - offset * flow.y, row + offset * flow.x
        )
    total, weights = across.copy(), 1.0
    for sign in (1.0, -1.0):
        x, y = column.copy(), row.copy()
        heading_x, heading_y = sign * flow.x, sign * flow.y
        for distance in range(_STRIDE, int(2 * along) + 1, _STRIDE):
            cv2.scaleAdd(heading_x, _STRIDE, x, x)
            cv2.scaleAdd(heading_y, _STRIDE, y, y)
            weight = float(np.exp(-(distance**2) / (2 * along**2)))
            weights += weight
            cv2.scaleAdd(_sample(across, x, y), weight, total, total)
            heading_x, heading_y = _heading(flow, x, y, heading_x, heading_y)
    return np.maximum(total / weights, 0.0)


def _heading(flow: Flow, x: Plane, y: Plane, before_x: Plane, before_y: Plane) -> list[Plane]:
    """The tangents at the points (x, y), on in the direction of the one before."""
    nearest, exact = cv2.convertMaps(x, y, cv2.CV_16SC2, nninterpolation=True)
    following = [
        cv2.remap(plane, nearest, exact, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        for plane in (flow.x, flow.y)
    ]
    # tangents have no sense of forward
    along = cv2.multiply(following[0], before_x) + cv2.multiply(following[1], before_y)
    turned = (along < 0).astype(np.uint8)
    return [cv2.copyTo(-plane, turned, plane).astype(np.float32, copy=False) for plane in following]


def _sample(plane: Plane, x: Plane, y: Plane) -> Plane:
    return cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(
        np.float32
    )


def drop_specks(drawn: NDArray[np.bool_], smallest: int) -> NDArray[np.bool_]:
    """Keep connected marks of at least `smallest` pixels."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        drawn.astype(np.uint8), connectivity=8
    )
    keep = np.zeros(count, bool)
    keep[1:] = stats[1:, cv2.CC_STAT_AREA] >= smallest
    return keep[labels.astype(np.intp)]


def trace_paths(drawn: NDArray[np.bool_], shortest: int) -> list[Plane]:
    """Pen paths through the middle of drawn lines, each float32 (points, 2) as x, y."""
    skeleton = skeletonize(drawn).astype(np.uint8)
    contours, _ = cv2.findContours(skeleton, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return []
    points = np.concatenate([contour[:, 0] for contour in contours])
    owner = np.repeat(np.arange(len(contours)), [len(contour) for contour in contours])
    # a contour walks a thin line there and back; only the first visit of a pixel draws
    cell = points[:, 1].astype(np.int64) * drawn.shape[1] + points[:, 0]
    first = np.zeros(len(points), bool)
    first[np.unique(cell, return_index=True)[1]] = True
    breaks = np.flatnonzero((np.diff(owner) != 0) | (first[1:] != first[:-1])) + 1
    paths = []
    for run in np.split(np.arange(len(points)), breaks):
        if first[run[0]] and len(run) >= shortest:
            paths.append(points[run].astype(np.float32))
    return paths


def smooth_path(path: Plane, window: int) -> Plane:
    """Moving average over `window` points that keeps both ends."""
    if len(path) < 3 or window < 2:
        return path
    half = min(window // 2, (len(path) - 1) // 2)
    padded = np.concatenate([np.repeat(path[:1], half, 0), path, np.repeat(path[-1:], half, 0)])
    kernel = np.ones(2 * half + 1, np.float32) / (2 * half + 1)
    smooth = np.stack([np.convolve(padded[:, axis], kernel, "valid") for axis in (0, 1)], axis=1)
    smooth[0], smooth[-1] = path[0], path[-1]
    return smooth.astype(np.float32)
