"""Which lossless coding for frames? Bytes, milliseconds, and what it costs Krita's own thread.

    python -m benchmarks.frame_coding [--art ../shared/art/public]

Frames are pictures of several kinds and an early stage of one (a sketch on white), at 1024x1024 and
2480x3508. `qoi` and `lz4` are measured where they are installed; the product does not need them.
Each time is the best of three. The gap is how long a Python
thread beside the decoder had to wait: what Krita would feel if frames were decoded in a thread.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray
from PIL import Image

ART = Path(__file__).parents[2] / "shared" / "art" / "public"
PICTURES = ("p01_landscape_mountains", "p05_anime_campus", "p12_clipart_tiger")
SIZES = ((1024, 1024), (2480, 3508))
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Coding:
    """From BGRA pixels to bytes and back; `standard` if Krita's own Python can decode it."""

    name: str
    encode: Callable[[Pixels], bytes]
    decode: Callable[[bytes], object]
    standard: bool


def opencv_png(level: int, strategy: int | None = None) -> Coding:
    flags = [cv2.IMWRITE_PNG_COMPRESSION, level]
    name = f"PNG {level}, OpenCV"
    if strategy is not None:
        flags += [cv2.IMWRITE_PNG_STRATEGY, strategy]
        name += ", RLE"
    return Coding(
        name,
        lambda pixels: cv2.imencode(".png", pixels, flags)[1].tobytes(),
        lambda data: cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED),
        False,
    )


def pillow_png(level: int) -> Coding:
    def encode(pixels: Pixels) -> bytes:
        stream = BytesIO()
        Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA)).save(
            stream, "PNG", compress_level=level
        )
        return stream.getvalue()

    return Coding(
        f"PNG {level}, Pillow", encode, lambda data: Image.open(BytesIO(data)).load(), False
    )


def deflate(level: int) -> Coding:
    return Coding(
        f"deflate {level}",
        lambda pixels: zlib.compress(pixels.tobytes(), level),
        zlib.decompress,
        True,
    )


def codings() -> Iterator[Coding]:
    yield from (deflate(0), deflate(1), deflate(3))
    yield Coding(
        "deflate 1, ISA-L",
        lambda pixels: isal_zlib.compress(pixels.tobytes(), 1),
        zlib.decompress,
        True,
    )
    yield from (opencv_png(level) for level in (0, 1, 2, 3))
    yield opencv_png(1, cv2.IMWRITE_PNG_STRATEGY_RLE)
    yield pillow_png(1)
    yield from installed_peers()


def installed_peers() -> Iterator[Coding]:
    """Codings that the product does not need; imported by name, as they may be missing."""
    if importlib.util.find_spec("qoi"):
        qoi = importlib.import_module("qoi")
        yield Coding("QOI", qoi.encode, qoi.decode, False)
    if importlib.util.find_spec("lz4"):
        lz4 = importlib.import_module("lz4.frame")
        yield Coding("lz4", lambda pixels: lz4.compress(pixels.tobytes()), lz4.decompress, False)


def painting(path: Path, width: int, height: int) -> Pixels:
    """A picture as BGRA of this size."""
    picture = Image.open(path).convert("RGBA")
    resized = np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC))
    return cv2.cvtColor(resized, cv2.COLOR_RGBA2BGRA).astype(np.uint8, copy=False)


def frames(art: Path, width: int, height: int) -> Iterator[Pixels]:
    paintings = [painting(art / f"{name}.png", width, height) for name in PICTURES]
    yield from paintings
    gray = cv2.cvtColor(paintings[-1], cv2.COLOR_BGRA2GRAY)
    edges = cv2.dilate(cv2.Canny(gray, 60, 160), np.ones((2, 2), np.uint8))
    sketch = np.full((height, width, 4), 255, np.uint8)
    sketch[edges > 0, :3] = (150, 90, 60)
    yield sketch


def best_of_three(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def longest_gap(work: Callable[[], object]) -> float:
    """Longest time (ms) that a thread waking every millisecond had to wait while `work` ran."""
    gaps, done = [0.0], threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    ticking = threading.Thread(target=tick)
    ticking.start()
    time.sleep(0.01)
    work()
    done.set()
    ticking.join()
    return max(gaps) * 1000


def measure(coding: Coding, images: list[Pixels]) -> str:
    coded = [coding.encode(image) for image in images]
    size = np.mean([len(data) for data in coded]) / 1e6
    encode = np.mean([best_of_three(partial(coding.encode, image)) for image in images])
    decode = np.mean([best_of_three(partial(coding.decode, data)) for data in coded])
    gap = np.median([longest_gap(partial(coding.decode, data)) for data in coded])
    standard = "yes" if coding.standard else "no"
    return f"{coding.name} | {size:.2f} | {encode:.0f} | {decode:.0f} | {gap:.0f} | {standard}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--art", type=Path, default=ART)
    art = parser.parse_args().art
    print(
        "| size | coding | MB a frame | encode ms | decode ms | longest gap ms | stdlib decodes |"
    )
    print("|---|---|---|---|---|---|---|")
    for width, height in SIZES:
        images = list(frames(art, width, height))
        for coding in codings():
            print(f"| {width}x{height} | {measure(coding, images)} |", flush=True)


if __name__ == "__main__":
    main()
