"""The media a picture can be painted in: which brushes lay the colour, and how they handle."""

from __future__ import annotations

from dataclasses import dataclass

from ...strokes.stroke import BrushKind

INK_AND_COLOUR = "ink and colour"
OIL = "oil"
WATERCOLOUR = "watercolour"
PENCIL = "pencil"


@dataclass(frozen=True)
class Handling:
    """How one brush is used: radii in 1/640 of the long side, `opacity` 0..1, `dry` 0..1.

    `length` is that of a stroke in radii; `spacing` the distance of strokes in radii.
    """

    brush: BrushKind
    widest: float
    opacity: float
    dry: float
    length: tuple[float, float] = (5.0, 9.0)
    spacing: float = 2.0


@dataclass(frozen=True)
class Medium:
    """Brushes of a medium: `mass` for the first thin lay-in, `coat` for flats, `tone` for tones,
    `model` for the modelling after them.

    `closes` says whether a flat is closed after its first coat or keeps the ground showing through.
    """

    name: str
    mass: Handling
    coat: Handling
    tone: Handling
    model: Handling
    closes: bool


_PENCILS = Handling("pencil", 5.0, 0.12, 0.9, (7.0, 12.0), 2.6)
"""The sides of coloured pencils."""

MEDIA: dict[str, Medium] = {
    medium.name: medium
    for medium in (
        Medium(
            INK_AND_COLOUR,
            mass=_PENCILS,
            coat=Handling("bristle", 26.0, 0.93, 0.5),
            tone=Handling("bristle", 12.0, 0.93, 0.5),
            model=Handling("bristle", 11.0, 0.9, 0.45, (4.0, 8.0)),
            closes=True,
        ),
        Medium(
            OIL,
            mass=Handling("bristle", 24.0, 0.15, 0.85, (4.0, 7.0), 1.8),
            coat=Handling("bristle", 30.0, 0.95, 0.75, (4.0, 8.0), 1.7),
            tone=Handling("bristle", 15.0, 0.9, 0.7, (4.0, 8.0), 1.8),
            model=Handling("bristle", 12.0, 0.92, 0.6, (4.0, 9.0)),
            closes=False,
        ),
        Medium(
            WATERCOLOUR,
            mass=_PENCILS,
            coat=Handling("wash", 34.0, 0.62, 0.3, (4.0, 8.0), 1.5),
            tone=Handling("wash", 16.0, 0.55, 0.3, (3.0, 7.0), 1.5),
            model=Handling("wash", 11.0, 0.7, 0.25, (3.0, 7.0), 1.7),
            closes=True,
        ),
        Medium(
            PENCIL,
            mass=_PENCILS,
            coat=Handling("pencil", 3.4, 0.75, 0.8, (14.0, 26.0), 1.9),
            tone=Handling("pencil", 3.0, 0.75, 0.75, (10.0, 20.0), 1.9),
            model=Handling("pencil", 3.0, 0.8, 0.7, (6.0, 14.0), 2.0),
            closes=True,
        ),
    )
}
