"""The scenarios in scenarios/docker_reconstruct.py, played in Krita with the real backend."""

from __future__ import annotations

import pytest

from .krita_harness import KritaRun
from .scenario_files import SCENARIOS

FILE = SCENARIOS / "docker_reconstruct.py"

pytestmark = pytest.mark.krita


def test_docker_reconstruct(scenario: str, played: KritaRun) -> None:
    played.check(scenario)


def test_krita_quits_cleanly_afterwards(played: KritaRun) -> None:
    played.check_clean_end()
