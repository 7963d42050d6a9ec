"""Speed and memory of ProcessPainter under each memory plan, with random weights; prints tables.

    python -m benchmarks.process_painter                 full size, on the GPU
    python -m benchmarks.process_painter --predict       what is planned with; runs nothing
    python -m benchmarks.process_painter --reduced       reduced networks, for a processor

The job: 8 frames of 512 x 512, 50 steps, guidance 5, once from words alone and once around a given
finish with the reference network; with reading prompts, encoding, inversion and decoding, and with
the models' way from the computer's memory to the device, but without reading files. `quick` is the
fastest plan with the option of that name. The ratio is to the straightforward implementation of
`process_painter_baseline`, in the same run; `differs` is the mean difference of its frames, in
levels of 255. On a GPU, `peak` is the most that torch had in tensors; on a processor (Linux), what
the process grew by, little where it still holds what the way before has left, and seconds are those
of the processor. `planned` is what the engine tells the painter beforehand. Every way runs once
with one step before it is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from pentimento_backend.engines.interface import Canvas, Given, ProcessRequest
from pentimento_backend.engines.model_work.previews import Previews
from pentimento_backend.engines.model_work.reckoning import Reckoning
from pentimento_backend.engines.model_work.sheet import Sheet, fitted_sheet
from pentimento_backend.engines.process_painter.clip import clip_of
from pentimento_backend.engines.process_painter.clip_painter import ClipPainter, read_words
from pentimento_backend.engines.process_painter.film import film_of
from pentimento_backend.engines.process_painter.memory_needs import stages_of
from pentimento_backend.engines.process_painter.settings import Settings, settings_of
from pentimento_backend.models.devices import Precision, free_bytes, precision_of, title_of
from pentimento_backend.models.memory_plan import GB, PLANS, MemoryPlan, Stage, peak_bytes
from pentimento_backend.models.residence import Residence

from .device_measures import Clock, Memory
from .engine_runs import Studio
from .process_painter_baseline import paint_straightforwardly
from .process_painter_models import FULL, BothModels, Models, make_models, reduced

FRAMES, SIZE, STEPS = 8, 512, 50
REDUCED_SIZE, REDUCED_STEPS = 128, 10
HALF_PRECISION = Precision(torch.float16, torch.bfloat16)


@dataclass(frozen=True, eq=False)
class Job:
    """A process to paint, from words or around a finish."""

    title: str
    request: ProcessRequest
    settings: Settings
    precision: Precision

    @property
    def sheet(self) -> Sheet:
        """The sheet that the frames are painted on."""
        return fitted_sheet(self.request.width, self.request.height, self.settings.size)

    @property
    def is_guided(self) -> bool:
        """Whether a finish is given."""
        return bool(self.request.givens)

    def stages(self, models: Models) -> list[Stage]:
        """Return what the job needs, as the engine plans it."""
        return stages_of(models, self.sheet, FRAMES, self.precision, guided=self.is_guided)

    def models_of(self, both: BothModels) -> BothModels:
        """Return the models that take part."""
        return both if self.is_guided else both.without_reference()

    def in_steps(self, steps: int) -> Job:
        """Return the same job with another number of steps."""
        return replace(
            self, settings=replace(self.settings, sampling_steps=steps, inversion_steps=steps)
        )


@dataclass(frozen=True, eq=False)
class Run:
    """Seconds, bytes at the peak, and the frames (n, h, w, 3)."""

    seconds: float
    peak: int
    frames: np.ndarray


def paint(models: Models, plan: MemoryPlan, job: Job, device: torch.device) -> list[np.ndarray]:
    """Paint the job as the engine does."""
    clip = clip_of(job.request, job.settings.window, shows_beginning=True)
    film = film_of(clip, job.settings, [slot for slot in clip.shown if slot not in clip.givens])
    with closing(Residence(device, [plan], lambda note: None)) as residence:
        reckoning = Reckoning(Studio(), film.cost(job.settings, models))
        prompts = (job.settings.prompt, job.settings.negative_prompt)
        painter = ClipPainter(
            models=models,
            residence=residence,
            precision=job.precision,
            settings=job.settings,
            reckoning=reckoning,
            sheet=job.sheet,
            previews=Previews(Studio(), job.sheet),
            words=read_words(models, residence, job.precision, prompts, reckoning),
        )
        return list(film.paint(painter))


def paint_baseline(models: Models, job: Job, device: torch.device) -> list[np.ndarray]:
    """Paint the job straightforwardly; frames that are given are left out."""
    clip = clip_of(job.request, job.settings.window, shows_beginning=True)
    givens = {slot: given.image for slot, given in clip.givens.items()}
    pictures = paint_straightforwardly(
        models, job.settings, job.sheet, clip.length, givens, device, job.precision
    )
    models.clip.to("cpu")
    torch.nn.Module.to(models.plain, "cpu")
    return [pictures[slot] for slot in clip.shown if slot not in givens]


def measured(work: Callable[[Job], list[np.ndarray]], job: Job, device: torch.device) -> Run:
    """Return what the work takes, after a short one."""
    work(job.in_steps(1))
    clock, memory = Clock(device), Memory(device)
    began = clock.now()
    frames = work(job)
    return Run(clock.now() - began, memory.peak()[0], np.stack(frames))


def make_jobs(size: int, steps: int, precision: Precision) -> list[Job]:
    """Return the two jobs."""
    finish = Given(0, some_canvas(size))
    options = {"prompt": "a hill", "size": size}
    requests = {
        "from words": ProcessRequest("imagine", size, size, (), FRAMES, 7, options=options),
        "around a finish": ProcessRequest(
            "reconstruct", size, size, (finish,), FRAMES, 7, options=options
        ),
    }
    return [
        Job(title, request, settings_of(request), precision).in_steps(steps)
        for title, request in requests.items()
    ]


def some_canvas(size: int) -> Canvas:
    """Return colours; what they show makes no difference to the work."""
    rows, columns = np.mgrid[0:size, 0:size] * 255 // size
    return np.dstack([rows, columns, 255 - rows, np.full_like(rows, 255)]).astype(np.uint8)


def predict() -> None:
    """Print what the engine plans with in half precision, at full size."""
    both = make_models(FULL, torch.device("meta"))
    jobs = make_jobs(SIZE, STEPS, HALF_PRECISION)
    table = Table("plan", *(f"{job.title}, planned GB" for job in jobs))
    needs = [job.stages(job.models_of(both).engine) for job in jobs]
    for plan in PLANS:
        table.add_row(plan.name, *(f"{peak_bytes(plan, stages) / GB:.2f}" for stages in needs))
    Console().print(table)


def measure(job: Job, both: BothModels, device: torch.device) -> Table:
    """Return a table of all ways of one job."""
    models = job.models_of(both)
    table = Table(
        *("way", "steps", "seconds", "ratio", "peak GB", "planned GB", "differs"),
        title=(
            f"{job.title}: {FRAMES} frames of {job.sheet.width} x {job.sheet.height}, "
            f"{title_of(device)}, torch {torch.__version__}, {job.precision.networks}"
        ),
    )
    baseline = measured(lambda some: paint_baseline(models.unfolded, some, device), job, device)
    steps = job.settings.sampling_steps
    table.add_row(*row("straightforward", steps, baseline, baseline, None))
    stages, free = job.stages(models.engine), free_bytes(device)
    plans = [plan for plan in PLANS if peak_bytes(plan, stages) <= free]
    for plan in plans:
        run = measured(
            lambda some, plan=plan: paint(models.engine, plan, some, device), job, device
        )
        table.add_row(*row(plan.name, steps, run, baseline, peak_bytes(plan, stages)))
    quick = replace(job, settings=settings_of(_quick(job.request)))
    steps = min(quick.settings.sampling_steps, steps)
    run = measured(
        lambda some: paint(models.engine, plans[0], some, device), quick.in_steps(steps), device
    )
    table.add_row(*row(f"quick, {plans[0].name}", steps, run, baseline, None))
    return table


def _quick(request: ProcessRequest) -> ProcessRequest:
    return replace(request, options={**request.options, "quick": True})


def row(name: str, steps: int, run: Run, baseline: Run, planned: int | None) -> list[str]:
    """Return the cells of a table's row."""
    apart = np.abs(run.frames.astype(np.int16) - baseline.frames)
    return [
        name,
        str(steps),
        f"{run.seconds:.2f}",
        f"{baseline.seconds / run.seconds:.2f}",
        f"{run.peak / GB:.2f}",
        "" if planned is None else f"{planned / GB:.2f}",
        f"{apart.mean():.2f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--reduced", action="store_true", help="small networks and frames")
    parser.add_argument("--size", type=int, help=f"default: {SIZE}, reduced {REDUCED_SIZE}")
    parser.add_argument("--steps", type=int, help=f"default: {STEPS}, reduced {REDUCED_STEPS}")
    parser.add_argument("--predict", action="store_true", help="print planned memory, run nothing")
    arguments = parser.parse_args()
    if arguments.predict:
        predict()
        return
    device = torch.device(arguments.device)
    size = arguments.size or (REDUCED_SIZE if arguments.reduced else SIZE)
    steps = arguments.steps or (REDUCED_STEPS if arguments.reduced else STEPS)
    both = make_models(reduced() if arguments.reduced else FULL, device)
    for job in make_jobs(size, steps, precision_of(device)):
        Console(width=120).print(measure(job, both, device))


if __name__ == "__main__":
    main()
