"""`pentimento evaluate`: measure a painting process, alone or beside others."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .failure import BAD_INPUT, Failure

if TYPE_CHECKING:
    from ..evaluation.evaluation import Evaluation
    from ..evaluation.perception import Perception
    from ..evaluation.process_folder import ProcessFolder
    from ..imaging.colour import Pixels


class DistanceName(str, enum.Enum):
    """The distances there are; all but the first need weights that lie here already."""

    WEIGHT_FREE = "weight-free"
    LPIPS = "lpips"
    CLIP = "clip"
    DINO = "dino"


def evaluate(
    process_dir: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Folder of a process: what --out wrote, or pictures in order."
        ),
    ],
    against: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of a real (or another) process of the same picture; repeatable."),
    ] = None,
    finish: Annotated[
        Path | None, typer.Option(help="The finished picture, where it is not the last frame.")
    ] = None,
    distance: Annotated[
        DistanceName, typer.Option(help="How pictures are compared; networks must be here.")
    ] = DistanceName.WEIGHT_FREE,
    weights: Annotated[
        Path | None, typer.Option(help="Folder with the network's files, for lpips, clip or dino.")
    ] = None,
    prompt: Annotated[
        str, typer.Option(help="Words to hold the finish against (clip); else those it was made by")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="Folder for report.json and report.html.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Measure how a process runs, alone or beside real ones."""
    from ..evaluation.process_folder import UnreadableProcess, read_process_folder
    from ..exports.writing import CannotWrite
    from ..models.problem import ModelProblem
    from .pictures import read_picture

    try:
        process = read_process_folder(process_dir)
        others = [read_process_folder(folder) for folder in against or []]
        goal = read_picture(finish).canvas if finish is not None else None
        told = _evaluate(process, others, goal, distance, weights, prompt or process.prompt)
        if out is not None:
            _write(out, told, [process, *others])
    except (UnreadableProcess, ModelProblem, CannotWrite) as problem:
        raise Failure(str(problem), BAD_INPUT) from None
    _print(told, as_json)
    if out is not None and not as_json:
        typer.echo(f"report: {out / 'report.html'}")


def _evaluate(
    process: ProcessFolder,
    others: list[ProcessFolder],
    finish: Pixels | None,
    distance: DistanceName,
    weights: Path | None,
    prompt: str,
) -> Evaluation:
    from rich.console import Console

    from ..evaluation.evaluation import evaluate as measure

    if distance is not DistanceName.WEIGHT_FREE and weights is None:
        raise Failure(
            f"--distance {distance.value} needs --weights FOLDER with the network's files.",
            BAD_INPUT,
        )
    perception, alignment = _perception(distance, weights)
    with Console(stderr=True).status("") as status:
        told = measure(process, others, finish, perception, status.update)
    if alignment is None or not prompt:
        return told
    last = replace(process, frames=process.frames[-1:], progress=(1.0,))
    picture = finish if finish is not None else next(last.pictures())
    return replace(told, prompt_alignment=alignment(picture, prompt))


def _perception(
    distance: DistanceName, weights: Path | None
) -> tuple[Perception, Callable[[Pixels, str], float] | None]:
    """Return the distance, and what tells how well a picture agrees with words, if it can."""
    from ..evaluation.perception import WeightFree

    if distance is DistanceName.WEIGHT_FREE or weights is None:
        return WeightFree(), None
    try:
        from ..evaluation.networks import Clip, Lpips, dino
    except ImportError:
        raise Failure(
            "Networks need torch and transformers: run `python3 -m installer` again.", BAD_INPUT
        ) from None
    if distance is DistanceName.CLIP:
        clip = Clip(weights)
        return clip.perception(), clip.alignment
    return (Lpips if distance is DistanceName.LPIPS else dino)(weights), None


def _write(out: Path, told: Evaluation, processes: list[ProcessFolder]) -> None:
    from ..evaluation.report import as_html
    from ..evaluation.report import as_json as plain
    from ..exports.writing import write_file, writing

    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
    write_file(out / "report.json", (json.dumps(plain(told), indent=1) + "\n").encode())
    write_file(out / "report.html", as_html(told, processes).encode())


def _print(told: Evaluation, as_json: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from ..evaluation.report import as_json as plain
    from ..evaluation.report import tables

    if as_json:
        typer.echo(json.dumps(plain(told)))
        return
    console = Console()
    for table in tables(told):
        grid = Table(title=table.title, title_justify="left", show_header=False, box=None)
        for row in table.rows:
            grid.add_row(row.name, row.value, f"[dim]{row.meaning}[/dim]")
        console.print(grid)
        console.print()
