"""Shared by the tests of the plugin: skips them where Krita is missing, plays each file once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import KritaRun, missing_programs, play
from .scenario_files import scenario_names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Krita where it is not installed, saying what is missing."""
    missing = missing_programs()
    for item in items:
        if missing and item.get_closest_marker("krita"):
            item.add_marker(pytest.mark.skip(reason=missing))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of each scenario in the module's FILE, where a test asks for a `scenario`."""
    if "scenario" in metafunc.fixturenames and not _is_named(metafunc):
        metafunc.parametrize("scenario", scenario_names(metafunc.module.FILE))


def _is_named(metafunc: pytest.Metafunc) -> bool:
    marks = metafunc.definition.iter_markers("parametrize")
    return any("scenario" in str(mark.args[0]) for mark in marks)


@pytest.fixture(scope="module")
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KritaRun]:
    """Play all scenarios of the module's FILE in one life of Krita, with the real backend."""
    with home_with_backend(tmp_path_factory.mktemp("krita")) as home:
        yield play_with_backend(home, request.module.FILE)


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
