"""pyzmq for every Python that Krita embeds, and the zips that bring it. Downloads 4 MB."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from installer.clone import CLONE
from installer.environment import Environment
from installer.krita_pyzmq import krita_pythons, this_platform, unpack_pyzmq
from installer.messages import Problem
from installer.plugin import lay_out_plugin
from installer.plugin_zip import write_plugin_zip

KRITAS_IMPORTER = Path("/usr/share/krita/pykrita/plugin_importer/plugin_importer.py")
UNREACHABLE = ("Could not find a version", "NewConnectionError", "ConnectTimeout")


@pytest.fixture(scope="session")
def pyzmq(tmp_path_factory) -> Path:
    """The unpacked wheels for this platform."""
    folder = tmp_path_factory.mktemp("pyzmq")
    try:
        unpack_pyzmq(Environment(Path(sys.prefix)), this_platform(), folder)
    except Problem as problem:
        if any(word in str(problem) for word in UNREACHABLE):
            pytest.skip(f"pyzmq cannot be downloaded here: {problem}")
        raise
    return folder


@pytest.fixture(scope="session")
def plugin(pyzmq, tmp_path_factory) -> Path:
    """The plugin as it is installed."""
    folder = tmp_path_factory.mktemp("pykrita") / "pentimento"
    lay_out_plugin(folder, pyzmq)
    return folder


def test_there_is_one_for_each_python(plugin):
    folders = {path.name for path in (plugin / "vendor").iterdir()}
    wanted = {f"{python.folder}-{this_platform()}" for python in krita_pythons(this_platform())}
    assert folders == wanted | {"common"}


def test_the_plugin_looks_where_the_installer_puts_it(plugin):
    spec = importlib.util.spec_from_file_location("bundled", plugin / "bundled.py")
    assert spec and spec.loader
    bundled = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bundled)
    assert (bundled.VENDOR / bundled.vendor_tag() / "zmq" / "__init__.py").is_file()


def test_this_python_loads_it(plugin):
    program = """
import sys
sys.path[:] = [path for path in sys.path if "packages" not in path] + [sys.argv[1]]
import bundled
bundled.make_importable()
import zmq, pentimento_protocol.client
print(zmq.__file__)
print(zmq.has("curve"))
"""
    command = [sys.executable, "-I", "-S", "-c", program, str(plugin)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert Path(said[0]).is_relative_to(plugin / "vendor")
    assert said[1] == "True"


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tmp_path, monkeypatch):
    from dataclasses import replace

    from installer import krita_pyzmq, locks

    lock = tmp_path / "krita-pyzmq.lock"
    lock.write_text("pyzmq==27.3.0 --hash=sha256:" + "0" * 64 + "\n")
    monkeypatch.setattr(locks, "LOCKS", tmp_path)
    python = replace(krita_pyzmq.PYTHONS[-1], lock=locks.KRITA_PYZMQ)
    monkeypatch.setattr(krita_pyzmq, "PYTHONS", (python,))
    with pytest.raises(Problem, match=r"pyzmq for Krita's Python 3\.12 could not be downloaded"):
        unpack_pyzmq(Environment(Path(sys.prefix)), "linux-x86_64", tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_the_zip_has_an_entry_for_each_folder(tmp_path):
    target = tmp_path / "plugin.zip"
    write_plugin_zip(target, None)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert names[:3] == ["pentimento.desktop", "pentimento.action", "pentimento/"]
    folders = {f"{parent.as_posix()}/" for name in names[2:] for parent in Path(name).parents}
    assert folders - {"./"} <= set(names)
    assert not [name for name in names if "__pycache__" in name]


@pytest.mark.skipif(not KRITAS_IMPORTER.exists(), reason="Krita is not installed")
def test_kritas_own_importer_takes_the_zip(pyzmq, plugin, tmp_path):
    target = tmp_path / "plugin.zip"
    write_plugin_zip(target, pyzmq)
    resources = tmp_path / "krita"
    resources.mkdir()
    command = [sys.executable, KRITAS_IMPORTER, target, resources]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "Imported plugin: Pentimento"
    imported = resources / "pykrita"
    desktop = (CLONE / "krita_plugin" / "pentimento.desktop").read_bytes()
    assert (imported / "pentimento.desktop").read_bytes() == desktop
    actions = (CLONE / "krita_plugin" / "pentimento.action").read_bytes()
    assert (resources / "actions" / "pentimento.action").read_bytes() == actions
    for path in plugin.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            found = imported / "pentimento" / path.relative_to(plugin)
            assert found.read_bytes() == path.read_bytes()
