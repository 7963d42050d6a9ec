"""How long Krita's window hangs while a canvas is read and frames are put on its timeline.

And how much memory Krita has more of afterwards: 24 frames of 1024 x 1024 are 96 MB, of 2480 x 3508
796 MB (1592 MB of 16 bits a channel).

Run with ``python -m benchmarks.krita_blocks``; needs Krita and Xvfb. Prints a table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from plugin.krita_harness import missing_programs, play

SCENARIOS = Path(__file__).parent / "scenarios" / "krita_blocks.py"


def main() -> None:
    """Measure in Krita and print the table."""
    missing = missing_programs()
    if missing:
        sys.exit(missing)
    run = play(SCENARIOS)
    table = Table("document", "what", "seconds", "longest block [ms]", "memory grown [MB]")
    for outcome in run.outcomes.values():
        run.check(outcome.scenario)
        document = outcome.scenario.removeprefix("scenario_").replace("_", " ")
        for what, measured in outcome.facts.items():
            seconds, block = measured["seconds"], measured["longest block"]
            memory = str(measured["grown"])
            table.add_row(document, what, f"{seconds:.2f}", f"{block:.0f}", memory)
    Console().print(table)


if __name__ == "__main__":
    main()
