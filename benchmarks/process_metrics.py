"""Speed, memory and process metrics of the procedural engine; prints a table.

    python -m benchmarks.process_metrics [--sheets DIR]
    python -m benchmarks.process_metrics --scaling
    python -m benchmarks.process_metrics --threads

Without a mode: every picture at 1024 px long side. `first`: seconds to the first frame; `24` and
`100`: seconds for that many frames; `cpu1`, `cpu` and `cpu100`: CPU seconds of all threads to the
first frame, for 24 and for 100, once the engine is loaded: on a machine that does other work they
say more than the clock; `MiB`: peak of the process that paints 24. All runs are cold, in a process
each, without the measuring. Then the metrics of 24 frames, as
`pentimento_backend.evaluation.process_metrics` defines them: exactness, monotone share, evenness,
largest jump, untouched flicker, worked share of the canvas in the mean and the busiest step, stage
order, back-to-front, idle steps and still steps; `-` where undefined. The summary sets them beside
their aims, with 24 frames of one picture at 2480 x 3508. Distances are MS-SSIM + Lab L1: not
comparable with LPIPS.

`--scaling`: one picture at several sizes; its time should grow linearly with pixels.
`--threads`: paints with 1 and with 2 threads and compares the frames bit by bit.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from pentimento_backend.engines.interface import Canvas, Frame
from pentimento_backend.evaluation.process_metrics import ProcessMetrics, measure_process

from .engine_runs import (
    add_picture_arguments,
    canvas_at,
    canvas_filling,
    each_in_its_own_process,
    painted,
    peak_mebibytes,
    pictures_or_art,
)

LONG_SIDE = 1024
FEW, MANY = 24, 100
SIZES = ((362, 512), (724, 1024), (1448, 2048), (2480, 3508))
SHEET_BYTES = 200_000
LARGE_JUMP = 0.12
LARGE_SECONDS, LARGE_MEBIBYTES = 20, 2048


@dataclass(frozen=True)
class Speed:
    """Seconds to the first frame and to the last, CPU seconds to both (without loading the engine),
    MiB at the peak."""

    first: float
    total: float
    first_cpu: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Row:
    """All that is measured of one picture."""

    name: str
    width: int
    height: int
    few: Speed
    many: Speed
    metrics: ProcessMetrics
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Aim:
    """One aim, what it reads from a row (None: undefined) and when it is met."""

    words: str
    value: Callable[[Row], float | None]
    is_met: Callable[[float], bool]
    worst: Callable[[list[float]], float]


AIMS = (
    Aim("24 frames below 3 s", lambda r: r.few.total, lambda v: v < 3, max),
    Aim("24 frames below 3 CPU s", lambda r: r.few.cpu, lambda v: v < 3, max),
    Aim("first frame below 0.7 s", lambda r: r.few.first, lambda v: v < 0.7, max),
    Aim("first frame below 0.7 CPU s", lambda r: r.few.first_cpu, lambda v: v < 0.7, max),
    Aim("100 frames below twice 24", lambda r: r.many.total / r.few.total, lambda v: v < 2, max),
    Aim("the same in CPU seconds", lambda r: r.many.cpu / r.few.cpu, lambda v: v < 2, max),
    Aim("exactness 0", lambda r: r.metrics.exactness, lambda v: v == 0, max),
    Aim("monotone share above 0.95", lambda r: r.metrics.monotone_share, lambda v: v > 0.95, min),
    Aim("largest jump below 0.12", lambda r: r.metrics.largest_jump, lambda v: v < LARGE_JUMP, max),
    Aim("flicker 0 (< 0.005)", lambda r: r.metrics.untouched_flicker, lambda v: v < 0.005, max),
    Aim("stage order above 0.6", lambda r: r.metrics.stage_order, lambda v: v > 0.6, min),
    Aim("back-to-front above 0.6", lambda r: r.metrics.back_to_front, lambda v: v > 0.6, min),
    Aim("no idle steps", lambda r: r.metrics.idle_steps, lambda v: v == 0, max),
    Aim("no still steps", lambda r: r.metrics.still_steps, lambda v: v == 0, max),
)

COLUMNS = (
    f"{'picture':24s} {'size':>9s} {'first':>5s} {'24':>5s} {'100':>5s} {'cpu1':>4s} "
    f"{'cpu':>4s} {'cpu100':>6s} {'MiB':>4s} "
    f"{'exact':>5s} {'mono':>5s} {'even':>5s} {'jump':>5s} {'flick':>6s} {'work':>5s} {'most':>5s} "
    f"{'stage':>5s} {'b2f':>5s} {'idle':>4s} {'still':>5s}"
)


def timed(task: tuple[Canvas, int, int]) -> Speed:
    """Paint one canvas (canvas, frames, seed) and keep nothing."""
    canvas, frames, seed = task
    from pentimento_backend.engines.registry import load_engine

    began = time.perf_counter()
    load_engine("procedural")
    loaded = time.process_time()
    first = first_cpu = 0.0
    for _ in painted(canvas, frames, seed):
        first = first or time.perf_counter() - began
        first_cpu = first_cpu or time.process_time() - loaded
    cpu = time.process_time() - loaded
    return Speed(first, time.perf_counter() - began, first_cpu, cpu, peak_mebibytes())


def measured(task: tuple[Path, int, Path | None]) -> tuple[ProcessMetrics, tuple[str, ...]]:
    """Paint one picture (file, seed, folder for its sheet); metrics, and each frame's stage."""
    path, seed, sheets = task
    canvas = canvas_at(path, LONG_SIDE)
    frames = list(painted(canvas, FEW, seed))
    if sheets is not None:
        write_sheet(frames, seed, path, sheets)
    stages = tuple(f"{frame.stage} {frame.step}" for frame in frames)
    return measure_process([frame.image for frame in frames], canvas), stages


def write_sheet(frames: list[Frame], seed: int, source: Path, folder: Path) -> None:
    """Draw the frames on one page and write it as WebP of at most 200 KB."""
    from pentimento_backend.engines.registry import engine_info
    from pentimento_backend.exports.contact_sheet import ContactSheet
    from pentimento_backend.exports.provenance import Provenance

    version = engine_info("procedural").version
    provenance = Provenance("procedural", version, seed, source=source.name)
    with tempfile.TemporaryDirectory() as temporary:
        drawn = Path(temporary) / "sheet.png"
        sheet = ContactSheet(drawn, provenance)
        for frame in frames:
            sheet.add(frame)
        sheet.finish()
        picture = Image.open(drawn).convert("RGB")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{source.stem}.webp").write_bytes(_small_webp(picture))


def _small_webp(picture: Image.Image) -> bytes:
    while True:
        for quality in (85, 75, 65, 50):
            stream = io.BytesIO()
            picture.save(stream, "WEBP", quality=quality, method=6)
            if len(stream.getvalue()) <= SHEET_BYTES:
                return stream.getvalue()
        picture = picture.resize((picture.width * 4 // 5, picture.height * 4 // 5))


def measure_all(pictures: Sequence[Path], seed: int, sheets: Path | None) -> None:
    """Print the table of all pictures and the summary of the aims."""
    print(COLUMNS)
    rows = []
    for path in pictures:
        canvas = canvas_at(path, LONG_SIDE)
        few, many = each_in_its_own_process(timed, [(canvas, FEW, seed), (canvas, MANY, seed)])
        ((metrics, stages),) = each_in_its_own_process(measured, [(path, seed, sheets)])
        rows.append(Row(path.stem, canvas.shape[1], canvas.shape[0], few, many, metrics, stages))
        print(_line(rows[-1]), flush=True)
    print()
    for aim in AIMS:
        print(_verdict(aim, rows))
    print(_verdict_on_large(pictures[0], seed))
    print("\nsteps that lead away from the finish, or jump (share of the whole distance):")
    for row in rows:
        print(f"{row.name:24.24s} {', '.join(_noteworthy_steps(row)) or '-'}")


def _line(row: Row) -> str:
    m = row.metrics
    return (
        f"{row.name:24.24s} {f'{row.width}x{row.height}':>9s} {row.few.first:5.2f} "
        f"{row.few.total:5.2f} {row.many.total:5.2f} {row.few.first_cpu:4.2f} {row.few.cpu:4.2f} "
        f"{row.many.cpu:6.2f} {row.few.peak:4.0f} "
        f"{m.exactness:5d} {_number(m.monotone_share)} {_number(m.evenness)} "
        f"{_number(m.largest_jump)} {m.untouched_flicker:6.4f} {_number(m.locality_mean)} "
        f"{_number(m.locality_max)} {_number(m.stage_order)} {_number(m.back_to_front)} "
        f"{m.idle_steps:4d} {m.still_steps:5d}"
    )


def _noteworthy_steps(row: Row) -> list[str]:
    distances = row.metrics.distances
    advances = [(b - a) / max(distances[0], 1e-6) for a, b in itertools.pairwise(distances)]
    return [
        f"{stage} {advance:+.3f}"
        for stage, advance in zip(row.stages[1:], advances, strict=True)
        if advance > 1e-6 or advance <= -LARGE_JUMP
    ]


def _number(value: float | None) -> str:
    return f"{'-':>5s}" if value is None else f"{value:5.2f}"


def _verdict(aim: Aim, rows: list[Row]) -> str:
    values = [value for row in rows if (value := aim.value(row)) is not None]
    if not values:
        return f"undefined  {aim.words}"
    met = sum(aim.is_met(value) for value in values)
    word = "met" if met == len(values) else "missed"
    undefined = f", undefined on {len(rows) - len(values)}" if len(values) < len(rows) else ""
    share = f"on {met} of {len(values)}{undefined}"
    return f"{word:9s}  {aim.words}: {share}; worst {aim.worst(values):.3g}"


def _verdict_on_large(picture: Path, seed: int) -> str:
    width, height = SIZES[-1]
    task = (canvas_filling(picture, width, height), FEW, seed)
    (speed,) = each_in_its_own_process(timed, [task])
    word = "met" if speed.total < LARGE_SECONDS and speed.peak < LARGE_MEBIBYTES else "missed"
    return (
        f"{word:9s}  {width}x{height} below {LARGE_SECONDS} s and {LARGE_MEBIBYTES} MiB: "
        f"{speed.total:.1f} s ({speed.cpu:.1f} CPU s), {speed.peak:.0f} MiB"
    )


def measure_scaling(pictures: Sequence[Path], seed: int) -> None:
    """Print time and memory of 24 frames by canvas size."""
    print(f"{'picture':24s} {'size':>9s} {'first':>6s} {'24':>6s} {'MiB':>5s} {'s / Mpx':>8s}")
    for path in pictures:
        tasks = ((canvas_filling(path, *size), FEW, seed) for size in SIZES)
        for size, speed in zip(SIZES, each_in_its_own_process(timed, tasks), strict=True):
            megapixels = size[0] * size[1] / 1e6
            print(
                f"{path.stem:24.24s} {f'{size[0]}x{size[1]}':>9s} {speed.first:6.2f} "
                f"{speed.total:6.2f} {speed.peak:5.0f} {speed.total / megapixels:8.2f}",
                flush=True,
            )
    width, height = SIZES[-1]
    print(f"\naims at {width}x{height}: below {LARGE_SECONDS} s, below {LARGE_MEBIBYTES} MiB")


def frames_hash(task: tuple[Path, int, int]) -> str:
    """Hash of all frames of one picture (file, threads, seed)."""
    path, threads, seed = task
    import cv2

    cv2.setNumThreads(threads)
    digest = hashlib.sha256()
    for frame in painted(canvas_at(path, LONG_SIDE), FEW, seed):
        digest.update(f"{frame.step} {frame.stage}".encode())
        digest.update(frame.image.tobytes())
    return digest.hexdigest()[:16]


def compare_threads(pictures: Sequence[Path], seed: int) -> None:
    """Print whether frames are the same with 1 and 2 threads; ends with 1 where they are not."""
    differing = 0
    for path in pictures:
        hashes = []
        for threads in (1, 2, 2):
            os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(threads)
            hashes += each_in_its_own_process(frames_hash, [(path, threads, seed)])
        same = len(set(hashes)) == 1
        differing += not same
        print(
            f"{path.stem:24.24s} {'same' if same else 'DIFFERENT'} {' '.join(hashes)}", flush=True
        )
    if differing:
        raise SystemExit(
            f"{differing} of {len(pictures)} pictures depend on the number of threads."
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_picture_arguments(parser)
    parser.add_argument("--sheets", type=Path, help="folder for contact sheets (WebP)")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--scaling", action="store_true", help="time and memory by canvas size")
    mode.add_argument("--threads", action="store_true", help="same frames with 1 and 2 threads?")
    wanted = parser.parse_args()
    pictures = pictures_or_art(wanted.pictures)
    if wanted.scaling:
        # two kinds of picture tell enough: large canvases take their time
        measure_scaling(wanted.pictures or pictures[:8:4], wanted.seed)
    elif wanted.threads:
        compare_threads(pictures, wanted.seed)
    else:
        measure_all(pictures, wanted.seed, wanted.sheets)


if __name__ == "__main__":
    main()
