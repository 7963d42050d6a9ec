"""The scenarios in scenarios/docker_documents.py, played in Krita with the real backend."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

FILE = SCENARIOS / "docker_documents.py"

pytestmark = pytest.mark.krita


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KritaRun]:
    """Play all scenarios in one life of Krita."""
    with home_with_backend(tmp_path_factory.mktemp("krita")) as home:
        yield play_with_backend(home, FILE)


@pytest.mark.parametrize("scenario", scenario_names(FILE))
def test_docker_documents(scenario: str, played: KritaRun) -> None:
    played.check(scenario)


def test_krita_quits_cleanly_afterwards(played: KritaRun) -> None:
    played.check_clean_end()
