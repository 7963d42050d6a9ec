"""How the time of a painting is shared among its stages, by the work that each has to do."""

from __future__ import annotations

from dataclasses import dataclass

from ...strokes.materials import Ink
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

    masses: Share
    sketch: Share
    line: Share
    finish: Share
    colour: Share = Share()
    tones: Share = Share()
    modelling: Share = Share()
    details: Share = Share()
    highlights: Share = Share()


def shares_of_line_art(motif: Motif, work: Workload) -> Shares:
    """Shares where nothing is there but lines."""
    wanted = motif.settings.shares
    return Shares(
        masses=Share(0.0 if motif.drawn else 0.06 * wanted["sketch"], work.way_of_masses),
        sketch=Share(0.0 if motif.drawn else 0.1 * wanted["sketch"] * work.lines),
        line=Share(0.4 * wanted["line"] * work.lines, 0.9),
        finish=Share(0.2),
    )


def shares_of_colour(motif: Motif, work: Workload, ink: Ink | None, accented: bool) -> Shares:
    """Shares of a picture with colours; `accented` says that it has highlights."""
    wanted = motif.settings.shares
    sketch = 0.0 if motif.has_been_drawn else 0.05 if motif.draws_lines else 0.02
    shading = (0.4 if motif.grey else 0.24) * wanted["shading"] * work.shading
    way_of_tones = 0.7 * work.way_of_rest
    if motif.grey:
        way_of_tones = work.way_of_flats * 0.8 + work.way_of_rest * 0.7
    details = wanted["details"] * work.details
    way_of_ink = way_of_lines(ink, motif.begun_small, motif.finish_small)
    return Shares(
        masses=Share(0.0 if motif.has_been_drawn else 0.06 * wanted["sketch"], work.way_of_masses),
        sketch=Share(sketch * wanted["sketch"] * work.lines, way_of_ink if sketch else 0.0),
        line=Share(
            0.0 if ink is None or motif.has_lines(ink) else 0.05 * wanted["line"] * work.lines,
            way_of_ink,
        ),
        colour=Share(
            0.0 if motif.grey else 0.26 * wanted["colour"] * work.flats, work.way_of_flats
        ),
        tones=Share(0.65 * shading, 0.75 * way_of_tones),
        modelling=Share(0.35 * shading, 0.25 * way_of_tones),
        details=Share(0.2 * details),
        finish=Share(0.02 + 0.1 * work.details),
        highlights=Share(0.025 * details if accented else 0.0),
    )
