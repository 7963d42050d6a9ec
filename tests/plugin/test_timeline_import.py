"""The scenarios in scenarios/timeline_import.py, played in the real Krita."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

FILE = SCENARIOS / "timeline_import.py"

pytestmark = pytest.mark.krita


@pytest.mark.parametrize("scenario", scenario_names(FILE))
def test_timeline_import(scenario: str, krita_run: Callable[[Path], KritaRun]) -> None:
    krita_run(FILE).check(scenario)


def test_krita_quits_cleanly_afterwards(krita_run: Callable[[Path], KritaRun]) -> None:
    krita_run(FILE).check_clean_end()
