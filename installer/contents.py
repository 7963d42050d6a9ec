"""What goes into an environment: tools, pinned libraries, torch, Pentimento itself."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from .clone import CLONE, PYPROJECT
from .environment import Environment
from .locks import DEVELOPMENT, RUNTIME, TOOLS, install_lock
from .messages import say
from .running import run_quietly
from .torch_build import install_torch

BUILD_SOURCES = ("pyproject.toml", "README.md", "LICENSE", "backend", "shared")


def furnish_for_development(environment: Environment, *, tests: bool = False) -> None:
    """Install all, with Pentimento run from this clone; what tests need too, where `tests`."""
    _install_libraries(environment)
    if tests:
        install_lock(environment, DEVELOPMENT, "what the tests need")
    content = f"{CLONE} {hashlib.sha256(PYPROJECT.read_bytes()).hexdigest()}"
    if not environment.holds("pentimento", content):
        _install_project(environment, "--editable", CLONE)
        environment.note("pentimento", content)


def furnish_for_painter(environment: Environment) -> None:
    """Install all, with a copy of Pentimento that needs this clone no longer."""
    _install_libraries(environment)
    # Built from a copy: setuptools leaves a build folder, whose old files would get in next time.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in BUILD_SOURCES:
            _copy(CLONE / name, copy / name)
        _install_project(environment, "--force-reinstall", copy)


def _install_libraries(environment: Environment) -> None:
    environment.make()
    install_lock(environment, TOOLS, "pip and setuptools")
    install_lock(environment, RUNTIME, "the backend's libraries, about 150 MB")
    install_torch(environment)


def _install_project(environment: Environment, how: str, source: Path) -> None:
    say("Installing Pentimento ...")
    pip = [environment.python, "-m", "pip", "install", "--quiet", "--no-deps"]
    run_quietly(
        [*pip, "--no-build-isolation", how, source],
        "Pentimento itself could not be installed",
        "See that the clone is complete (`git status`), then run this again.",
    )


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    else:
        shutil.copy2(source, target)
