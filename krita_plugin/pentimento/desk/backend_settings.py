"""What the painter has settled about the backend: where it is, what it may use, what it keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, List, Optional

SMALLEST_STORE, LARGEST_STORE = 1, 2000
"""Room for frames, in GB."""

LARGEST_BUDGET = 512
"""Memory of a device, in GB."""


@dataclass(frozen=True)
class BackendSettings:
    """Settings that the backend is started with; they count from its next start on.

    `store_limit` is in GB; `frames_folder` is "" for Pentimento's own folder; `device` is a name
    such as "cuda:0", "" for the best one; `memory_budget` is in GB, 0 for what is free.
    `connection` is the connection file of a backend on another machine, "" for one on this.
    """

    store_limit: int = 8
    frames_folder: str = ""
    device: str = ""
    memory_budget: int = 0
    connection: str = ""

    @property
    def remote_connection(self) -> Optional[Path]:
        """The connection file of a backend on another machine, None for one on this."""
        return Path(self.connection) if self.connection else None

    def serve_words(self) -> List[str]:
        """Return what `pentimento serve` is told."""
        words = ["--store-limit", str(self.store_limit)]
        if self.frames_folder:
            words += ["--frames-folder", self.frames_folder]
        if self.device:
            words += ["--device", self.device]
        if self.memory_budget:
            words += ["--memory-budget", str(self.memory_budget)]
        return words


def checked_backend_settings(values: object) -> BackendSettings:
    """Return the settings in what a file held; whatever is senseless there has its default."""
    settings = BackendSettings()
    if not isinstance(values, dict):
        return settings
    found: Dict[str, Any] = {}
    for name, least, most in (
        ("store_limit", SMALLEST_STORE, LARGEST_STORE),
        ("memory_budget", 0, LARGEST_BUDGET),
    ):
        if type(values.get(name)) is int and least <= values[name] <= most:
            found[name] = values[name]
    for name in ("frames_folder", "device", "connection"):
        if isinstance(values.get(name), str):
            found[name] = values[name]
    return replace(settings, **found)
