"""The procedural engine's strokes beside those of painters that approximate a picture.

    python -m benchmarks.painters [--frames 240] [--save DIR]

Every picture at 512 px long side, on white. `ours` is the state before the engine's finish, which
would reproduce the picture bit for bit and tell nothing. Beside it, in the same run, Hertzmann's
painter of 1998 (thresholds 50 and 15, brushes of radius 32 to 2 px), and `ours` again after no more
CPU time than each of those took. A process spends time on a sketch that is painted over; `paint`
leaves sketch and lines out, `broad` also doubles the brushes. CPU seconds include all preparation
and leave out imports; PSNR (dB) and SSIM are of the whole RGB picture. Last, medians of other
painters that were recorded on the same pictures and size, on two other shared cores: quality
compares, times do roughly.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from pentimento_backend.engines.interface import Canvas, OptionValue
from pentimento_backend.imaging.colour import over

from .engine_runs import (
    Studio,
    add_picture_arguments,
    canvas_at,
    each_in_its_own_process,
    painted,
    pictures_or_art,
)

LONG_SIDE = 512
WHITE = (255, 255, 255)
THRESHOLDS = (50, 15)
RADII = (32, 16, 8, 4, 2)
PAINT: dict[str, OptionValue] = {"share_sketch": 0.0, "share_line": 0.0}
WAYS: dict[str, dict[str, OptionValue]] = {
    "ours": {},
    "ours, paint": PAINT,
    "ours, paint, broad": {**PAINT, "stroke_size": 2.0},
}

Rgb = NDArray[np.uint8]


@dataclass(frozen=True)
class Painting:
    """What a painter reached: strokes laid (None: not told), CPU seconds spent."""

    painter: str
    picture: Rgb
    strokes: int | None
    seconds: float


@dataclass(frozen=True)
class Score:
    """One line of the table."""

    painter: str
    strokes: int | None
    seconds: float
    psnr: float
    ssim: float


RECORDED = (
    Score("hertzmann-T50", 12906, 2.1, 18.83, 0.553),
    Score("hertzmann-T15", 31748, 4.2, 19.78, 0.607),
    Score("geometrize-triangle", 102, 2.2, 18.88, 0.538),
    Score("geometrize-triangle", 300, 6.5, 20.44, 0.608),
    Score("geometrize-rotellipse", 102, 2.4, 18.79, 0.543),
    Score("geometrize-rotellipse", 300, 7.2, 20.43, 0.610),
    Score("im2oil-p4 (5 pictures)", 8332, 164.4, 20.15, 0.629),
    Score("painterfun (4)", 931, 14.0, 14.75, 0.381),
    Score("painterfun (4)", 3257, 92.5, 17.69, 0.500),
    Score("primitive-triangle (3)", 100, 15.6, 18.37, 0.574),
    Score("primitive-triangle (3)", 200, 31.3, 19.14, 0.598),
)


def ours(canvas: Canvas, way: str, frames: int, seed: int) -> Iterator[Painting]:
    """States of the engine's process before its finish, with the CPU time at which they came."""
    from pentimento_backend.engines.registry import load_engine

    load_engine("procedural")
    studio = Studio()
    states: list[tuple[str, Rgb, float]] = []
    began = time.process_time()
    for frame in painted(canvas, frames, seed, studio, {"keep_strokes": True, **WAYS[way]}):
        spent = time.process_time() - began
        copying = time.process_time()
        states.append((frame.stage, over(frame.image, WHITE), spent))
        began += time.process_time() - copying
    stages = [stage for stage, _, _ in states]
    before_finish = stages.index("finish")
    strokes = _strokes_before_finish(studio)
    for index, (_, picture, spent) in enumerate(states[:before_finish]):
        is_last = index == before_finish - 1
        yield Painting(way, picture, strokes if is_last else None, spent)


def _strokes_before_finish(studio: Studio) -> int | None:
    """Number of strokes laid before the finish; None where the engine kept no list."""
    kept = studio.kept.get("strokes.json.gz")
    if kept is None:
        return None
    (leg,) = json.loads(gzip.decompress(kept))["legs"]
    stages = [stroke["stage"] for stroke in leg["strokes"]]
    return stages.index("finish") if "finish" in stages else len(stages)


def hertzmann(picture: Rgb, threshold: float, seed: int) -> Painting:
    """Paint as "Painterly Rendering with Curved Brush Strokes of Multiple Sizes" (1998) says.

    Layers of brushes from large to small; each is laid where the painting differs from a blurred
    picture by more than `threshold` on average, at the place of the largest difference.
    """
    random = np.random.default_rng(seed)
    began = time.process_time()
    painting = np.zeros_like(picture)
    unpainted = np.full(picture.shape[:2], True)
    strokes = 0
    for radius in RADII:
        reference = cv2.GaussianBlur(picture, (0, 0), radius / 2)
        planned = _planned_strokes(painting, unpainted, reference, radius, threshold)
        random.shuffle(planned)
        for path in planned:
            x, y = path[0]
            colour = tuple(int(c) for c in reference[y, x])
            # a path of one point, as on even colour, would not be drawn as a line
            points = np.array([path if len(path) > 1 else path * 2], np.int32)
            cv2.polylines(painting, points, False, colour, 2 * radius, cv2.LINE_AA)
        unpainted[:] = False
        strokes += len(planned)
    name = f"hertzmann-T{threshold:g}"
    return Painting(name, painting, strokes, time.process_time() - began)


def _planned_strokes(
    painting: Rgb, unpainted: NDArray[np.bool_], reference: Rgb, radius: int, threshold: float
) -> list[list[tuple[int, int]]]:
    colours = reference.astype(np.float32)
    error = np.linalg.norm(painting - colours, axis=2)
    error[unpainted] = 1e6
    lightness = cv2.cvtColor(reference, cv2.COLOR_RGB2GRAY)
    slope_x = cv2.Sobel(lightness, cv2.CV_32F, 1, 0)
    slope_y = cv2.Sobel(lightness, cv2.CV_32F, 0, 1)
    planned = []
    for top in range(0, error.shape[0], radius):
        for left in range(0, error.shape[1], radius):
            cell = error[top : top + radius, left : left + radius]
            if cell.mean() > threshold:
                row, column = np.unravel_index(cell.argmax(), cell.shape)
                place = (left + int(column), top + int(row))
                planned.append(_stroke_from(place, radius, colours, error, slope_x, slope_y))
    return planned


def _stroke_from(
    place: tuple[int, int],
    radius: int,
    colours: NDArray[np.float32],
    error: NDArray[np.float32],
    slope_x: NDArray[np.float32],
    slope_y: NDArray[np.float32],
    shortest: int = 4,
    longest: int = 16,
) -> list[tuple[int, int]]:
    """Follow the normal of the gradient until the stroke's colour is worse than what is there."""
    height, width = error.shape
    x, y = place
    colour = colours[y, x]
    path = [(x, y)]
    last_x = last_y = 0.0
    for length in range(1, longest + 1):
        px, py = path[-1]
        off = float(np.abs(colours[py, px] - colour).sum())
        if length > shortest and error[py, px] < off:
            break
        toward_x, toward_y = -float(slope_y[py, px]), float(slope_x[py, px])
        if last_x * toward_x + last_y * toward_y < 0:
            toward_x, toward_y = -toward_x, -toward_y
        size = (toward_x**2 + toward_y**2) ** 0.5
        if size == 0:
            break
        last_x, last_y = toward_x / size, toward_y / size
        x, y = round(px + radius * last_x), round(py + radius * last_y)
        if not (0 <= x < width and 0 <= y < height):
            break
        path.append((x, y))
    return path


def scored(painting: Painting, picture: Rgb) -> Score:
    """Compare a painting with the picture it approximates."""
    return Score(
        painting.painter,
        painting.strokes,
        painting.seconds,
        float(peak_signal_noise_ratio(picture, painting.picture, data_range=255)),
        float(structural_similarity(picture, painting.picture, channel_axis=2, data_range=255)),
    )


def compare(task: tuple[Path, int, int, Path | None]) -> list[Score]:
    """Let all painters paint one picture (file, frames, seed, folder for the paintings)."""
    path, frames, seed, folder = task
    canvas = canvas_at(path, LONG_SIDE)
    picture = over(canvas, WHITE)
    states = list(ours(canvas, "ours", frames, seed))
    paintings = [states[-1]]
    for way in WAYS:
        # line art without sketch and line has nothing before its finish
        paintings += [] if way == "ours" else list(ours(canvas, way, frames, seed))[-1:]
    for threshold in THRESHOLDS:
        other = hertzmann(picture, threshold, seed)
        paintings.append(other)
        in_its_time = [state for state in states if state.seconds <= other.seconds]
        if in_its_time:
            name = f"ours in its time (T{threshold})"
            best = in_its_time[-1]
            paintings.append(Painting(name, best.picture, best.strokes, best.seconds))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        row = np.hstack([picture, *(painting.picture for painting in paintings)])
        Image.fromarray(row).save(folder / f"{path.stem}.webp", quality=80)
    return [scored(painting, picture) for painting in paintings]


def _line(picture: str, score: Score) -> str:
    strokes = "-" if score.strokes is None else str(score.strokes)
    pace = "-" if score.strokes is None else f"{score.strokes / max(score.seconds, 1e-3):.0f}"
    return (
        f"{picture:24.24s} {score.painter:24s} {strokes:>7s} {score.seconds:7.2f} {pace:>9s} "
        f"{score.psnr:6.2f} {score.ssim:6.3f}"
    )


def _median(painter: str, scores: list[Score]) -> Score:
    counts = [score.strokes for score in scores if score.strokes is not None]
    return Score(
        painter,
        round(statistics.median(counts)) if counts else None,
        statistics.median(score.seconds for score in scores),
        statistics.median(score.psnr for score in scores),
        statistics.median(score.ssim for score in scores),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_picture_arguments(parser)
    parser.add_argument("--frames", type=int, default=240, help="states of ours to look at")
    parser.add_argument("--save", type=Path, help="folder for the paintings, side by side")
    wanted = parser.parse_args()
    pictures = pictures_or_art(wanted.pictures)
    print(
        f"{'picture':24s} {'painter':24s} {'strokes':>7s} {'CPU s':>7s} {'strokes/s':>9s} "
        f"{'PSNR':>6s} {'SSIM':>6s}"
    )
    of_painter: dict[str, list[Score]] = {}
    tasks = ((path, wanted.frames, wanted.seed, wanted.save) for path in pictures)
    for path, scores in zip(pictures, each_in_its_own_process(compare, tasks), strict=True):
        for score in scores:
            of_painter.setdefault(score.painter, []).append(score)
            print(_line(path.stem, score), flush=True)
    print()
    for painter, scores in of_painter.items():
        print(_line(f"median of {len(scores)}", _median(painter, scores)))
    for score in RECORDED:
        print(_line("recorded median", score))


if __name__ == "__main__":
    main()
