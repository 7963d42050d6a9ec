"""Region by region from blank canvas: what stands out first, the background last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...imaging.box import Box
from ...imaging.colour import Pixels, Plane
from ...strokes.areas import Areas, Labels
from ...strokes.easel import Easel
from ...strokes.materials import FINISH, Materials
from ...strokes.ribbons import ribbons
from ...strokes.stroke import BrushKind, Clip, Paint, Stroke, stroke_along
from .saliency import saliency
from .segmentation import segments

_WHITE = (255, 255, 255, 255)
_PATH_POINTS = 6
_PAPER = 3.0
"""Mean difference from white (0..255) up to which a region counts as blank paper."""


def regions(
    picture: Pixels,
    frames: int,
    rng: np.random.Generator,
    segment: Callable[[Pixels], Labels] = segments,
) -> NDArray[np.uint8]:
    """Frames (frames, height, width, 3) of RGB pictures; the last is `picture` itself.

    `segment` finds the regions (see `segments`). Each is blocked in with its colour and then
    worked out, before the next one begins.
    """
    height, width = picture.shape[:2]
    areas = Areas(segment(picture), width, height)
    materials = Materials((width, height), (width, height), {FINISH: _opaque(picture)})
    strokes = [
        stroke
        for label in _order(areas, saliency(picture), rng)
        if _is_painted(picture[areas.labels == label])
        for stroke in _region(picture, areas, label, rng)
    ]
    states = _shown(strokes, Easel(materials, _WHITE), frames)
    return np.stack([*states, picture])


def _order(areas: Areas, salient: Plane, rng: np.random.Generator) -> list[int]:
    """Labels from the most salient to the background; neighbours in rank may change places."""
    count = int(areas.labels.max()) + 1
    flat = areas.labels.ravel()
    size = np.bincount(flat, minlength=count)
    mean = np.bincount(flat, salient.ravel(), minlength=count) / size
    touching = np.bincount(_rim(areas.labels), minlength=count) / (2 * sum(areas.labels.shape))
    standing = mean - 1.5 * touching + rng.normal(0.0, 0.04, count)
    return np.argsort(-standing, kind="stable").tolist()


def _is_painted(pixels: Pixels) -> bool:
    """Whether a region shows paint; over what is paper nobody's hand is seen."""
    return float((255 - pixels).mean()) > _PAPER


def _rim(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])


@dataclass(frozen=True)
class _Coat:
    """Strokes side by side at an `angle` (radians), `radius` half their width in pixels."""

    angle: float
    radius: float
    paint: Paint
    brush: BrushKind
    dry: float
    clip: Clip


def _region(
    picture: Pixels, areas: Areas, label: int, rng: np.random.Generator
) -> Iterator[Stroke]:
    """Broad strokes of the region's colour, then finer ones that bring out the picture."""
    extent = areas.extents[label]
    inside = areas.labels == label
    red, green, blue = (int(value) for value in np.median(picture[inside], axis=0))
    colour = Paint((red, green, blue, 255))
    angle = float(rng.uniform(-0.6, 0.6)) + (np.pi / 2 if extent.height > extent.width else 0.0)
    broad = min(max(3.0, 0.22 * min(extent.width, extent.height)), 0.12 * max(inside.shape))
    yield from _laid(_Coat(angle, broad, colour, "bristle", 0.35, Clip(areas, label)), extent, rng)
    angle += float(rng.uniform(-0.4, 0.4))
    fine, exact = max(2.0, 0.55 * broad), Clip(areas, label, exact=True)
    yield from _laid(_Coat(angle, fine, Paint(picture=FINISH), "pen", 0.0, exact), extent, rng)


def _laid(coat: _Coat, extent: Box, rng: np.random.Generator) -> Iterator[Stroke]:
    """Strokes over all of `extent`, there and back."""
    paths = _paths(coat, extent, rng)
    radii = np.full(len(paths), coat.radius, np.float32)
    shapes = ribbons(paths, radii, lead=0.05, tail=0.05)
    box = extent.grown(int(2 * coat.radius))
    seen = (paths >= [box.left, box.top]) & (paths <= [box.right, box.bottom])
    touching = np.any(np.all(seen, axis=2), axis=1)
    for index in np.flatnonzero(touching).tolist():
        yield stroke_along(
            shapes,
            index,
            coat.radius,
            effort=1.0,
            paint=coat.paint,
            brush=coat.brush,
            dry=coat.dry,
            grain=int(rng.integers(1 << 16)),
            clip=coat.clip,
        )


def _paths(coat: _Coat, extent: Box, rng: np.random.Generator) -> Plane:
    """Slightly wavering lines (count, points, 2) across all of `extent`."""
    middle = np.array([extent.left + extent.right, extent.top + extent.bottom], np.float32) / 2
    reach = np.hypot(extent.width, extent.height) / 2 + coat.radius
    rows = np.arange(-reach, reach + coat.radius, 1.3 * coat.radius)
    rows += rng.uniform(-0.15, 0.15, len(rows)) * coat.radius
    there_and_back = np.where(np.arange(len(rows)) % 2 == 0, 1.0, -1.0)
    forward = np.linspace(-reach, reach, _PATH_POINTS)[None, :] * there_and_back[:, None]
    sideways = rows[:, None] + rng.normal(0.0, 0.06 * coat.radius, (len(rows), _PATH_POINTS))
    cosine, sine = np.cos(coat.angle), np.sin(coat.angle)
    paths = np.stack([forward * cosine - sideways * sine, forward * sine + sideways * cosine], 2)
    return (paths + middle).astype(np.float32)


def _shown(strokes: list[Stroke], easel: Easel, frames: int) -> Iterator[Pixels]:
    """All states but the last; time goes by the areas that strokes cover within their region."""
    efforts = np.array([_effort(stroke) for stroke in strokes])
    done = np.cumsum(efforts) / max(float(efforts.sum()), 1e-9)
    laid = 0
    for index in range(frames - 1):
        # the first frame shows first marks, not the blank canvas
        until = int(np.searchsorted(done, max(index, 0.4) / (frames - 1))) + 1
        for stroke in strokes[laid:until]:
            easel.lay(stroke)
        laid = max(laid, until)
        yield easel.painting[..., :3].copy()


def _effort(stroke: Stroke) -> float:
    """A stroke over a small region takes less time, but no stroke takes none."""
    assert stroke.clip is not None
    extent = stroke.clip.areas.extents[stroke.clip.label]
    return stroke.radius * np.hypot(extent.width, extent.height) + 40.0


def _opaque(picture: Pixels) -> Pixels:
    return np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
