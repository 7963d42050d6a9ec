"""How long does `pentimento reconstruct` take, and how much memory?

    python -m benchmarks.reconstruct [--art ../shared/art/public] [--runs 3]

For each picture, scaled to 1024 px, 24 frames: seconds from the command's start to its first frame
and to its end, with the backend already up (median of the runs), the engine's own time alone in the
same process layout, the share of the whole spent outside the engine, and the worker's peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
ART = ROOT.parent / "shared" / "art" / "public"
PICTURES = ("p01_landscape_mountains", "p05_anime_campus", "p10_cartoon_winter")
COMMAND = [sys.executable, "-m", "pentimento_backend.cli.main"]
ENGINE_ALONE = """
import sys, time
from pathlib import Path
from pentimento_backend.documents.reading import read_artwork
from pentimento_backend.cli.submission import scaled_artwork
from pentimento_backend.engines.interface import Given, ProcessRequest
from pentimento_backend.engines.registry import load_engine
class Studio:
    device = "cpu"
    def progress(self, *told): pass
    def preview(self, image): pass
    def check_cancelled(self): pass
canvas = scaled_artwork(read_artwork(Path(sys.argv[1])), 1024).canvas
engine = load_engine("procedural")
height, width = canvas.shape[:2]
request = ProcessRequest("reconstruct", width, height, (Given(0, canvas),), 24, 7)
began = time.perf_counter()
for frame in engine.paint(request, Studio()): pass
print(time.perf_counter() - began)
"""


@dataclass(frozen=True)
class Run:
    """Seconds to the first frame and to the end."""

    first: float
    whole: float


def run_command(picture: Path, out: Path, environment: dict[str, str]) -> Run:
    began = time.perf_counter()
    words = ["reconstruct", str(picture), "--frames", "24", "--seed", "7", "--size", "1024"]
    process = subprocess.Popen(
        [*COMMAND, *words, "--out", str(out), "--json"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    first = 0.0
    for line in process.stdout:
        if not first and json.loads(line)["event"] == "frame":
            first = time.perf_counter() - began
    if process.wait() != 0:
        raise SystemExit("the command failed")
    return Run(first, time.perf_counter() - began)


def engine_alone(picture: Path, environment: dict[str, str]) -> float:
    command = [sys.executable, "-c", ENGINE_ALONE, str(picture)]
    return float(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


def peak_of_worker(backend: int) -> float:
    """Peak resident memory, in MB, of the only child of the backend."""
    children = Path(f"/proc/{backend}/task/{backend}/children").read_text(encoding="ascii")
    status = Path(f"/proc/{children.split()[0]}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--art", type=Path, default=ART)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    table = Table("picture", "first frame s", "whole s", "engine alone s", "outside %", "worker MB")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        paths = os.pathsep.join([str(ROOT / "backend"), str(ROOT / "shared")])
        environment = {**os.environ, "PENTIMENTO_HOME": str(home), "PYTHONPATH": paths}
        backend = subprocess.Popen([*COMMAND, "serve"], env=environment, stderr=subprocess.DEVNULL)
        while not (home / "connection.json").exists():
            time.sleep(0.1)
        time.sleep(3)
        for name in PICTURES:
            picture = arguments.art / f"{name}.png"
            out = Path(folder) / "out"
            runs = [run_command(picture, out, environment) for _ in range(arguments.runs)]
            alone = statistics.median(
                engine_alone(picture, environment) for _ in range(arguments.runs)
            )
            first = statistics.median(run.first for run in runs)
            whole = statistics.median(run.whole for run in runs)
            outside = 100 * (whole - alone) / whole
            peak = peak_of_worker(backend.pid)
            row = (f"{first:.2f}", f"{whole:.2f}", f"{alone:.2f}", f"{outside:.0f}", f"{peak:.0f}")
            table.add_row(name, *row)
        backend.terminate()
        backend.wait()
    Console().print(table)


if __name__ == "__main__":
    main()
