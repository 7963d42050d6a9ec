"""Benchmark of the exports and of reading their Krita document back; prints a table.

    python -m benchmarks.exports [--frames N]

The frames are a painting that appears from the top down, so both flat and busy tiles are in them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from pentimento_backend.documents import read_artwork
from pentimento_backend.engines.interface import Frame
from pentimento_backend.exports import (
    ContactSheet,
    FramesFolder,
    Gif,
    KritaDocument,
    Provenance,
    Video,
)

PAINTING = Path(__file__).parents[2] / "shared" / "art" / "public" / "p01_landscape_mountains.png"
SIZES = [(1024, 1024), (2480, 3508)]
EXPORTS = [
    (FramesFolder, "frames"),
    (ContactSheet, "sheet.png"),
    (Video, "process.mp4"),
    (Video, "process.webm"),
    (Gif, "process.gif"),
    (KritaDocument, "process.kra"),
]


def frames(width: int, height: int, count: int) -> Iterator[Frame]:
    """Yield the process; making a frame takes no time worth counting."""
    painting = read_artwork(PAINTING).canvas
    enlarged = cv2.resize(painting, (width, height), interpolation=cv2.INTER_CUBIC)
    finished = enlarged.astype(np.uint8, copy=False)
    finished[..., 3] = 255
    canvas = np.full_like(finished, 255)
    for number in range(1, count + 1):
        painted = height * number // count
        canvas[:painted] = finished[:painted]
        yield Frame(999 * (count - number) // max(1, count - 1), canvas, "flats")


def bytes_of(path: Path) -> int:
    """Return the size of a file, or of all files in a folder."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=24)
    count = parser.parse_args().frames
    provenance = Provenance("benchmark", "1", 0)
    print(f"{'canvas':>12} {'export':>16} {'s':>7} {'ms/frame':>9} {'MB':>8}")
    for width, height in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for export_class, name in EXPORTS:
                path = Path(folder) / name
                began = time.perf_counter()
                with export_class(path, provenance) as export:
                    for frame in frames(width, height, count):
                        export.add(frame)
                    export.finish()
                seconds = time.perf_counter() - began
                print(
                    f"{f'{width} x {height}':>12} {name:>16} {seconds:7.2f} "
                    f"{1000 * seconds / count:9.0f} {bytes_of(path) / 1e6:8.1f}"
                )
            began = time.perf_counter()
            read_artwork(Path(folder) / "process.kra")
            seconds = time.perf_counter() - began
            print(f"{f'{width} x {height}':>12} {'read .kra':>16} {seconds:7.2f}")


if __name__ == "__main__":
    main()
