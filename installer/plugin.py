"""The plugin in Krita's resource folder: laid out beside the old one, then swapped in whole."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .clone import PLUGIN_SOURCE, PROTOCOL_SOURCE
from .krita_homes import KritaHome
from .messages import Problem

NAME = "pentimento"
DESKTOP = f"{NAME}.desktop"
ACTIONS = f"{NAME}.action"
BACKEND = "backend.json"
COMMON = Path("vendor") / "common"

_NO_CACHE = shutil.ignore_patterns("__pycache__")


def lay_out_plugin(folder: Path, pyzmq: Path | None) -> None:
    """Put the plugin package, as Krita is to load it, into `folder`, which must not exist.

    `pyzmq` is a folder of unpacked wheels; None where Krita's Python has pyzmq already.
    """
    shutil.copytree(PLUGIN_SOURCE / NAME, folder, ignore=_NO_CACHE)
    protocol = folder / COMMON / PROTOCOL_SOURCE.name
    shutil.copytree(PROTOCOL_SOURCE, protocol, ignore=_NO_CACHE)
    if pyzmq is not None:
        shutil.copytree(pyzmq, folder / "vendor", dirs_exist_ok=True)


def install_plugin(home: KritaHome, command: Sequence[str], pyzmq: Path | None) -> None:
    """Install the plugin or replace an older one; `command` starts the backend.

    The old plugin stays as it is where anything fails; raises Problem then.
    """
    try:
        home.plugins.mkdir(parents=True, exist_ok=True)
        # Within the same folder, so that moving it into place is a rename.
        with tempfile.TemporaryDirectory(prefix=f".{NAME}-", dir=home.plugins) as folder:
            new = Path(folder) / NAME
            lay_out_plugin(new, pyzmq)
            backend = json.dumps({"command": list(command)}, indent=1)
            (new / BACKEND).write_text(backend, encoding="utf-8")
            shutil.copyfile(PLUGIN_SOURCE / DESKTOP, Path(folder) / DESKTOP)
            _swap(new, home.plugins / NAME, Path(folder) / "old")
            (Path(folder) / DESKTOP).replace(home.plugins / DESKTOP)
        home.actions.mkdir(exist_ok=True)
        shutil.copyfile(PLUGIN_SOURCE / ACTIONS, home.actions / ACTIONS)
    except OSError as error:
        raise Problem(
            f"The plugin could not be put into {home.plugins} ({error.strerror}). Close Krita, see "
            "that the folder can be written, then run this again."
        ) from error


def remove_plugin(home: KritaHome) -> None:
    """Remove the plugin, and the folders that are empty then; raises Problem."""
    try:
        if (home.plugins / NAME).exists():
            shutil.rmtree(home.plugins / NAME)
        (home.plugins / DESKTOP).unlink(missing_ok=True)
        (home.actions / ACTIONS).unlink(missing_ok=True)
        _drop_if_empty(home.plugins)
        _drop_if_empty(home.actions)
        _drop_if_empty(home.resources)
    except OSError as error:
        raise Problem(
            f"{error.filename} could not be removed ({error.strerror}): close Krita, then run this "
            "again."
        ) from error


def _drop_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _swap(new: Path, place: Path, old: Path) -> None:
    """Move `new` to `place`; what was there is moved to `old`, and back again on failure."""
    had_one = place.exists()
    if had_one:
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if had_one:
            old.rename(place)
        raise
