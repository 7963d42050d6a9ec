"""The scenarios in scenarios/docker_documents.py, played in Krita with the real backend."""

from __future__ import annotations

import pytest

from .krita_harness import KritaRun
from .scenario_files import SCENARIOS

FILE = SCENARIOS / "docker_documents.py"

pytestmark = pytest.mark.krita


def test_docker_documents(scenario: str, played: KritaRun) -> None:
    played.check(scenario)


def test_krita_quits_cleanly_afterwards(played: KritaRun) -> None:
    played.check_clean_end()
