"""The plugin goes into Krita, is examined, replaced, and leaves no trace."""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import pytest
from installer.doctor import examine
from installer.environment import Environment
from installer.krita_homes import KritaHome
from installer.krita_running import is_krita_running, refuse_while_krita_runs
from installer.messages import Problem
from installer.plugin import install_plugin
from installer.product import put_into_krita, uninstall

PAINTERS_RC = b"[python]\nenable_other=true\n\n[Brush]\nsize=3\n"


@pytest.fixture
def krita(painter) -> KritaHome:
    """A Krita that is in use: another plugin, and settings."""
    home = KritaHome(painter / ".local/share/krita", painter / ".config/kritarc")
    other = home.plugins / "other"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("")
    home.kritarc.parent.mkdir()
    home.kritarc.write_bytes(PAINTERS_RC)
    return home


@pytest.fixture
def backend(painter) -> Environment:
    """The place of the painter's environment, with a file in it."""
    environment = Environment(painter / ".local/share/pentimento/environment")
    environment.folder.mkdir(parents=True)
    (environment.folder / "file").write_text("")
    return environment


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"folder"
        for path in folder.rglob("*")
    }


def test_the_plugin_is_complete_and_knows_its_backend(krita, backend):
    put_into_krita(krita, backend, None)
    plugin = krita.plugins / "pentimento"
    assert (krita.plugins / "pentimento.desktop").is_file()
    assert (krita.actions / "pentimento.action").is_file()
    assert (plugin / "__init__.py").is_file()
    assert (plugin / "vendor/common/pentimento_protocol/client.py").is_file()
    command = json.loads((plugin / "backend.json").read_text())["command"]
    assert command == [str(backend.program("pentimento")), "serve"]
    assert not list(krita.plugins.rglob("__pycache__"))
    assert b"enable_pentimento=true" in krita.kritarc.read_bytes()


def test_uninstall_leaves_no_trace(painter, krita, backend, capsys):
    shutil.rmtree(backend.folder.parent)
    before = _tree(painter)
    backend.folder.mkdir(parents=True)
    put_into_krita(krita, backend, None)
    put_into_krita(krita, backend, None)
    assert _tree(painter) != before
    uninstall(watch_krita=False)
    shutil.rmtree(painter / ".local/share/pentimento", ignore_errors=True)
    assert _tree(painter) == before


def test_uninstall_of_a_krita_that_never_ran_leaves_nothing(painter, backend):
    home = KritaHome(painter / "krita", painter / "config" / "kritarc")
    put_into_krita(home, backend, None)
    uninstall(watch_krita=False)
    assert not home.resources.exists()
    assert not home.kritarc.exists()


def test_uninstall_keeps_frames_and_says_where(krita, backend, capsys):
    frame = backend.folder.parent / "jobs" / "1" / "frame"
    frame.parent.mkdir(parents=True)
    frame.write_bytes(b"pixels")
    put_into_krita(krita, backend, None)
    uninstall(watch_krita=False)
    assert frame.read_bytes() == b"pixels"
    assert not backend.folder.exists()
    assert str(backend.folder.parent) in capsys.readouterr().out.splitlines()[-1]


def test_uninstall_where_nothing_is_installed(painter, capsys):
    uninstall(watch_krita=False)
    assert "not installed" in capsys.readouterr().out


def test_a_newer_plugin_replaces_the_older_whole(krita):
    install_plugin(krita, ["old"], None)
    left_over = krita.plugins / "pentimento" / "left_over.py"
    left_over.write_text("")
    install_plugin(krita, ["new"], None)
    assert not left_over.exists()
    assert sorted(path.name for path in krita.plugins.iterdir()) == [
        "other",
        "pentimento",
        "pentimento.desktop",
    ]


def test_the_older_plugin_stays_where_the_newer_cannot_be_completed(krita, tmp_path):
    install_plugin(krita, ["old"], None)
    before = _tree(krita.resources)
    with pytest.raises(Problem, match="Close Krita"):
        install_plugin(krita, ["new"], tmp_path / "no pyzmq here")
    assert _tree(krita.resources) == before


def test_the_older_plugin_comes_back_where_the_newer_cannot_be_moved_in(krita, monkeypatch):
    install_plugin(krita, ["old"], None)
    before = _tree(krita.resources)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.parent.name.startswith(".pentimento-") and path.name == "pentimento":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(Problem, match="Permission denied"):
        install_plugin(krita, ["new"], None)
    assert _tree(krita.resources) == before


def test_a_resource_folder_that_is_a_file(painter):
    (painter / "krita").write_text("")
    home = KritaHome(painter / "krita", painter / "kritarc")
    with pytest.raises(Problem, match="could not be put into"):
        install_plugin(home, ["x"], None)


def test_the_doctor_names_each_missing_piece(krita, capsys):
    assert not examine([krita])
    said = capsys.readouterr().out
    assert "PROBLEM  The backend is not installed: run `python3 -m installer`" in said
    assert "PROBLEM  The plugin is not in" in said


def test_the_doctor_on_the_plugin(krita, backend, capsys):
    put_into_krita(krita, backend, None)
    assert not examine([krita])
    said = capsys.readouterr().out
    assert "ok       The plugin is in" in said
    assert "PROBLEM  The plugin lacks" in said
    assert "PROBLEM  The plugin looks for the backend at" in said
    assert "ok       The plugin is enabled" in said


def test_the_doctor_sees_an_older_plugin_and_a_disabled_one(krita, backend, capsys):
    put_into_krita(krita, backend, None)
    (krita.plugins / "pentimento" / "docker.py").write_text("")
    krita.kritarc.write_bytes(PAINTERS_RC)
    assert not examine([krita])
    said = capsys.readouterr().out
    assert "is not this clone's" in said
    assert "PROBLEM  The plugin is not enabled" in said


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_running_krita_is_noticed(tmp_path):
    import subprocess

    krita = tmp_path / "krita"
    shutil.copy(shutil.which("sleep") or "", krita)
    process = subprocess.Popen([krita, "60"])
    named = Path(f"/proc/{process.pid}/comm")
    try:
        while named.read_text(encoding="ascii") != "krita\n" and process.poll() is None:
            time.sleep(0.01)  # Linux lets the parent go on a moment before it renames the child
        assert is_krita_running()
        with pytest.raises(Problem, match="close Krita"):
            refuse_while_krita_runs()
    finally:
        process.kill()
        process.wait()
