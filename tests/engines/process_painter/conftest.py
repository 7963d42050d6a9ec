"""What the tests of ProcessPainter share: reduced random models and a studio with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from random_models.process_painter import write_process_painter

from pentimento_backend.engines.process_painter.engine import ProcessPainterEngine

from ..atelier import Atelier


@pytest.fixture(scope="session")
def folders(tmp_path_factory) -> dict[str, Path]:
    return write_process_painter(tmp_path_factory.mktemp("models"), "character", "style3")


@pytest.fixture
def atelier(folders) -> Atelier:
    return Atelier(dict(folders))


@pytest.fixture(scope="session")
def engine() -> ProcessPainterEngine:
    return ProcessPainterEngine()
