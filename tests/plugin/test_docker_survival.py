"""The scenarios in scenarios/docker_survival.py, played in two lives of the real Krita."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

FILE = SCENARIOS / "docker_survival.py"
SECOND_LIFE = "scenario_krita_reopened"
FIRST_LIFE = [name for name in scenario_names(FILE) if name != SECOND_LIFE]

pytestmark = pytest.mark.krita


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KritaRun, KritaRun]]:
    """Play the first life, which ends by closing Krita during a job, then the second."""
    with home_with_backend(tmp_path_factory.mktemp("krita")) as home:
        first = play_with_backend(home, FILE, only=",".join(FIRST_LIFE))
        yield first, play_with_backend(home, FILE, only=SECOND_LIFE)


@pytest.mark.parametrize("scenario", FIRST_LIFE[:-1])
def test_docker_survival(scenario: str, lives: tuple[KritaRun, KritaRun]) -> None:
    lives[0].check(scenario)


def test_krita_closes_cleanly_during_a_job(lives: tuple[KritaRun, KritaRun]) -> None:
    lives[0].check_clean_end()
    assert lives[0].outcomes[FIRST_LIFE[-1]].outcome != "failed"


def test_frames_are_offered_when_krita_is_opened_again(lives: tuple[KritaRun, KritaRun]) -> None:
    lives[1].check(SECOND_LIFE)
    lives[1].check_clean_end()
