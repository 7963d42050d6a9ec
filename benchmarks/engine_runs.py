"""How benchmarks run an engine: pictures, a studio that keeps by-products, one process a job."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from pentimento_backend.engines.interface import Canvas, Frame, Given, OptionValue, ProcessRequest
from pentimento_backend.models.problem import ModelProblem

ART = Path(__file__).parents[2] / "shared" / "art" / "public"

Task = TypeVar("Task")
Result = TypeVar("Result")


class Studio:
    """A studio that lets the engine paint undisturbed and keeps its by-products."""

    device = "cpu"

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def progress(self, done: float, total: float, note: str) -> None:
        pass

    def preview(self, image: NDArray[np.generic]) -> None:
        pass

    def model(self, name: str) -> Path:
        raise ModelProblem(f"Benchmarks bring their own models, and not {name}.")

    def keep(self, name: str, content: bytes) -> None:
        self.kept[name] = content

    def check_cancelled(self) -> None:
        pass


def canvas_at(path: Path, long_side: int) -> Canvas:
    """One picture as RGBA, enlarged or reduced to this long side (pixels)."""
    image = Image.open(path).convert("RGBA")
    scale = long_side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return np.array(image.resize(size, Image.Resampling.LANCZOS))


def canvas_filling(path: Path, width: int, height: int) -> Canvas:
    """One picture as RGBA, scaled and cropped so that it fills a canvas of this size."""
    image = Image.open(path).convert("RGBA")
    return np.array(ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS))


def painted(
    canvas: Canvas,
    frames: int,
    seed: int,
    studio: Studio | None = None,
    options: dict[str, OptionValue] | None = None,
) -> Iterator[Frame]:
    """Reconstruct a canvas with the procedural engine."""
    from pentimento_backend.engines.registry import load_engine

    height, width = canvas.shape[:2]
    given = (Given(0, canvas),)
    request = ProcessRequest(
        "reconstruct", width, height, given, frames, seed, options=options or {}
    )
    return load_engine("procedural").paint(request, studio or Studio())


def peak_mebibytes() -> float:
    """Largest resident size of this process so far."""
    # bytes on macOS, KiB elsewhere
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def each_in_its_own_process(
    job: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[Result]:
    """Run tasks one after the other, each in a fresh process: cold caches, a peak of its own."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        yield from pool.imap(job, tasks, chunksize=1)


def add_picture_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments that all benchmarks of an engine share."""
    parser.add_argument("pictures", nargs="*", type=Path, help="default: the public test art")
    parser.add_argument("--seed", type=int, default=1)


def pictures_or_art(pictures: Sequence[Path]) -> list[Path]:
    """The pictures named, or those of the public art; ends the program where there are none."""
    found = list(pictures) or sorted(ART.glob("*.png"))
    if not found:
        raise SystemExit(f"No pictures: {ART} is empty or absent; name some files.")
    return found
