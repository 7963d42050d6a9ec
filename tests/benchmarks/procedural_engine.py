"""Benchmark of the procedural engine over a folder of pictures; prints a table.

    PYTHONPATH=backend python tests/benchmarks/procedural_engine.py [--sheets DIR]

Columns: seconds to the first frame and to the last, peak memory of the process (MiB), largest
difference of the last frame to the canvas, share of steps that come nearer to the finish (64-px
blurred Lab distance), largest jump of that distance in one step, share of the canvas changed in the
median and in the busiest step.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ART = Path(__file__).parents[2].parent / "shared" / "art" / "public"


class QuietStudio:
    """A studio that lets the engine paint undisturbed."""

    device = "cpu"

    def progress(self, done: float, total: float, note: str) -> None:
        pass

    def preview(self, image: NDArray[np.generic]) -> None:
        pass

    def check_cancelled(self) -> None:
        pass


def measure(task: tuple[Path, int, int, int, Path | None]) -> str:
    """Paint one picture in this process and return its row of the table."""
    path, frames, seed, long_side, sheets = task
    import cv2
    from PIL import Image

    from pentimento_backend.engines.interface import Given, ProcessRequest
    from pentimento_backend.engines.registry import load_engine
    from pentimento_backend.imaging.colour import over
    from pentimento_backend.imaging.resize import scaled

    image = Image.open(path).convert("RGBA")
    if long_side:
        scale = long_side / max(image.size)
        image = image.resize((round(image.width * scale), round(image.height * scale)))
    canvas = np.array(image)
    engine = load_engine("procedural")
    request = ProcessRequest(
        "reconstruct", image.width, image.height, (Given(0, canvas),), frames, seed
    )
    start = time.perf_counter()
    first = 0.0
    thumbnails: list[NDArray[np.uint8]] = []
    stages: list[str] = []
    last = canvas
    painting = 0.0
    for frame in engine.paint(request, QuietStudio()):
        painting += time.perf_counter() - start
        first = first or painting
        size = (256, max(1, round(256 * image.height / image.width)))
        thumbnails.append(over(scaled(frame.image, *size), (200, 200, 200)))
        stages.append(frame.stage)
        last = frame.image
        start = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    exact = int(np.abs(last.astype(int) - canvas.astype(int)).max())
    lab = [cv2.cvtColor(t.astype(np.float32) / 255, cv2.COLOR_RGB2Lab) for t in thumbnails]
    far = np.array([np.abs(cv2.GaussianBlur(x - lab[-1], (0, 0), 2)).mean() for x in lab])
    moved = np.array(
        [
            (np.abs(b.astype(int) - a.astype(int)).max(axis=2) > 8).mean()
            for a, b in itertools.pairwise(thumbnails)
        ]
    )
    drop = -np.diff(far) / max(far[0], 1e-9)
    if sheets is not None:
        _contact_sheet(thumbnails, stages, sheets / f"{path.stem}_{seed}.png")
    return (
        f"{path.stem:26s} {image.width:5d}x{image.height:<5d} {first:6.2f} {painting:6.2f} "
        f"{peak:6.0f} {exact:5d} {(drop >= 0).mean():6.2f} {drop.max():6.2f} "
        f"{np.median(moved):6.2f} {moved.max():6.2f}"
    )


def _contact_sheet(frames: list[NDArray[np.uint8]], stages: list[str], target: Path) -> None:
    import cv2
    from PIL import Image

    tiles = []
    for frame, stage in zip(frames, stages, strict=True):
        tile = cv2.copyMakeBorder(frame, 2, 16, 2, 2, cv2.BORDER_CONSTANT, value=(60, 60, 60))
        place = (4, tile.shape[0] - 5)
        cv2.putText(tile, stage, place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, (255, 255, 255), 1)
        tiles.append(tile)
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % 6)
    rows = [np.hstack(tiles[i : i + 6]) for i in range(0, len(tiles), 6)]
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.vstack(rows)).save(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", nargs="*", type=Path, help="default: the public test art")
    parser.add_argument("--frames", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=0, help="scale to this long side first")
    parser.add_argument("--sheets", type=Path, help="folder for contact sheets")
    wanted = parser.parse_args()
    pictures = wanted.pictures or sorted(ART.glob("*.png"))
    print(
        f"{'picture':26s} {'size':>11s} {'first':>6s} {'total':>6s} {'MiB':>6s} {'exact':>5s} "
        f"{'mono':>6s} {'jump':>6s} {'moved':>6s} {'most':>6s}"
    )
    # a fresh process each, so that peak memory is that of one job
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        tasks = [(p, wanted.frames, wanted.seed, wanted.size, wanted.sheets) for p in pictures]
        for row in pool.imap(measure, tasks, chunksize=1):
            print(row, flush=True)


if __name__ == "__main__":
    main()
