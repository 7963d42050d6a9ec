"""Plays scenarios with the real backend behind the plugin, and ends that backend afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
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
    return play(
        scenarios,
        only=only,
        environment=environment,
        keep_home=home,
        alter_home=_install_backend,
    )


def _install_backend(home: Path) -> None:
    command = [str(Path(sys.executable).with_name("pentimento")), "serve"]
    plugin = home / ".local/share/krita/pykrita/pentimento"
    (plugin / "backend.json").write_text(json.dumps({"command": command}), encoding="utf-8")


def _stop_backend(home: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        connection = json.loads((home / "pentimento/connection.json").read_text(encoding="utf-8"))
        os.kill(connection["pid"], signal.SIGTERM)
