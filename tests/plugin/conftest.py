"""Shared by the tests of the plugin: skips them where Krita is missing, plays each file once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .krita_harness import KritaRun, missing_programs, play


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Krita where it is not installed, saying what is missing."""
    missing = missing_programs()
    for item in items:
        if missing and item.get_closest_marker("krita"):
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def krita_run() -> Callable[[Path], KritaRun]:
    """Return a function that plays a file of scenarios, or gives the run if it was played before.

    Starting Krita takes seconds, so all tests of one file share one life of Krita.
    """
    runs: dict[Path, KritaRun] = {}

    def run(scenarios: Path) -> KritaRun:
        if scenarios not in runs:
            runs[scenarios] = play(scenarios)
        return runs[scenarios]

    return run
