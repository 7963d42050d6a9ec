"""Where Pentimento keeps its own files, the same for plugin and backend.

`PENTIMENTO_HOME` overrides the platform's folder (platformdirs is not at hand inside Krita).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Return Pentimento's own folder: frames, keys, connection file and logs (it may not exist)."""
    override = os.environ.get("PENTIMENTO_HOME")
    if override:
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "Pentimento"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Pentimento"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "pentimento"


def connection_file() -> Path:
    """Return the file that says where the running backend listens."""
    return data_folder() / "connection.json"


def keys_folder() -> Path:
    """Return the folder of the backend's own key and of the client keys that it lets in."""
    return data_folder() / "keys"


def log_file() -> Path:
    """Return the backend's log."""
    return data_folder() / "backend.log"


def write_private(path: Path, content: str) -> None:
    """Write a file that only its owner may read, all of it or nothing.

    Raises OSError where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(str(temporary), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
