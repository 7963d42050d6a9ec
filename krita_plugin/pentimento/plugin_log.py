"""The plugin's own log: a small file beside the backend's, for a painter who reports a problem."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pentimento_protocol.places import data_folder

LARGEST_BYTES = 500_000
FORM = "%(asctime)s %(levelname)s %(message)s"

log = logging.getLogger("pentimento")


def log_file() -> Path:
    """Return the plugin's log (it may not exist)."""
    return data_folder() / "plugin.log"


def start_log() -> None:
    """Write what the plugin logs into its file; where that cannot be written, nowhere."""
    if log.handlers:
        return
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            str(path), maxBytes=LARGEST_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter(FORM))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
