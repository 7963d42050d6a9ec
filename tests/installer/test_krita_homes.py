"""Where Krita keeps its resources and settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from installer.krita_homes import KritaHome, krita_homes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux folders")


def test_the_usual_folders(painter):
    assert krita_homes() == [KritaHome(painter / ".local/share/krita", painter / ".config/kritarc")]


def test_xdg_folders_are_respected(painter, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere/config")
    wanted = KritaHome(Path("/elsewhere/data/krita"), Path("/elsewhere/config/kritarc"))
    assert krita_homes() == [wanted]


def test_flatpak_is_a_second_home(painter):
    inside = painter / ".var/app/org.kde.krita"
    inside.mkdir(parents=True)
    _, flatpak = krita_homes()
    assert flatpak == KritaHome(inside / "data/krita", inside / "config/kritarc", sandboxed=True)


def test_resources_that_the_painter_has_moved(painter):
    moved = painter / "art"
    moved.mkdir()
    rc = painter / ".config/kritarc"
    rc.parent.mkdir()
    rc.write_text(f"ResourceDirectory={moved}\n\n[x]\nResourceDirectory=/other\n")
    assert krita_homes()[0].resources == moved


def test_a_named_home_is_the_only_one(painter):
    (painter / ".var/app/org.kde.krita").mkdir(parents=True)
    named = krita_homes(painter / "r", painter / "rc")
    assert named == [KritaHome(painter / "r", painter / "rc")]
