"""For tests that download: a hub on this machine instead of the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants
from surroundings import Surroundings, surroundings_in


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Surroundings]:
    """A hub, an empty cache and an empty data folder, also for this process."""
    around = surroundings_in(tmp_path)
    for name, value in around.environment.items():
        monkeypatch.setenv(name, value)
    template = around.endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "ENDPOINT", around.endpoint)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(around.cache))
    monkeypatch.setattr("pentimento_backend.models.transfer.FIRST_PAUSE", 0.01)
    yield around
    around.hub.stop()
