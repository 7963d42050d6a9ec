"""The whole plugin under PyQt6, which Krita 6 embeds; Krita itself is a stand-in there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .krita_harness import ARTIFACTS, REPOSITORY

pytest.importorskip("PyQt6.QtWidgets")


def test_every_module_loads_and_the_docker_can_be_used(tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).with_name("pyqt6_panel.py")
    picture = ARTIFACTS / "pyqt6_docker.png"
    done = subprocess.run(
        [
            *(sys.executable, script),
            *(REPOSITORY / "krita_plugin", REPOSITORY / "shared", picture),
        ],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PENTIMENTO_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "'pentimento_learn', 'pentimento_settings'" in done.stdout
    assert picture.stat().st_size > 2000
