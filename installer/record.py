"""What was installed where, kept so that exactly that is removed again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .krita_homes import KritaHome
from .own_package import painters_folder


@dataclass(frozen=True)
class InstalledPlugin:
    """The plugin in one Krita; `added_section`: kritarc had no section for plugins before."""

    home: KritaHome
    added_section: bool


@dataclass(frozen=True)
class Record:
    """An installation: the backend's environment and the plugins."""

    environment: Path
    plugins: tuple[InstalledPlugin, ...]


def record_file() -> Path:
    """Return where the record is kept (it may not exist)."""
    return painters_folder() / "installation.json"


def read_record() -> Record | None:
    """Return what is installed, None where nothing is (or nobody can tell)."""
    try:
        values = json.loads(record_file().read_text(encoding="utf-8"))
        plugins = tuple(_plugin(plugin) for plugin in values["plugins"])
        return Record(Path(values["environment"]), plugins)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_record(record: Record) -> None:
    """Keep the record."""
    values = {
        "environment": str(record.environment),
        "plugins": [
            {
                "resources": str(plugin.home.resources),
                "kritarc": str(plugin.home.kritarc),
                "sandboxed": plugin.home.sandboxed,
                "added_section": plugin.added_section,
            }
            for plugin in record.plugins
        ],
    }
    record_file().parent.mkdir(parents=True, exist_ok=True)
    record_file().write_text(json.dumps(values, indent=1), encoding="utf-8")


def _plugin(values: dict[str, Any]) -> InstalledPlugin:
    resources, kritarc = Path(values["resources"]), Path(values["kritarc"])
    home = KritaHome(resources, kritarc, bool(values["sandboxed"]))
    return InstalledPlugin(home, bool(values["added_section"]))
