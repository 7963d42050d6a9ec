"""An evaluation as JSON for programs, and as one HTML page with curves and contact sheets."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import jinja2
from PIL import Image

from ..imaging.colour import WHITE, over
from ..imaging.resize import fit, scaled
from .evaluation import Evaluation, Profile
from .process_folder import ProcessFolder

PICTURE_SIDE = 150
MOST_PICTURES = 24
"""Frames of a process on the page, evenly chosen where there are more."""

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 590, 210, 40, 220
_COLOURS = ("#b06246", "#4e7a94", "#6a845c", "#86608c", "#c49448")
_DASHES = ("", "6 4", "2 3", "8 3 2 3", "1 4")


@dataclass(frozen=True)
class Row:
    """One measure: what it is called, its value in print, and what it means."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """Measures that belong together."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""


def as_json(told: Evaluation) -> dict[str, Any]:
    """Return the evaluation as plain data; keys are the names of the measures."""
    return asdict(told)


def as_html(told: Evaluation, processes: Sequence[ProcessFolder]) -> str:
    """Return the page; `processes` are shown as contact sheets. Raises UnreadableProcess."""
    loader = jinja2.PackageLoader("pentimento_backend.evaluation", ".")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    profiles = (told.profile, *told.others)
    top = max((max(profile.distances) for profile in profiles), default=0.0) or 1.0
    return environment.get_template("report.html.jinja").render(
        told=told,
        top=top,
        curves=[_curve(profile, top, index) for index, profile in enumerate(profiles)],
        tables=tables(told),
        sheets=[
            {"name": process.name, "frames": list(_pictures(process))} for process in processes
        ],
    )


def tables(told: Evaluation) -> list[Table]:
    """Return all measures in print, grouped."""
    return [_reconstruction(told), _process(told), *_comparisons(told)]


def _reconstruction(told: Evaluation) -> Table:
    found = told.reconstruction
    rows = [
        Row("MSE, L1", f"{found.mse:.5f}, {found.l1:.5f}", "at 512 px, channels 0..1"),
        Row(
            "MSE, L1 of the canvas",
            f"{found.canvas_mse:.5f}, {found.canvas_l1:.5f}",
            "at full size",
        ),
        Row(f"distance ({told.perception})", f"{found.distance:.4f}", "of the last frame"),
        Row("exactness", f"{told.process.exactness}", "largest difference of a channel, 0..255"),
    ]
    if told.prompt_alignment is not None:
        rows.append(Row("CLIP score", f"{told.prompt_alignment:.1f}", "finish against prompt"))
    note = (
        "An engine that ends on the given finish is exact by construction: that is no win over "
        "painters who approximate."
    )
    return Table("Last frame against the finish", tuple(rows), note)


def _process(told: Evaluation) -> Table:
    found = told.process
    return Table(
        "How the process runs",
        (
            Row("monotone share", _print(found.monotone_share), "steps that come nearer, 0..1"),
            Row("evenness", _print(found.evenness), "0 where all steps do the same"),
            Row("largest jump", _print(found.largest_jump), "the most that one step does, 0..1"),
            Row("untouched flicker", f"{found.untouched_flicker:.4f}", "levels of 0..255"),
            Row("locality", f"{found.locality_mean:.3f}", "canvas worked on in a step, mean"),
            Row("", f"{found.locality_max:.3f}", "in the busiest step"),
            Row("stage order", _print(found.stage_order), "masses before details, -1..1"),
            Row("back to front", _print(found.back_to_front), "-1..1"),
            Row("idle steps", f"{found.idle_steps}", f"{found.still_steps} change nothing at all"),
        ),
        "Distances are weight-free in this table: structure and colour masses, not LPIPS.",
    )


def _comparisons(told: Evaluation) -> Iterator[Table]:
    for found in told.comparisons:
        minutes = _print(found.minutes_difference)
        yield Table(
            f"Against {found.against}",
            (
                Row("distance in time", f"{found.distance_in_time:.4f}", "to the nearest state"),
                Row("IoU of worked regions", _print(found.worked_region_iou), "0..1, order-free"),
                Row(
                    "DDC",
                    f"{found.distance_curve_difference:.3f}",
                    "difference of distance curves, time-warped",
                ),
                Row("PDP", _print(found.profile_distance), "difference of distance profiles"),
                Row("DTS", minutes, "minutes of painting time"),
            ),
            f"Distances: {told.perception_label}.",
        )


def _print(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _curve(profile: Profile, top: float, index: int) -> dict[str, str]:
    points = (
        f"{_LEFT + u * _WIDTH:.1f},{_BOTTOM - d / top * _HEIGHT:.1f}"
        for u, d in zip(profile.progress, profile.distances, strict=True)
    )
    return {
        "name": profile.name[:24],
        "points": " ".join(points),
        "colour": _COLOURS[index % len(_COLOURS)],
        "dashes": _DASHES[index % len(_DASHES)],
    }


def _pictures(process: ProcessFolder) -> Iterator[dict[str, str]]:
    count = len(process.frames)
    shown = min(count, MOST_PICTURES)
    chosen = [round(place * (count - 1) / max(1, shown - 1)) for place in range(shown)]
    part = replace(
        process,
        frames=tuple(process.frames[index] for index in chosen),
        progress=tuple(process.progress[index] for index in chosen),
    )
    for progress, picture in zip(part.progress, part.pictures(), strict=True):
        height, width = picture.shape[:2]
        small = Image.fromarray(over(scaled(picture, *fit(width, height, PICTURE_SIDE)), WHITE))
        data = io.BytesIO()
        small.save(data, "JPEG", quality=88)
        source = "data:image/jpeg;base64," + base64.b64encode(data.getvalue()).decode()
        yield {"source": source, "caption": f"{progress:.0%}"}
