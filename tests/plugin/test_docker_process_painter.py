"""The scenarios in scenarios/docker_process_painter.py: models of reduced size, random weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .backend_in_krita import home_with_backend
from .krita_harness import KritaRun, play
from .scenario_files import SCENARIOS

pytest.importorskip("torch", reason="torch is not installed: no engine with models can paint")

FILE = SCENARIOS / "docker_process_painter.py"
ENGINE = "process-painter"
QUICK = {"size": 128, "sampling_steps": 2, "inversion_steps": 2, "window": 6, "guidance": 1.0}

pytestmark = [pytest.mark.krita, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KritaRun]:
    """Play all scenarios where the models' folders are named and the options are quick ones."""
    from random_models.process_painter import write_process_painter

    folder = tmp_path_factory.mktemp("krita")
    models = write_process_painter(folder / "models", "character")

    def settle(home: Path) -> None:
        own = home / "pentimento"
        own.mkdir()
        named = {name: str(place) for name, place in models.items()}
        (own / "model_folders.json").write_text(json.dumps(named))
        settings = {"options": {ENGINE: QUICK}, "frames": 6}
        (own / "plugin-settings.json").write_text(json.dumps(settings))

    with home_with_backend(folder) as home:
        yield play(FILE, keep_home=home, alter_home=settle)


def test_docker_process_painter(scenario: str, played: KritaRun) -> None:
    played.check(scenario)


def test_krita_quits_cleanly_afterwards(played: KritaRun) -> None:
    played.check_clean_end()
