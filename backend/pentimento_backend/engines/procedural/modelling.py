"""Painterly strokes in the local colour, wherever the painting is still off (Hertzmann 1998)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Plane, largest_difference
from ...strokes.areas import Areas
from ...strokes.materials import Ink
from ...strokes.ribbons import Ribbons, ribbons
from ...strokes.stroke import BrushKind, Clip, Paint, Stroke, stroke_along
from .flow import Flow, streamlines
from .medium import Handling
from .pause import Pause
from .seeding import grouped, pixel, scatter, sweep, uniform

_HASTE = 0.2
"""Time of a modelling stroke, relative to a stroke of a coat of the same size."""


@dataclass(frozen=True)
class Tool:
    """One brush of the modelling: `radius` in plan pixels, `off` the difference (0..255) at which
    it is taken up, `spacing` and `length` of its strokes in radii."""

    radius: float
    off: float
    brush: BrushKind = "bristle"
    opacity: float = 1.0
    dry: float = 0.45
    spacing: float = 2.0
    length: tuple[float, float] = (4.0, 8.0)


@dataclass(frozen=True, eq=False)
class Model:
    """What is painted: `target` and `now` (premultiplied RGBA float32, plan size), where, and along
    which `flow`; `under_ink` 0..1; strokes stop where the colour departs by `departs` (0..255).

    `spread` is by how many plan pixels an edge comes out beyond its stroke (see brush.SPREAD);
    `weight` (0..1) is low where the target does not count, such as under the line drawing.
    """

    target: Plane
    now: Plane
    where: NDArray[np.bool_]
    flow: Flow
    under_ink: float
    departs: float
    spread: float
    weight: Plane | None = None


def shading_tools(handling: Handling, unit: float) -> tuple[Tool, ...]:
    """The brushes of a medium that model the tones into one another, broad ones first."""
    return tuple(
        Tool(
            max(radius * unit, 1.2),
            8.5,
            handling.brush,
            handling.opacity,
            handling.dry,
            handling.spacing,
            handling.length,
        )
        for radius in (handling.widest, 0.5 * handling.widest)
    )


def beside_lines(ink: Ink | None, size: tuple[int, int]) -> Plane | None:
    """Weight of each pixel at `size` (width, height) beside the line drawing: 1, near 0 under it.

    None where no lines are drawn.
    """
    if ink is None:
        return None
    lined = cv2.resize(ink.alpha, size, interpolation=cv2.INTER_AREA)
    return np.maximum(1.0 - lined.astype(np.float32) / 128.0, 0.02)


def plan_modelling(
    model: Model,
    tools: tuple[Tool, ...],
    areas: Areas,
    order: list[int],
    clipped: bool,
    band: float,
    rng: np.random.Generator,
    pause: Pause,
) -> list[Stroke]:
    """Area by area, ever smaller brushes; each sees what the broader ones have settled.

    `clipped` keeps the strokes inside their area; `band` is the width of a sweep in plan pixels.
    """
    passes: list[tuple[Tool, _Pass]] = []
    now = model.now
    for tool in tools:
        laid, now = _one_pass(model, now, tool, areas, rng)
        passes.append((tool, laid))
        pause()
    strokes: list[Stroke] = []
    for label in order:
        pause()
        clip = Clip(areas, label) if clipped else None
        for tool, laid in passes:
            members = laid.by_label.get(label)
            if members is None:
                continue
            grains = rng.integers(1 << 16, size=len(members))
            for index, grain in zip(
                members[sweep(laid.seeds[members], band)].tolist(), grains.tolist(), strict=True
            ):
                strokes.append(
                    stroke_along(
                        laid.shapes,
                        index,
                        radius=laid.thickness[index],
                        effort=laid.effort[index],
                        paint=Paint(laid.colours[index], model.under_ink),
                        brush=tool.brush,
                        opacity=tool.opacity,
                        dry=tool.dry,
                        grain=grain,
                        clip=clip,
                    )
                )
    return strokes


@dataclass(frozen=True, eq=False)
class _Pass:
    seeds: Plane
    shapes: Ribbons
    thickness: list[float]
    effort: list[float]
    colours: list[tuple[int, int, int, int]]
    by_label: dict[int, NDArray[np.intp]]


def _one_pass(
    model: Model, now: Plane, tool: Tool, areas: Areas, rng: np.random.Generator
) -> tuple[_Pass, Plane]:
    """One brush's strokes, and the painting as it will be after them."""
    sigma = max(0.5, 0.5 * tool.radius)
    target = _seen(model.target, model.weight, sigma)
    # both blurred alike: an edge that is already sharp is not off
    off = largest_difference(target, _seen(now, model.weight, sigma)) > tool.off
    off &= _is_nearer(model, now, target, sigma)
    seeds = scatter(off & model.where, tool.spacing * tool.radius, rng)
    lengths = tool.radius * uniform(rng, *tool.length, len(seeds))
    paths = streamlines(model.flow, seeds, lengths)
    paths = _stopped_at_colour_change(paths, target, model.departs)
    # a stroke cut short is a dab: made with the tip of the brush
    cut = np.linalg.norm(paths[:, -1] - paths[:, 0], axis=1) / (3.0 * tool.radius)
    thickness = tool.radius * uniform(rng, 0.8, 1.2, len(seeds)) * np.clip(cut, 0.45, 1.0)
    thickness = np.maximum(thickness - model.spread, 0.2 * thickness)
    shapes = ribbons(paths, thickness)
    at = pixel(seeds)
    colours = np.rint(target[at]).astype(np.uint8)
    laid = _Pass(
        seeds,
        shapes,
        thickness.tolist(),
        (_HASTE * shapes.areas).tolist(),
        [tuple(colour) for colour in colours.tolist()],
        grouped(areas.labels[at]),
    )
    return laid, np.where(off[..., None], target, now).astype(np.float32, copy=False)


def _is_nearer(model: Model, now: Plane, target: Plane, sigma: float) -> NDArray[np.bool_]:
    """Where one colour of `target` all over a brush is nearer to the model than what is there.

    `target` is the model seen with `sigma`. In a line narrower than the brush it is not nearer: a
    mean of line and ground would smear what is well laid in.
    """
    squares = np.dstack([np.square(model.target).sum(2), np.square(model.target - now).sum(2)])
    mean_square, missing = cv2.split(_seen(squares, model.weight, sigma))
    return mean_square - np.square(target).sum(axis=2) < missing


def _seen(picture: Plane, weight: Plane | None, sigma: float) -> Plane:
    """A picture blurred by `sigma` as if nothing stood where `weight` (0..1) is low."""
    if weight is None:
        return blurred(picture, sigma)
    return blurred(picture * weight[..., None], sigma) / blurred(weight, sigma)[..., None]


def _stopped_at_colour_change(paths: Plane, target: Plane, limit: float) -> Plane:
    """Hold every stroke, from its middle outwards, where the picture's colour departs from it."""
    count, points, _ = paths.shape
    if not count:
        return paths
    middle = points // 2
    flat = np.clip(paths.reshape(-1, 2), 0, np.array(target.shape[1::-1]) - 1).astype(np.float32)
    seen = target[pixel(flat)].reshape(count, points, target.shape[2])
    from_middle = largest_difference(seen, np.repeat(seen[:, middle : middle + 1], points, axis=1))
    departs = from_middle > limit
    stopped = paths.copy()
    for way in (1, -1):
        held = np.zeros(count, bool)
        for offset in range(1, middle + 1):
            index = middle + way * offset
            held |= departs[:, index]
            stopped[held, index] = stopped[held, index - way]
    return stopped
