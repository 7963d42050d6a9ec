"""The pictures of docs/docker.md, made in the real Krita.

`PENTIMENTO_RENEW_PICTURES=1 python -m pytest tests/plugin/test_docker_pictures.py` puts them there.
"""

from __future__ import annotations

import os

import pytest
from PIL import Image

from .backend_in_krita import home_with_backend, play_with_backend
from .krita_harness import REPOSITORY
from .scenario_files import SCENARIOS

FILE = SCENARIOS / "docker_pictures.py"
FOLDER = REPOSITORY / "docs" / "images" / "docker"
TITLES = (
    *("watching", "reconstruct", "complete", "imagine", "inbetween", "bright", "large_fonts"),
    *("language_de", "language_ja", "language_zh"),
)

pytestmark = pytest.mark.krita


def test_docker_pictures(tmp_path_factory: pytest.TempPathFactory) -> None:
    with home_with_backend(tmp_path_factory.mktemp("krita")) as home:
        played = play_with_backend(home, FILE)
    played.check("scenario_pictures")
    for title in TITLES:
        with Image.open(played.artifacts / f"{title}.png") as picture:
            assert len(picture.convert("L").getcolors() or [()] * 99) > 20, f"{title} is empty"
            if os.environ.get("PENTIMENTO_RENEW_PICTURES"):
                FOLDER.mkdir(parents=True, exist_ok=True)
                picture.convert("RGB").save(FOLDER / f"{title}.jpg", quality=85, optimize=True)
    if os.environ.get("PENTIMENTO_RENEW_PICTURES"):
        with Image.open(played.artifacts / "pictures_krita.png") as window:
            window.thumbnail((1400, 1400))
            window.convert("RGB").save(FOLDER / "krita.jpg", quality=85, optimize=True)
