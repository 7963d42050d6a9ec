"""What a painter sends along with a question: versions, state and the last words of the logs.

Nothing personal is in it: no folder or file name outside of Pentimento itself, no name of the user
or of the machine, no prompt, no document title.
"""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Iterable, List, Mapping, Tuple

from krita import Krita

from pentimento_protocol import PRODUCT_VERSION, PROTOCOL_VERSION
from pentimento_protocol.places import log_file as backend_log_file

from ..link.session import Session
from ..plugin_log import log_file as plugin_log_file
from ..qt import QtCore
from .redaction import private_words, without_private_words
from .settings import Settings

LAST_BYTES = 24_000
"""How much of each log is looked at."""

LAST_LINES = 60

PRIVATE_SETTINGS = ("prompt", "path", "file", "folder", "command", "module", "network", "loras")
"""Settings whose name has one of these words are told only as given or not."""


def make_report(session: Session, settings: Settings, told: str) -> str:
    """Return the report as plain text; `told` is what the painter reads just now."""
    parts: List[Tuple[str, Iterable[str]]] = [
        ("Versions", _versions(Krita.instance().version())),
        ("Backend", _backend(session)),
        ("Settings", _settings(settings)),
        ("Message", [told or "none"]),
        ("Plugin log", last_lines(plugin_log_file())),
        ("Backend log", last_lines(backend_log_file())),
        ("Backend's last words", session.details.splitlines()),
    ]
    text = "\n\n".join("\n".join([f"== {title}", *lines]) for title, lines in parts)
    return without_private_words(text, private_words())


def last_lines(path: Path) -> List[str]:
    """Return the last lines of a log; what cannot be read has none."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - LAST_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-LAST_LINES:]


def _versions(krita_version: str) -> List[str]:
    protocol = ".".join(str(number) for number in PROTOCOL_VERSION)
    return [
        f"Pentimento {PRODUCT_VERSION}, protocol {protocol}",
        f"Krita {krita_version}, Qt {QtCore.QT_VERSION_STR}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} ({platform.machine()})",
    ]


def _backend(session: Session) -> List[str]:
    engines = ", ".join(f"{engine.name} {engine.version}" for engine in session.engines)
    return [
        f"state: {session.state.value}; {session.sentence}".rstrip("; "),
        f"devices: {', '.join(session.devices) or 'not known'}",
        f"engines: {engines or 'not known'}",
    ]


def _settings(settings: Settings) -> List[str]:
    lines = [f"frames: {settings.frames}; seed: {settings.seed}; engines: {settings.engines}"]
    for engine, options in settings.options.items():
        lines.append(f"{engine}: {_told_options(options)}")
    return lines


def _told_options(options: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}={'given' if _is_private(name) else value}" for name, value in options.items()
    )


def _is_private(name: str) -> bool:
    return any(word in name for word in PRIVATE_SETTINGS)
