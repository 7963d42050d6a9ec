"""A local hub with small files of every model, and the environment that points to it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from local_hub import SMALL_FILES, LocalHub

from pentimento_backend.models.catalogue import CATALOGUE

SMALL, LARGE = 200, 300_000
"""Sizes of the files on the local hub, in bytes."""


@dataclass(frozen=True)
class Surroundings:
    """A running hub, the environment that points to it, and the cache."""

    hub: LocalHub
    environment: dict[str, str]
    cache: Path

    @property
    def endpoint(self) -> str:
        return self.environment["HF_ENDPOINT"]


def surroundings_in(folder: Path) -> Surroundings:
    """Start a hub; cache and data folder lie in `folder`."""
    hub = LocalHub(_files())
    environment = {
        "HF_ENDPOINT": hub.start(),
        "HF_HUB_CACHE": str(folder / "cache"),
        "HF_HOME": str(folder / "hf"),
        "PENTIMENTO_HOME": str(folder / "home"),
    }
    return Surroundings(hub, environment, folder / "cache")


def _files() -> dict[tuple[str, str], bytes]:
    return {
        (model.repository, file.path): random.Random(file.path).randbytes(
            SMALL if file.path.endswith(SMALL_FILES) else LARGE
        )
        for model in CATALOGUE
        for file in model.files
    }
