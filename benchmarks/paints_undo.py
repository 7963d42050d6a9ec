"""Speed and memory of Paints-UNDO under each memory plan, with random weights; prints tables.

    python -m benchmarks.paints_undo                       the published job, on the GPU
    python -m benchmarks.paints_undo --predict             what is planned with, nothing is run
    python -m benchmarks.paints_undo --small --size 256 --steps 4 --pairs 2    on a processor

The job: six keyframes of 512 x 640 pixels, guidance 3, then the 16 frames of 320 x 512 pixels
between each two of eight keys, guidance 7.5, both in 50 steps; with reading prompts, looking at
pictures, encoding and decoding, and with the models' way from the computer's memory to the device,
but without reading files. `few steps` is the fastest plan with fewer sampling steps. The ratio is
to the straightforward implementation of `paints_undo_baseline`, in the same run; `differs` is the
mean difference of its frames, in levels of 255.

On a GPU, `peak` is the most that torch had in tensors and `reserved` what it held for them; on a
processor (Linux), `peak` is what the process grew by: little, where it still holds what the way
before has left (`--no-baseline --plan NAME` measures one plan alone). `planned` is what the engine
tells the painter beforehand. Every way runs once with one step before it is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from pentimento_backend.engines.interface import ProcessRequest
from pentimento_backend.engines.model_work.picture import Picture
from pentimento_backend.engines.model_work.previews import Previews
from pentimento_backend.engines.model_work.reckoning import Reckoning
from pentimento_backend.engines.model_work.sheet import SIDE_UNIT, Sheet, to_unit
from pentimento_backend.engines.paints_undo.inbetweens import Inbetweener
from pentimento_backend.engines.paints_undo.keyframes import KeyframePainter
from pentimento_backend.engines.paints_undo.memory_needs import inbetween_stages, keyframe_stages
from pentimento_backend.engines.paints_undo.multi_frame.attention_blocks import (
    SpatialTransformer,
    TemporalTransformer,
)
from pentimento_backend.engines.paints_undo.multi_frame.blocks import ResBlock
from pentimento_backend.engines.paints_undo.settings import Settings, settings_of
from pentimento_backend.models.devices import Precision, free_bytes, precision_of, title_of
from pentimento_backend.models.memory_plan import (
    GB,
    PLANS,
    MemoryPlan,
    Stage,
    in_parts,
    peak_bytes,
)
from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.models.residence import Residence

from .device_measures import Clock, Memory
from .engine_runs import Studio
from .paints_undo_baseline import STRAIGHTFORWARD, paint_pair_by_pair, straightforward
from .paints_undo_models import FULL, Models, make_models, reduced

STEPS, FEW_STEPS = 50, 8
FILM_LONG_SIDE = 512
HALF_PRECISION = Precision(torch.float16, torch.bfloat16)


@dataclass(frozen=True, eq=False)
class Job:
    """What is painted: keyframes on one sheet, then films between pairs of keys on another."""

    settings: Settings
    keyframe_sheet: Sheet
    film_sheet: Sheet
    pairs: int
    precision: Precision

    def stages(self, models: Models) -> list[Stage]:
        """Return what the job needs, as the engine plans it."""
        return [
            *inbetween_stages(models.multi, self.film_sheet, self.precision),
            *keyframe_stages(models.single, self.keyframe_sheet, self.precision),
        ]

    def in_steps(self, steps: int) -> Job:
        """Return the same job with another number of sampling steps."""
        settings = replace(self.settings, keyframe_sampling_steps=steps, video_sampling_steps=steps)
        return replace(self, settings=settings)

    def shortest(self, pairs: int) -> Job:
        """Return a job that has the same shapes on its way, in one step."""
        return replace(self.in_steps(1), pairs=min(self.pairs, pairs))


@dataclass(frozen=True, eq=False)
class Run:
    """Seconds for keyframes and films, bytes at the peak, and all frames (n, h, w, 3) of films."""

    keyframes: float
    films: float
    peak: int
    reserved: int
    frames: np.ndarray

    @property
    def whole(self) -> float:
        """Seconds for everything."""
        return self.keyframes + self.films


def paint(models: Models, plan: MemoryPlan, job: Job, device: torch.device) -> Run:
    """Paint the job and measure."""
    clock, memory = Clock(device), Memory(device)
    began = clock.now()
    with closing(Residence(device, [plan], lambda note: None)) as residence:
        keyframes = paint_keyframes(models, residence, job)
        between = clock.now()
        films = paint_films(models, residence, job, keyframes)
        ended = clock.now()
    return Run(between - began, ended - between, *memory.peak(), np.concatenate(films))


def paint_keyframes(models: Models, residence: Residence, job: Job) -> list[Picture]:
    sheet, settings = job.keyframe_sheet, job.settings
    reckoning = Reckoning(Studio(), 1)
    painter = KeyframePainter(
        models.single,
        residence,
        job.precision,
        settings,
        settings.prompt,
        reckoning,
        Previews(Studio(), sheet),
    )
    batches = painter.paint(some_picture(sheet), settings.keyframe_steps)
    return [picture for batch in batches for picture in batch]


def paint_films(
    models: Models, residence: Residence, job: Job, keyframes: Sequence[Picture]
) -> list[np.ndarray]:
    """Return the films between paper, keyframes and finish, as many as the job asks for."""
    sheet = job.film_sheet
    inbetweener = Inbetweener(
        models.multi,
        residence,
        job.precision,
        job.settings,
        Reckoning(Studio(), 1),
        Previews(Studio(), sheet),
    )
    keys = [sheet.blank(), *map(sheet.lay_opaque, keyframes), some_picture(sheet)]
    seeds = [job.settings.seed + pair for pair in range(job.pairs)]
    if residence.plan is STRAIGHTFORWARD:
        return paint_pair_by_pair(inbetweener, keys, seeds)
    prompts, seen = inbetweener.read_prompts(), inbetweener.see(keys[: job.pairs + 1])
    films = []
    for pairs in in_parts(range(job.pairs), inbetweener.together):
        between = [(pair + 1, pair) for pair in pairs]
        films += inbetweener.paint(prompts, seen, between, [seeds[pair] for pair in pairs], "")
    return films


def some_picture(sheet: Sheet) -> Picture:
    """Return blurred colours; what they show makes no difference to the work."""
    coarse = np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8)
    size = (sheet.width, sheet.height)
    picture = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    return picture.astype(np.uint8, copy=False)


def measured(
    models: Models, plan: MemoryPlan, job: Job, device: torch.device, repeat: int
) -> Run | None:
    """Return the fastest of some runs, after a short one; None where memory does not suffice."""
    with straightforward(models) if plan is STRAIGHTFORWARD else nullcontext(models) as ready:
        try:
            paint(ready, plan, job.shortest(plan.videos_at_once), device)
            runs = [paint(ready, plan, job, device) for _ in range(repeat)]
        except ModelProblem as problem:
            Console(stderr=True).print(f"{plan.name}: {problem}")
            return None
    return min(runs, key=lambda run: run.whole)


@contextmanager
def compiled_blocks(models: Models) -> Iterator[None]:
    """Have torch compile the blocks of the 3D U-Net, which do nine tenths of the work."""
    kinds = (ResBlock, SpatialTransformer, TemporalTransformer)
    blocks = [block for block in models.multi.unet.modules() if isinstance(block, kinds)]
    for block in blocks:
        block.compile()
    try:
        yield
    finally:
        for block in blocks:
            block._compiled_call_impl = None  # torch has no public way back


def make_job(arguments: argparse.Namespace, precision: Precision) -> Job:
    """Return the published job, or one reduced as asked."""
    settings = settings_of(ProcessRequest("reconstruct", 512, 640, (), 2, 123))
    scale = arguments.size / FILM_LONG_SIDE

    def sheet(height: int, width: int) -> Sheet:
        sides = [to_unit(side * scale, SIDE_UNIT) for side in (height, width)]
        return Sheet(*sides, *sides)

    keyframes = len(settings.keyframe_steps)
    pairs = min(arguments.pairs, keyframes + 1)
    job = Job(settings, sheet(640, 512), sheet(320, 512), pairs, precision)
    return job.in_steps(arguments.steps)


def predict(job: Job) -> None:
    """Print what the engine plans with in half precision, at full size."""
    models = make_models(FULL, torch.device("meta"))
    table = Table("plan", "planned, keyframes GB", "planned, films GB", "planned, both GB")
    needs = [
        keyframe_stages(models.single, job.keyframe_sheet, HALF_PRECISION),
        inbetween_stages(models.multi, job.film_sheet, HALF_PRECISION),
        replace(job, precision=HALF_PRECISION).stages(models),
    ]
    for plan in PLANS:
        table.add_row(plan.name, *(f"{peak_bytes(plan, stages) / GB:.2f}" for stages in needs))
    Console().print(table)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [plan.name for plan in PLANS]
    default = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", default=default)
    parser.add_argument("--plan", action="append", choices=names, help="default: all that fit")
    parser.add_argument("--no-baseline", action="store_true", help="leave the comparison out")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--few-steps", type=int, default=FEW_STEPS, help="0 leaves that row out")
    parser.add_argument("--pairs", type=int, default=7, help="films, 1 to 7")
    parser.add_argument("--size", type=int, default=FILM_LONG_SIDE, help="long side of films, px")
    parser.add_argument("--small", action="store_true", help="reduced networks")
    parser.add_argument("--repeat", type=int, default=1, help="runs of which the fastest counts")
    parser.add_argument("--compile", action="store_true", help="blocks of the 3D U-Net compiled")
    parser.add_argument(
        "--tune-convolutions", action="store_true", help="cuDNN's benchmark mode; takes memory"
    )
    parser.add_argument("--predict", action="store_true", help="print planned memory, run nothing")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    device = torch.device(arguments.device)
    job = make_job(arguments, precision_of(device))
    if arguments.predict:
        predict(job)
        return
    torch.backends.cudnn.benchmark = arguments.tune_convolutions
    models = make_models(reduced() if arguments.small else FULL, device)
    stages, free = job.stages(models), free_bytes(device)
    plans = [
        plan
        for plan in PLANS
        if plan.name in (arguments.plan or [plan.name]) and peak_bytes(plan, stages) <= free
    ]
    if not plans:
        raise SystemExit("None of these plans fits the device's free memory.")

    film, large = job.film_sheet, job.keyframe_sheet
    table = Table(
        *("way", "steps", "keyframes s", "films s", "whole s", "ratio", "peak GB"),
        *("reserved GB", "planned GB", "differs"),
        title=(
            f"{title_of(device)}, torch {torch.__version__}, {job.precision.networks}: "
            f"{len(job.settings.keyframe_steps)} keyframes of {large.width} x {large.height}, "
            f"{job.pairs} films of {film.width} x {film.height}"
        ),
    )
    compiling = compiled_blocks(models) if arguments.compile else nullcontext()
    measure = partial(measured, models, device=device, repeat=arguments.repeat)
    baseline = None if arguments.no_baseline else measure(STRAIGHTFORWARD, job)
    if baseline is not None:
        table.add_row(*row("straightforward", arguments.steps, baseline, baseline, None))
    with compiling:
        for plan in plans:
            run = measure(plan, job)
            if run is not None:
                planned = peak_bytes(plan, stages)
                table.add_row(*row(plan.name, arguments.steps, run, baseline, planned))
        if arguments.few_steps:
            run = measure(plans[0], job.in_steps(arguments.few_steps))
            if run is not None:
                cells = row(f"few steps, {plans[0].name}", arguments.few_steps, run, baseline, None)
                table.add_row(*cells[:-1], "")
    Console(width=150).print(table)


def row(name: str, steps: int, run: Run, baseline: Run | None, planned: int | None) -> list[str]:
    """Return the cells of a table's row."""
    ratio = differs = ""
    if baseline is not None:
        ratio = f"{baseline.whole / run.whole:.2f}"
        apart = np.abs(run.frames.astype(np.int16) - baseline.frames)
        differs = f"{apart.mean():.2f}"
    return [
        name,
        str(steps),
        *(f"{seconds:.1f}" for seconds in (run.keyframes, run.films, run.whole)),
        ratio,
        *(f"{held / GB:.2f}" for held in (run.peak, run.reserved)),
        "" if planned is None else f"{planned / GB:.2f}",
        differs,
    ]


if __name__ == "__main__":
    main()
