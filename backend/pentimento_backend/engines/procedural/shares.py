"""How the time of a painting is shared among its stages, by the work that each has to do."""

from __future__ import annotations

from dataclasses import dataclass

from ...strokes.materials import Ink
from .motif import Motif
from .workload import Workload, way_of_lines

_DARKS = 1.25
"""How much more the first masses tell of the forms than by the difference that they remove."""


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
    toned, sketch = (0.0 if motif.drawn else time * wanted["sketch"] for time in (0.06, 0.09))
    first, second = _masses(toned, work)
    return Shares(
        masses=first,
        sketch=Share(second.time + sketch * work.lines, second.way if sketch else 0.0),
        line=Share(0.4 * wanted["line"] * work.lines, 0.9),
        finish=Share(0.15),
    )


def shares_of_colour(
    motif: Motif, work: Workload, ink: Ink | None, draws_lines: bool, accented: bool
) -> Shares:
    """Shares of a picture with colours; `accented` says that it has highlights.

    The second go of the masses is laid beside the sketch and, where it `draws_lines`, beside them.
    """
    wanted = motif.settings.shares
    sketch = 0.0 if motif.has_been_drawn else 0.05 if motif.draws_lines else 0.02
    # without a stage of flats, the tones do their work
    tones = 0.16 * work.shading + (0.18 * work.flats if motif.grey else 0.0)
    modelled = 0.1 if motif.grey else 0.25
    way_of_tones = 0.7 * work.way_of_rest
    details = wanted["details"] * work.details
    way_of_ink = way_of_lines(ink, motif.begun_small, motif.finish_small)
    toned = 0.0 if motif.has_been_drawn else 0.06 * wanted["sketch"]
    first, second = _masses(toned, work)
    beside_line = 0.5 if draws_lines and toned else 0.0
    beside_sketch = 1.0 - beside_line if toned else 0.0
    return Shares(
        masses=first,
        sketch=Share(
            beside_sketch * second.time + sketch * wanted["sketch"] * work.lines,
            beside_sketch * second.way + (way_of_ink if sketch else 0.0),
        ),
        line=Share(
            beside_line * second.time + 0.05 * wanted["line"] * work.lines if draws_lines else 0.0,
            beside_line * second.way + way_of_ink,
        ),
        colour=Share(
            0.0 if motif.grey else 0.26 * wanted["colour"] * work.flats, work.way_of_flats
        ),
        tones=Share(tones * wanted["shading"], (1.0 - modelled) * way_of_tones),
        modelling=Share(0.08 * work.shading * wanted["shading"], modelled * way_of_tones),
        details=Share(0.2 * details),
        finish=Share(0.12),
        highlights=Share(0.025 * details if accented else 0.0),
    )


def _masses(time: float, work: Workload) -> tuple[Share, Share]:
    """The shares of the two goes of the masses, which share `time` by what they change."""
    first, second = work.way_of_masses
    earlier = first / max(first + second, 1e-6)
    return Share(time * earlier, _DARKS * first), Share(time * (1.0 - earlier), second)
