"""Models offered and downloaded in one life of the real Krita, and painted with in the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

pytest.importorskip("torch", reason="torch is not installed: no engine with models can paint")

GETTING = SCENARIOS / "docker_models.py"
PAINTING = SCENARIOS / "docker_model_painting.py"
*FIRST_LIFE, LAST_MOMENT = scenario_names(GETTING)

pytestmark = [pytest.mark.krita, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KritaRun, KritaRun]]:
    """Play the first life, which ends by closing Krita during a download, then the second."""
    from .model_hub import model_hub

    folder = tmp_path_factory.mktemp("krita")
    with model_hub(folder) as hub, home_with_backend(folder) as home:
        first = play_with_backend(home, GETTING, environment=hub.environment)
        yield first, play_with_backend(home, PAINTING, environment=hub.environment)


@pytest.mark.parametrize("scenario", FIRST_LIFE)
def test_docker_models(scenario: str, lives: tuple[KritaRun, KritaRun]) -> None:
    lives[0].check(scenario)


def test_krita_closes_cleanly_during_a_download(lives: tuple[KritaRun, KritaRun]) -> None:
    lives[0].check_clean_end()
    assert lives[0].outcomes[LAST_MOMENT].outcome != "failed", lives[0].outcomes[LAST_MOMENT].error


@pytest.mark.parametrize("scenario", scenario_names(PAINTING))
def test_docker_model_painting(scenario: str, lives: tuple[KritaRun, KritaRun]) -> None:
    lives[1].check(scenario)


def test_krita_quits_cleanly_afterwards(lives: tuple[KritaRun, KritaRun]) -> None:
    lives[1].check_clean_end()
