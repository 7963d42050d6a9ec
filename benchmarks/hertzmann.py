"""Hertzmann's painter of 1998, with which the engine's strokes are compared.

"Painterly Rendering with Curved Brush Strokes of Multiple Sizes", SIGGRAPH 1998: layers of brushes
from large to small, opaque curved strokes, drawn here by OpenCV's anti-aliased polylines.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

RADII = (32, 16, 8, 4, 2)
"""The brushes, in pixels."""

Rgb = NDArray[np.uint8]


def paint(picture: Rgb, threshold: float, seed: int) -> tuple[Rgb, int]:
    """Paint a picture; the painting and the number of its strokes.

    Each brush is laid where the painting differs from a blurred picture by more than `threshold`
    (RGB, Euclidean) on average over a cell of its size, at the place of the largest difference.
    """
    random = np.random.default_rng(seed)
    painting = np.zeros_like(picture)
    unpainted = np.full(picture.shape[:2], True)
    strokes = 0
    for radius in RADII:
        blurred = cv2.GaussianBlur(picture, (0, 0), radius / 2)
        reference = blurred.astype(np.uint8, copy=False)
        planned = _planned_strokes(painting, unpainted, reference, radius, threshold)
        random.shuffle(planned)
        for path in planned:
            x, y = path[0]
            colour = tuple(int(c) for c in reference[y, x])
            # a path of one point, as on even colour, would not be drawn as a line
            points = np.array(path if len(path) > 1 else path * 2, np.int32)
            cv2.polylines(painting, [points], False, colour, 2 * radius, cv2.LINE_AA)
        unpainted[:] = False
        strokes += len(planned)
    return painting, strokes


def _planned_strokes(
    painting: Rgb, unpainted: NDArray[np.bool_], reference: Rgb, radius: int, threshold: float
) -> list[list[tuple[int, int]]]:
    colours = reference.astype(np.float32)
    error = np.linalg.norm(painting - colours, axis=2)
    error[unpainted] = 1e6
    lightness = cv2.cvtColor(reference, cv2.COLOR_RGB2GRAY)
    slope_x = cv2.Sobel(lightness, cv2.CV_32F, 1, 0).astype(np.float32, copy=False)
    slope_y = cv2.Sobel(lightness, cv2.CV_32F, 0, 1).astype(np.float32, copy=False)
    planned = []
    for top in range(0, error.shape[0], radius):
        for left in range(0, error.shape[1], radius):
            cell = error[top : top + radius, left : left + radius]
            if cell.mean() > threshold:
                row, column = np.unravel_index(cell.argmax(), cell.shape)
                place = (left + int(column), top + int(row))
                planned.append(_stroke_from(place, radius, colours, error, slope_x, slope_y))
    return planned


def _stroke_from(
    place: tuple[int, int],
    radius: int,
    colours: NDArray[np.float32],
    error: NDArray[np.float32],
    slope_x: NDArray[np.float32],
    slope_y: NDArray[np.float32],
    shortest: int = 4,
    longest: int = 16,
) -> list[tuple[int, int]]:
    """Follow the normal of the gradient until the stroke's colour is worse than what is there."""
    height, width = error.shape
    x, y = place
    colour = colours[y, x]
    path = [(x, y)]
    last_x = last_y = 0.0
    for length in range(1, longest + 1):
        px, py = path[-1]
        off = float(np.abs(colours[py, px] - colour).sum())
        if length > shortest and error[py, px] < off:
            break
        toward_x, toward_y = -float(slope_y[py, px]), float(slope_x[py, px])
        if last_x * toward_x + last_y * toward_y < 0:
            toward_x, toward_y = -toward_x, -toward_y
        size = (toward_x**2 + toward_y**2) ** 0.5
        if size == 0:
            break
        last_x, last_y = toward_x / size, toward_y / size
        x, y = round(px + radius * last_x), round(py + radius * last_y)
        if not (0 <= x < width and 0 <= y < height):
            break
        path.append((x, y))
    return path
