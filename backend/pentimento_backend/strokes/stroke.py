"""What a painter does to the canvas: one brush stroke after the other, and nothing else."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..imaging.colour import Plane
from .areas import Areas
from .ribbons import Ribbons

BrushKind = Literal["pen", "pencil", "bristle", "wash"]
"""pen: hard and even; pencil: catches on the paper's tooth; bristle: streaks along the stroke;
wash: soft-edged, pigment settles in the paper."""

PremultipliedColour = tuple[int, int, int, int]


class Paint(NamedTuple):
    """What a brush lays down: a colour, or one of the easel's pictures that it brings out.

    `colour` is premultiplied RGBA, 0..255. `under_ink` 0..1 is how strongly the line drawing stays
    on top of it. Where `picture` is named, the brush reveals that picture instead of a colour.
    """

    colour: PremultipliedColour = (0, 0, 0, 0)
    under_ink: float = 0.0
    picture: str = ""


class Clip(NamedTuple):
    """A stroke's limits: one label of some areas; `exact` to the pixel, otherwise soft-edged."""

    areas: Areas
    label: int
    exact: bool = False


# tuples are made faster than frozen dataclasses, and a painting has tens of thousands of these
class Stroke(NamedTuple):
    """One brush stroke.

    `outline` (2 points + 2, 2) as x, y in plan pixels (see ribbons.outlines); `angle` its main
    direction in radians; `radius` half its greatest width in plan pixels; `effort` its share of the
    stage's time, in any unit; `opacity` 0..1; `dry` 0..1 is how much bristles or paper leave open,
    `grain` chooses which.
    """

    outline: Plane
    angle: float
    radius: float
    effort: float
    paint: Paint
    brush: BrushKind = "bristle"
    opacity: float = 1.0
    dry: float = 0.4
    grain: int = 0
    clip: Clip | None = None


def stroke_along(
    shapes: Ribbons,
    index: int,
    radius: float,
    effort: float,
    paint: Paint,
    brush: BrushKind = "bristle",
    opacity: float = 1.0,
    dry: float = 0.4,
    grain: int = 0,
    clip: Clip | None = None,
) -> Stroke:
    """The stroke that leaves one of these ribbons (in plan pixels); the rest as in `Stroke`."""
    return Stroke(
        shapes.outlines[index],
        float(shapes.angles[index]),
        radius,
        effort,
        paint,
        brush,
        opacity,
        dry,
        grain,
        clip,
    )
