"""How long a painter waits from the docker's button to the frames on the timeline.

Run with ``python -m benchmarks.krita_roundtrip``; needs Krita and Xvfb. The engine's own time is
measured on the same canvas, alone, right after. Prints a table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from rich.console import Console
from rich.table import Table

from pentimento_backend.engines.registry import load_engine

from .engine_runs import painted

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from plugin.backend_in_krita import home_with_backend, play_with_backend
from plugin.krita_harness import ART, missing_programs

SCENARIOS = Path(__file__).parent / "scenarios" / "krita_roundtrip.py"
PAINTING = ART / "public" / "p02_scene_tree_harvest.png"
SIZES = ((1024, 1024), (2480, 3508))
FRAMES = 24


def engine_seconds(picture: Path) -> float:
    """Return how long the engine alone paints the process of a picture."""
    canvas = np.asarray(Image.open(picture).convert("RGBA"))
    load_engine("procedural")
    began = time.perf_counter()
    for _ in painted(canvas, FRAMES, seed=0):
        pass
    return time.perf_counter() - began


def main() -> None:
    """Measure in Krita, then the engine alone, and print the table."""
    missing = missing_programs()
    if missing:
        sys.exit(missing)
    table = Table(
        "canvas",
        "first thumbnail [s]",
        "all frames [s]",
        "layer present [s]",
        "engine alone [s]",
        "outside engine",
        "block reading [ms]",
        "painting [ms]",
        "adding [ms]",
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = {
            f"{width}x{height}": folder / f"{width}x{height}.png" for width, height in SIZES
        }
        for (width, height), path in zip(SIZES, pictures.values(), strict=True):
            Image.open(PAINTING).convert("RGB").resize((width, height)).save(path)
        with home_with_backend(folder) as home:
            told = {"PENTIMENTO_PICTURES": name}
            run = play_with_backend(home, SCENARIOS, environment=told)
        for scenario in run.outcomes:
            facts = run.check(scenario).facts
            size = scenario.removeprefix("scenario_")
            engine = engine_seconds(pictures[size]) if size in pictures else None
            table.add_row(size.replace("_", " "), *_cells(facts, engine))
    Console(width=140).print(table)


def _cells(facts: dict[str, float], engine: float | None) -> list[str]:
    whole = facts["layer_present"]
    return [
        f"{facts['first_thumbnail']:.2f}",
        f"{facts['frames_arrived']:.2f}",
        f"{whole:.2f}",
        "" if engine is None else f"{engine:.2f}",
        "" if engine is None else f"{(whole - engine) / whole:.0%}",
        f"{facts['block_reading']:.0f}",
        f"{facts['block_painting']:.0f}",
        f"{facts['block_adding']:.0f}",
    ]


if __name__ == "__main__":
    main()
