"""A backend and a picture for the tests of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from command import Command, hill

ART = Path(__file__).parents[2].parent / "shared" / "art"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    yield folder
    Command(folder, folder).stop_backend()


@pytest.fixture
def command(home: Path, tmp_path: Path) -> Command:
    return Command(home, tmp_path)


@pytest.fixture
def own_command(tmp_path: Path) -> Iterator[Command]:
    """With a backend of its own, which the test may kill."""
    mine = Command(tmp_path / "home", tmp_path)
    yield mine
    mine.stop_backend()


@pytest.fixture
def art() -> Path:
    if not ART.exists():
        pytest.skip("the test art is not here")
    return ART


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture with a hill and a sun."""
    path = tmp_path / "hill.png"
    cv2.imwrite(str(path), hill(96, 72))
    return path
