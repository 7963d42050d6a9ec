"""The scenarios in scenarios/docker_models.py: models offered, downloaded, and painted with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

pytest.importorskip("torch", reason="torch is not installed: no engine with models can paint")

FILE = SCENARIOS / "docker_models.py"

pytestmark = [pytest.mark.krita, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KritaRun]:
    """Play all scenarios in one life of Krita, with a hub on this machine."""
    from .model_hub import model_hub

    folder = tmp_path_factory.mktemp("krita")
    with model_hub(folder) as hub, home_with_backend(folder) as home:
        yield play_with_backend(home, FILE, environment=hub.environment)


@pytest.mark.parametrize("scenario", scenario_names(FILE))
def test_docker_models(scenario: str, played: KritaRun) -> None:
    played.check(scenario)


def test_krita_quits_cleanly_afterwards(played: KritaRun) -> None:
    played.check_clean_end()
