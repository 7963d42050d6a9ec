"""`pentimento dataset`: sequences to learn from, made from finished pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .command_group import command_group
from .failure import BAD_INPUT, INTERRUPTED, JOB_FAILED, Failure

dataset = command_group("Make painting sequences to learn from.")

KIND_NAMES = "transparent,textured,regions,procedural"


@dataset.callback()
def _describe() -> None:
    """Make painting sequences to learn from."""


@dataset.command()
def synthesize(
    images: Annotated[
        list[Path], typer.Argument(metavar="PICTURE", help="Pictures, or folders of them.")
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the shards.")],
    kinds: Annotated[
        str, typer.Option("--kinds", help="Ways to paint, separated by commas.")
    ] = KIND_NAMES,
    group: Annotated[
        list[str] | None, typer.Option("--group", help="Only this group of manifest.csv.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", min=1, help="Sequences; one a picture if left out.")
    ] = None,
    size: Annotated[int, typer.Option("--size", min=32, max=1024, help="Pixels a side.")] = 256,
    frames: Annotated[
        int, typer.Option("--frames", min=2, max=64, help="Frames of a sequence.")
    ] = 8,
    seed: Annotated[int, typer.Option("--seed", min=0, help="What is left to chance.")] = 0,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; one a core if left out.")
    ] = None,
    segmentation: Annotated[
        str,
        typer.Option(
            "--segmentation", help="How regions are found: classical, sam, or auto: sam if here."
        ),
    ] = "auto",
    ray: Annotated[
        str | None,
        typer.Option("--ray", help='Work on the Ray cluster at this address, or "local".'),
    ] = None,
) -> None:
    """Paint pictures again, in several ways; OUT has the sequences.

    A run that was stopped goes on when it is started again with the same settings.
    """
    from ..exports.writing import CannotWrite
    from ..models.problem import ModelProblem
    from ..training.synthesis.captions import Captions
    from ..training.synthesis.order import Order
    from ..training.synthesis.pictures import NoPictures, find_pictures
    from ..training.synthesis.production import AnotherOrder, produce
    from ..training.synthesis.workforce import NoWorkforce, on_cores, on_ray
    from .counting_bar import CountingBar

    chosen = _known(kinds)
    try:
        pictures = find_pictures(images, group or ())
        sam = _sam(segmentation) if "regions" in chosen else None
        segmented = "classical" if sam is None else "sam"
        order = Order(chosen, count or len(pictures), size, frames, seed, segmented)
        cores = workers or (os.cpu_count() or 1)
        workforce = on_ray(ray) if ray else on_cores(cores)
        with CountingBar("painting", order.count) as bar:
            tally = produce(order, pictures, out, Captions(), workforce, bar.advance, sam)
    except (NoPictures, AnotherOrder, NoWorkforce, ModelProblem) as problem:
        raise Failure(str(problem), BAD_INPUT) from None
    except CannotWrite as problem:
        raise Failure(f"{problem} What is done is kept: run it again.", JOB_FAILED) from None
    except KeyboardInterrupt:
        raise Failure("Interrupted; run it again to go on.", INTERRUPTED) from None
    if not tally.sequences:
        raise Failure("None of the pictures could be read, so there are no sequences.", BAD_INPUT)
    typer.echo(f"sequences: {tally.sequences} in {out} ({_counted(tally.kinds)})")
    typer.echo(f"licences: {_counted(tally.licences)}")


def _known(kinds: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(filter(None, map(str.strip, kinds.split(",")))))
    unknown = [kind for kind in chosen if kind not in KIND_NAMES.split(",")]
    if unknown or not chosen:
        raise Failure(
            f"There is no kind {', '.join(unknown) or 'named'}; there is: {KIND_NAMES}.", BAD_INPUT
        )
    return chosen


def _sam(segmentation: str) -> Path | None:
    """Return the folder of Segment Anything where it is wanted, or here; raises Failure."""
    from ..training.synthesis.segment_anything_files import REPOSITORY, cached_folder

    if segmentation not in ("auto", "classical", "sam"):
        raise Failure(f"--segmentation is auto, classical or sam, not {segmentation}.", BAD_INPUT)
    folder = None if segmentation == "classical" else cached_folder()
    if folder is None and segmentation == "sam":
        raise Failure(
            f"Segment Anything is not here: `hf download {REPOSITORY}` gets it (0.4 GB, Apache "
            "2.0), or use --segmentation classical.",
            BAD_INPUT,
        )
    return folder


def _counted(numbers: dict[str, int]) -> str:
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {number}" for name, number in ranked)
