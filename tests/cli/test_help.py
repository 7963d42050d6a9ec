"""What `--help` says of each command, and how little the command loads before it has to."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from pentimento_backend.cli.app import app

WIDTH = 80


def _commands(command=None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    command = command or typer.main.get_command(app)
    yield path
    for name, enclosed in getattr(command, "commands", {}).items():
        yield from _commands(enclosed, (*path, name))


@pytest.mark.parametrize("words", list(_commands()), ids=" ".join)
def test_help_is_whole_and_fits_the_terminal(words: tuple[str, ...]) -> None:
    shown = CliRunner(env={"COLUMNS": str(WIDTH)}).invoke(app, [*words, "--help"])
    assert shown.exit_code == 0
    usage, *lines = shown.output.splitlines()
    assert " ".join(words) in usage
    assert max(map(len, lines)) <= WIDTH
    # what each command is for stands in one line of its group's help, and is not cut off there
    _, _, listed = shown.output.partition("Commands:")
    assert not any(line.endswith("...") for line in listed.splitlines())


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    heavy = ("numpy", "cv2", "PIL", "rich", "torch", "av", "skimage", "psd_tools")
    code = f"import sys, pentimento_backend.cli.app; print(*set({heavy}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
