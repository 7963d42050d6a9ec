"""`python3 -m installer test`: what the tests need, the checks, then pytest.

pytest comes last, so that its closing line is the last word; the exit code speaks for all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from .clone import CLONE, DEVELOPMENT_ENVIRONMENT
from .contents import furnish_for_development
from .debian import install_as_root, install_command, is_debian
from .environment import Environment
from .messages import say
from .running import run_openly, try_quietly

PROGRAMS = {"krita": "krita", "Xvfb": "xvfb", "ffmpeg": "ffmpeg", "xdotool": "xdotool"}
"""Each program that tests run, and Debian's package of it."""

PYTHON_MODULES = {"PyQt5": "python3-pyqt5", "zmq": "python3-zmq"}
"""Each module that Krita's Python, the system's own on Debian, needs, and its package."""

MOST_WORKERS = 4

SYSTEM_PYTHON = Path("/usr/bin/python3")


def run_tests(pytest_arguments: Sequence[str]) -> int:
    """Set up, check and test; return the exit code."""
    environment = Environment(DEVELOPMENT_ENVIRONMENT)
    furnish_for_development(environment, tests=True)
    _provide_krita()
    failed = _failed_checks(environment)
    if failed:
        say(f"\nNot in order: {', '.join(failed)} (see above). The tests follow.\n")
    side_by_side = ["--numprocesses", str(_workers()), "--dist", "loadfile"]
    tested = run_openly(
        [environment.python, "-m", "pytest", *side_by_side, *pytest_arguments], CLONE
    )
    return tested or int(bool(failed))


def _workers() -> int:
    """Return how many test files run at once; each may start a Krita and a backend."""
    return min(MOST_WORKERS, os.cpu_count() or 1)


def _provide_krita() -> None:
    packages = missing_packages()
    if not packages or install_as_root(packages):
        return
    say("Tests that need Krita, Xvfb, ffmpeg or xdotool are skipped where these are missing.")
    if is_debian():
        say(f"To have them all: {install_command(packages)}")


def missing_packages() -> list[str]:
    """Return the Debian packages of what the tests would like to run and this machine lacks."""
    packages = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if SYSTEM_PYTHON.exists():
        packages += [
            package
            for module, package in PYTHON_MODULES.items()
            if try_quietly([SYSTEM_PYTHON, "-c", f"import {module}"]).returncode != 0
        ]
    return packages


def _failed_checks(environment: Environment) -> list[str]:
    checks = {
        "ruff check": ["ruff", "check", "--quiet"],
        "ruff format": ["ruff", "format", "--check", "--quiet"],
        "basedpyright": ["basedpyright", "--level", "error"],
        "Python 3.8 for shared and krita_plugin": [
            *("vermin", "--target=3.8-", "--no-tips", "--violations", "--quiet"),
            *("shared", "krita_plugin"),
        ],
    }
    failed = []
    for name, (program, *arguments) in checks.items():
        say(f"Checking: {name} ...")
        if run_openly([environment.program(program), *arguments], CLONE) != 0:
            failed.append(name)
    return failed
