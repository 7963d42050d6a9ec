"""Shared by the installer's tests: the clone on the path, and folders of a painter's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[2]
if str(CLONE) not in sys.path:
    sys.path.insert(0, str(CLONE))


@pytest.fixture
def painter(tmp_path, monkeypatch) -> Path:
    """A painter's HOME with nothing in it."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "PENTIMENTO_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home
