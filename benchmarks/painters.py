"""The procedural engine's strokes beside those of painters that approximate a picture.

    python -m benchmarks.painters [--frames 60] [--save DIR]

Every picture at 512 px long side, on white. `ours` is the state before the engine's finish, which
would reproduce the picture bit for bit and tell nothing. A process spends time and strokes on
masses and a sketch that are painted over, which a painter that approximates does not do; so `paint`
leaves sketch and lines out by the engine's own options, and every stroke is one of colour; `broad`
also doubles the brushes. Beside them, in the same run, Hertzmann's painter of 1998 (thresholds 50
and 15), and each of ours again as it stood after no more CPU time than he took ("in his time") and
after no more strokes ("in his strokes").

CPU seconds are of all threads, with one thread of OpenCV, all preparation included; imports and
what a process makes only once are left out on both sides: a small picture is painted before. PSNR
(dB) and SSIM are of the whole RGB picture. Last come medians, how often ours is ahead of Hertzmann,
and medians of other painters that were recorded on the same pictures and size, on two other shared
cores: quality compares, times do roughly.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import statistics
import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from pentimento_backend.engines.interface import Canvas, Frame, OptionValue
from pentimento_backend.imaging.colour import over

from . import hertzmann
from .engine_runs import (
    Studio,
    add_picture_arguments,
    canvas_at,
    each_in_its_own_process,
    painted,
    pictures_or_art,
)
from .hertzmann import Rgb

LONG_SIDE = 512
SMALL_SIDE = 160
WHITE = (255, 255, 255)
THRESHOLDS = (50, 15)
PAINT: dict[str, OptionValue] = {"share_sketch": 0.0, "share_line": 0.0}
WAYS: dict[str, dict[str, OptionValue]] = {
    "ours": {},
    "ours, paint": PAINT,
    "ours, paint, broad": {**PAINT, "stroke_size": 2.0},
}


@dataclass(frozen=True)
class Painting:
    """What a painter reached: strokes laid, CPU seconds spent."""

    painter: str
    picture: Rgb
    strokes: int
    seconds: float


@dataclass(frozen=True)
class Score:
    """One line of the table."""

    painter: str
    strokes: int
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


def ours(canvas: Canvas, way: str, frames: int, seed: int) -> list[Painting]:
    """States of the engine's process before its finish, with the CPU time at which they came."""
    from pentimento_backend.engines.registry import load_engine

    load_engine("procedural")
    studio = Studio()
    states: list[tuple[Frame, float]] = []
    began = time.process_time()
    for frame in painted(canvas, frames, seed, studio, {"keep_strokes": True, **WAYS[way]}):
        states.append((frame, time.process_time() - began))
    # in the order of their laying steps fall
    done = [-step for step in _steps_of_strokes(studio)]
    return [
        Painting(way, over(frame.image, WHITE), bisect_right(done, -frame.step), spent)
        for frame, spent in itertools.takewhile(lambda state: state[0].stage != "finish", states)
    ]


def _steps_of_strokes(studio: Studio) -> list[float]:
    """The operation step of each stroke, in their order."""
    (leg,) = json.loads(gzip.decompress(studio.kept["strokes.json.gz"]))["legs"]
    return [stroke["step"] for stroke in leg["strokes"]]


def of_hertzmann(picture: Rgb, threshold: float, seed: int) -> Painting:
    """His painting of a picture."""
    began = time.process_time()
    painting, strokes = hertzmann.paint(picture, threshold, seed)
    seconds = time.process_time() - began
    return Painting(f"hertzmann-T{threshold:g}", painting, strokes, seconds)


def as_far_as(states: list[Painting], other: Painting) -> Iterator[Painting]:
    """The last of our states in no more CPU time than another painter's, and in no more strokes."""
    budgets = (
        ("time", [state for state in states if state.seconds <= other.seconds]),
        ("strokes", [state for state in states if state.strokes <= other.strokes]),
    )
    for budget, reached in budgets:
        if reached:
            yield replace(reached[-1], painter=f"{states[0].painter}: {other.painter}'s {budget}")


def scored(painting: Painting, picture: Rgb) -> Score:
    """Compare a painting with the picture it approximates."""
    # without further arguments it is a number, which its type does not tell
    similarity: Any = structural_similarity(
        picture, painting.picture, channel_axis=2, data_range=255
    )
    return Score(
        painting.painter,
        painting.strokes,
        painting.seconds,
        float(peak_signal_noise_ratio(picture, painting.picture, data_range=255)),
        float(similarity),
    )


def compare(task: tuple[Path, int, int, Path | None]) -> list[Score]:
    """Let all painters paint one picture (file, frames, seed, folder for the paintings)."""
    path, frames, seed, folder = task
    cv2.setNumThreads(1)
    small = canvas_at(path, SMALL_SIDE)
    of_hertzmann(over(small, WHITE), THRESHOLDS[0], seed)
    ours(small, "ours", frames, seed)
    canvas = canvas_at(path, LONG_SIDE)
    picture = over(canvas, WHITE)
    # line art without sketch and line has nothing before its finish
    processes = [states for way in WAYS if (states := ours(canvas, way, frames, seed))]
    paintings = [states[-1] for states in processes]
    for threshold in THRESHOLDS:
        other = of_hertzmann(picture, threshold, seed)
        paintings.append(other)
        for states in processes:
            paintings += as_far_as(states, other)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        row = np.hstack([picture, *(painting.picture for painting in paintings)])
        Image.fromarray(row).save(folder / f"{path.stem}.webp", quality=80)
    return [scored(painting, picture) for painting in paintings]


def _line(picture: str, score: Score) -> str:
    pace = score.strokes / max(score.seconds, 1e-3)
    return (
        f"{picture:24.24s} {score.painter:44s} {score.strokes:7d} {score.seconds:6.2f} "
        f"{pace:9.0f} {score.psnr:6.2f} {score.ssim:6.3f}"
    )


def _median(painter: str, scores: list[Score]) -> Score:
    return Score(
        painter,
        round(statistics.median(score.strokes for score in scores)),
        statistics.median(score.seconds for score in scores),
        statistics.median(score.psnr for score in scores),
        statistics.median(score.ssim for score in scores),
    )


def _verdicts(of_picture: list[dict[str, Score]]) -> Iterator[str]:
    """How often each of our rows that has another painter's budget is ahead of it."""
    compared = dict.fromkeys(name for scores in of_picture for name in scores if ": " in name)
    for name in compared:
        other = name.split(": ")[1].split("'")[0]
        pairs = [(scores[name], scores[other]) for scores in of_picture if name in scores]
        psnr = [mine.psnr - theirs.psnr for mine, theirs in pairs]
        ssim = [mine.ssim - theirs.ssim for mine, theirs in pairs]
        yield (
            f"{name:44s} ahead in PSNR on {sum(lead > 0 for lead in psnr):2d} of {len(pairs)} "
            f"(least lead {min(psnr):+.2f} dB), in SSIM on {sum(lead > 0 for lead in ssim):2d} "
            f"({min(ssim):+.3f})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_picture_arguments(parser)
    parser.add_argument("--frames", type=int, default=60, help="states of ours to look at")
    parser.add_argument("--save", type=Path, help="folder for the paintings, side by side")
    wanted = parser.parse_args()
    pictures = pictures_or_art(wanted.pictures)
    print(
        f"{'picture':24s} {'painter':44s} {'strokes':>7s} {'CPU s':>6s} {'strokes/s':>9s} "
        f"{'PSNR':>6s} {'SSIM':>6s}"
    )
    of_picture: list[dict[str, Score]] = []
    tasks = ((path, wanted.frames, wanted.seed, wanted.save) for path in pictures)
    for path, scores in zip(pictures, each_in_its_own_process(compare, tasks), strict=True):
        of_picture.append({score.painter: score for score in scores})
        for score in scores:
            print(_line(path.stem, score), flush=True)
    print()
    for painter in dict.fromkeys(name for scores in of_picture for name in scores):
        scores = [scores[painter] for scores in of_picture if painter in scores]
        print(_line(f"median of {len(scores)}", _median(painter, scores)))
    for score in RECORDED:
        print(_line("recorded median", score))
    print()
    print("\n".join(_verdicts(of_picture)))


if __name__ == "__main__":
    main()
