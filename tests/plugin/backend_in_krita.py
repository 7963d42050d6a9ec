"""Plays scenarios with the real backend behind the plugin, and ends that backend afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from .krita_harness import KritaRun, play


@contextlib.contextmanager
def home_with_backend(folder: Path) -> Iterator[Path]:
    """Give a HOME for `play_with_backend`; what runs in it at the end is stopped."""
    home = folder / "home"
    try:
        yield home
    finally:
        _stop_backend(home)


def play_with_backend(
    home: Path, scenarios: Path, only: str = "", environment: dict[str, str] | None = None
) -> KritaRun:
    """Play scenarios in `home`, where the plugin starts this environment's own backend."""
    return play(scenarios, only=only, environment=environment, keep_home=home)


def _stop_backend(home: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        connection = json.loads((home / "pentimento/connection.json").read_text(encoding="utf-8"))
        os.kill(connection["pid"], signal.SIGTERM)
