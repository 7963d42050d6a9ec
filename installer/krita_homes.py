"""Where Krita keeps its resources and settings, for each kind of Krita that a painter may have."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

FLATPAK = "org.kde.krita"
RESOURCE_KEY = "ResourceDirectory"


@dataclass(frozen=True)
class KritaHome:
    """One Krita's resource folder and settings file; either may not exist yet.

    A `sandboxed` Krita cannot start programs outside of its sandbox.
    """

    resources: Path
    kritarc: Path
    sandboxed: bool = False

    @property
    def plugins(self) -> Path:
        """The folder of Python plugins."""
        return self.resources / "pykrita"

    @property
    def actions(self) -> Path:
        """The folder where plugins tell which actions they have."""
        return self.resources / "actions"


def krita_homes(resources: Path | None = None, kritarc: Path | None = None) -> list[KritaHome]:
    """Return the Krita homes of this user, or the one that is named."""
    usual = _usual_home()
    if resources is not None or kritarc is not None:
        rc = kritarc.absolute() if kritarc else usual.kritarc
        return [KritaHome(resources.absolute() if resources else _resources(rc, usual), rc)]
    homes = [KritaHome(_resources(usual.kritarc, usual), usual.kritarc)]
    flatpak = Path.home() / ".var" / "app" / FLATPAK
    if sys.platform == "linux" and flatpak.is_dir():
        inside = KritaHome(flatpak / "data" / "krita", flatpak / "config" / "kritarc", True)
        homes.append(inside)
    return homes


def _usual_home() -> KritaHome:
    home = Path.home()
    if sys.platform == "win32":
        roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return KritaHome(roaming / "krita", local / "kritarc")
    if sys.platform == "darwin":
        library = home / "Library"
        resources = library / "Application Support" / "krita"
        return KritaHome(resources, library / "Preferences" / "kritarc")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return KritaHome(data / "krita", config / "kritarc")


def _resources(kritarc: Path, usual: KritaHome) -> Path:
    """Return the resource folder: painters can move it, and `kritarc` then says where to."""
    try:
        lines = kritarc.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return usual.resources
    for line in lines:
        key, _, value = line.partition("=")
        if key == RESOURCE_KEY and Path(value).is_dir():
            return Path(value)
        if line.startswith("["):
            break  # the key stands above all sections
    return usual.resources
