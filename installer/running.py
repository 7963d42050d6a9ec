"""Runs other programs: quietly with their last words on failure, or in full view."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .messages import Problem

FOREIGN_VARIABLES = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "PIP_USER")
"""What would lead a Python of our own astray."""

LAST_LINES = 12


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what is meant for another Python."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}


def run_quietly(
    command: Sequence[str | Path], purpose: str, advice: str, folder: Path | None = None
) -> str:
    """Run a command, in `folder` or the current one, and return its standard output.

    Raises Problem, made of `purpose` ("the libraries could not be installed"), the command's last
    lines and `advice`.
    """
    result = try_quietly(command, folder)
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines()[-LAST_LINES:]
        raise Problem("\n".join([f"{purpose}:", *(f"    {line}" for line in lines), advice]))
    return result.stdout


def try_quietly(
    command: Sequence[str | Path], folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it said and its exit code; 127 where it cannot be started."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(
            words,
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except OSError as error:
        return subprocess.CompletedProcess(words, 127, "", str(error))


def run_openly(
    command: Sequence[str | Path],
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
) -> int:
    """Run a command whose output goes to the terminal and return its exit code."""
    words = [str(word) for word in command]
    environment = clean_environment() | dict(variables or {})
    try:
        return subprocess.run(words, cwd=folder, env=environment, check=False).returncode
    except OSError as error:
        raise Problem(f"{words[0]} cannot be run ({error.strerror}).") from None
