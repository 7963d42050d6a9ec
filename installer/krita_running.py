"""Whether Krita is running: it writes its settings file as it ends, and edits would be lost."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from .messages import Problem
from .running import try_quietly


def refuse_while_krita_runs() -> None:
    """Raise Problem where Krita is running."""
    if is_krita_running():
        raise Problem(
            "Krita is running. It would overwrite its settings as it ends, and it holds the "
            "plugin's files: close Krita, then run this again."
        )


def is_krita_running() -> bool:
    """Return whether any process of this machine is Krita."""
    if sys.platform == "win32":
        listing = try_quietly(["tasklist", "/FI", "IMAGENAME eq krita.exe", "/NH"])
        return "krita.exe" in listing.stdout.lower()
    if sys.platform == "darwin":
        return try_quietly(["pgrep", "-x", "krita"]).returncode == 0
    return any(name == "krita" for name in _process_names())


def _process_names() -> list[str]:
    names = []
    for file in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            names.append(file.read_text(encoding="utf-8", errors="replace").strip())
    return names
