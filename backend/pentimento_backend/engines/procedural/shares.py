"""How the time of a painting is shared among its stages, by the work that each has to do."""

from __future__ import annotations

from dataclasses import dataclass

from ...strokes.materials import Ink
from .medium import OIL
from .motif import Motif
from .workload import Workload, way_of_lines


@dataclass(frozen=True)
class Share:
    """`time` of a stage beside the others, in any unit; its `way` as in `schedule.Stage`."""

    time: float = 0.0
    way: float = 0.0


@dataclass(frozen=True)
class Shares:
    """What each stage gets; a stage without time does not appear."""

    sketch: Share
    line: Share
    finish: Share
    colour: Share = Share()
    shading: Share = Share()
    details: Share = Share()
    highlights: Share = Share()


def shares_of_line_art(motif: Motif, work: Workload) -> Shares:
    """Shares where nothing is there but lines."""
    wanted = motif.settings.shares
    return Shares(
        sketch=Share(0.0 if motif.drawn else 0.26 * wanted["sketch"] * work.lines),
        line=Share(0.5 * wanted["line"] * work.lines, 0.9),
        finish=Share(0.14),
    )


def shares_of_colour(motif: Motif, work: Workload, ink: Ink | None, accented: bool) -> Shares:
    """Shares of a picture with colours; `accented` says that it has highlights."""
    wanted = motif.settings.shares
    sketch = 0.0 if motif.has_been_drawn else 0.09 if motif.draws_lines else 0.02
    shading = (0.4 if motif.grey else 0.24) * wanted["shading"] * work.shading
    way_of_tones = 0.7 * work.way_of_rest
    if motif.grey:
        way_of_tones = work.way_of_flats * 0.8 + work.way_of_rest * 0.7
    details = wanted["details"] * work.details
    return Shares(
        sketch=Share(
            sketch * wanted["sketch"] * work.lines,
            # the side of the pencil brings the darks nearer
            0.0 if motif.medium.name == OIL or not sketch else 0.2,
        ),
        line=Share(
            0.0 if ink is None or motif.has_lines(ink) else 0.08 * wanted["line"] * work.lines,
            way_of_lines(ink, motif.begun_small, motif.finish_small),
        ),
        colour=Share(
            0.0 if motif.grey else 0.26 * wanted["colour"] * work.flats, work.way_of_flats
        ),
        shading=Share(shading, way_of_tones),
        details=Share(0.2 * details),
        finish=Share(0.02 + 0.1 * work.details),
        highlights=Share(0.025 * details if accented else 0.0),
    )
