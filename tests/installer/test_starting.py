"""The installer's own start: Pythons that are too old, wrong words, broken environments."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys

import pytest
from installer import environment as environments
from installer.clone import CLONE
from installer.environment import Environment
from installer.messages import Problem

OLD_PYTHONS = ("python2.7", "python3.6", "python3.7", "python3.8", "python3.9")


def _installer(*words: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    command = [python, "-m", "installer", *words]
    return subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)


def _runs(python: str) -> bool:
    probe = [python, "-c", ""]
    return bool(shutil.which(python)) and subprocess.run(probe, check=False).returncode == 0


def test_the_gate_can_be_read_by_old_pythons():
    for name in ("__init__.py", "__main__.py"):
        ast.parse((CLONE / "installer" / name).read_text(), feature_version=(3, 4))


def test_an_old_python_gets_a_sentence():
    python = next((name for name in OLD_PYTHONS if _runs(name)), None)
    if python is None:
        pytest.skip("no Python older than 3.10 here")
    answer = _installer(python=python)
    assert answer.returncode == 2
    assert "needs Python 3.10 or newer, but this is Python" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_this_python_would_be_named_if_it_were_too_old(monkeypatch, capsys):
    from installer import __main__ as gate

    monkeypatch.setattr(gate.sys, "version_info", (3, 9, 18))
    assert gate.main() == 2
    assert "but this is Python 3.9.18. " in capsys.readouterr().err


def test_a_word_that_is_no_command():
    answer = _installer("instal")
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_the_doctor_of_an_empty_machine(painter):
    answer = _installer("--doctor")
    assert answer.returncode == 1
    assert "PROBLEM  The backend is not installed" in answer.stdout
    assert not answer.stderr


def test_uninstalling_nothing(painter, tmp_path):
    answer = _installer("--uninstall", "--kritarc", str(tmp_path / "kritarc"))
    assert answer.returncode == 0
    assert answer.stdout.strip().endswith("there is nothing to remove.")


def test_an_environment_is_made_once_and_again_where_it_was_moved(tmp_path):
    environment = Environment(tmp_path / "first")
    environment.make()
    environment.note("step", "content")
    environment.make()
    assert environment.holds("step", "content")
    moved = Environment(tmp_path / "second")
    shutil.move(environment.folder, moved.folder)
    assert not moved.is_usable()
    assert not Environment(tmp_path / "first").is_usable()


def test_an_environment_without_its_python_is_not_usable(tmp_path):
    folder = tmp_path / "environment"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(tmp_path / "gone")
    assert not Environment(folder).is_usable()


def test_a_python_without_venv_and_pip_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(environments.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(environments, "install_as_root", lambda _packages: False)
    with pytest.raises(Problem) as caught:
        Environment(tmp_path / "environment").make()
    sentence = str(caught.value)
    assert "cannot make virtual environments" in sentence
    assert "-venv`, then this again." in sentence or "python.org" in sentence


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="could not be made"):
        Environment(tmp_path / "file" / "environment").make()


def test_the_ci_script_runs_the_tests_and_nothing_else():
    lines = (CLONE / ".ci" / "run").read_text().splitlines()
    assert lines[-1] == "exec python3 -m installer test"
    assert os.access(CLONE / ".ci" / "run", os.X_OK) or os.name == "nt"
