"""How long Krita's window hangs while a hundred frames of a whole page arrive, and what it takes.

Run with ``python -m benchmarks.krita_stream [FRAMES]``; needs Krita and Xvfb, and about 8 GB of
memory for 100 frames. The frames lie in the backend's store beforehand, so that they arrive as fast
as Krita takes them. Prints a table (work is what Krita's own thread did without a pause; the block
also counts its waiting for a core, for Python's lock, and for the X server, whose screen in
software needs a core, too), and where Python was in the longest pieces of work.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from pentimento_backend.storage.job_folder import JobFolder
from pentimento_backend.storage.ledger import FrameRecord, JobRecord, Ledger

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from plugin.backend_in_krita import home_with_backend
from plugin.krita_harness import missing_programs, play

from pentimento_protocol.images import encode_image

SCENARIOS = Path(__file__).parent / "scenarios" / "krita_stream.py"
SECONDS = 900.0
WIDTH, HEIGHT = 2480, 3508
JOB = "0123456789abcdef0123456789abcdef"
DOCUMENT = "stream-benchmark"
REQUEST = b"{}"
DIFFERENT = 6
"""Different pictures among the frames; coding a hundred would take longer than the measurement."""


def main() -> None:
    """Measure in Krita and print the table."""
    missing = missing_programs()
    if missing:
        sys.exit(missing)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    told = {
        "PENTIMENTO_SCENARIO_SECONDS": str(SECONDS),
        "PENTIMENTO_STREAM_FRAMES": str(count),
        "PENTIMENTO_STREAM_DOCUMENT": DOCUMENT,
    }
    with tempfile.TemporaryDirectory() as folder, home_with_backend(Path(folder)) as home:
        run = play(
            SCENARIOS,
            environment=told,
            seconds=SECONDS,
            keep_home=home,
            alter_home=lambda new_home: fill_store(new_home / "pentimento", count),
        )
    console = Console()
    for outcome in run.outcomes.values():
        run.check(outcome.scenario)
        table = Table("phase", "seconds", "block [ms]", "work [ms]", "over 50", "memory [MB]")
        for phase, measured in outcome.facts["phases"].items():
            table.add_row(
                phase,
                f"{measured['seconds']:.1f}",
                f"{measured['longest block']:.0f}",
                f"{measured['longest work']:.0f}",
                str(measured["blocks"]),
                str(measured["memory"]),
            )
        console.print(table)
        for milliseconds, place in outcome.facts["places"]:
            console.print(f"{milliseconds:.0f} ms: {place}", markup=False)


def fill_store(folder: Path, count: int) -> None:
    """Put a finished job of `count` pages into the backend's store, waiting for a document."""
    pages = [page(number / DIFFERENT) for number in range(DIFFERENT)]
    coded = [encode_image(each.tobytes(), WIDTH, HEIGHT) for each in pages]
    job = JobFolder(folder / "jobs", JOB)
    job.write_request([REQUEST])
    ledger = Ledger(folder / "jobs.sqlite")
    ledger.add_job(
        JobRecord(
            job=JOB,
            task="reconstruct",
            engine="procedural",
            engine_version="1",
            title="Page",
            tag=DOCUMENT,
            width=WIDTH,
            height=HEIGHT,
            frames=count,
            seed=0,
            options={},
            created=time.time(),
            digest="",
            request_bytes=len(REQUEST),
        )
    )
    for index in range(count):
        header, data = coded[index % DIFFERENT]
        job.write_frame(index, data)
        step = 999 - 999 * index // max(1, count - 1)
        ledger.add_frame(JOB, index, FrameRecord(step, "page", "generated", header))
    ledger.set_state(JOB, "finished", "", "")
    ledger.close()
    waiting = {"job": JOB, "document": DOCUMENT, "path": "", "frames": count, "discarded": False}
    (folder / "plugin-jobs.json").write_text(json.dumps([waiting]), encoding="utf-8")


def page(share: float) -> np.ndarray:
    """Return a page painted from the top to a `share` 0..1 of it: BGRA, as coarse as paint."""
    generator = np.random.default_rng(1)
    image = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    painted = image[: round(HEIGHT * (0.2 + 0.8 * share)), :, :3]
    strokes = generator.integers(0, 255, (painted.shape[0] // 16 + 1, WIDTH // 40 + 1, 3), np.uint8)
    painted[:] = np.kron(strokes, np.ones((16, 40, 1), np.uint8))[: painted.shape[0], :WIDTH]
    painted += generator.integers(0, 6, painted.shape, np.uint8)
    return image


if __name__ == "__main__":
    main()
