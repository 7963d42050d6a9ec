"""The local backend as a process: which command starts it, its environment, its last words.

The process is detached from Krita, so that a job is finished even when Krita is closed or crashes;
it ends by itself when it has had neither clients nor jobs for IDLE_SECONDS.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence

from pentimento_protocol.places import data_folder

from ..words import tr

IDLE_SECONDS = 60
"""How long the backend stays without clients and jobs."""

FOREIGN_VARIABLES = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "PYTHONNOUSERSITE",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "DYLD_LIBRARY_PATH",
    "DYLD_FRAMEWORK_PATH",
    "DYLD_INSERT_LIBRARIES",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
"""What Krita's AppImage, Flatpak and installers set for Krita's own Python and libraries."""

_CREATION_FLAGS = 0
if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP


def output_file() -> Path:
    """Return where a backend that the plugin starts writes what it says (it may not exist)."""
    return data_folder() / "backend-output.log"


class BackendMissing(Exception):
    """There is no backend that could be started; the text is one sentence for the painter."""


def installed_command(file: Path) -> List[str]:
    """Return the command that starts the backend, as the installer wrote it into `file`.

    The file holds {"command": ["/path/of/pentimento", "serve"]}. Raises BackendMissing.
    """
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        command = values["command"]
    except (OSError, ValueError, KeyError, TypeError):
        command = None
    if not isinstance(command, list) or not command:
        raise BackendMissing(tr("The Pentimento backend is not installed."))
    return [str(word) for word in command]


def check_command(command: Sequence[str]) -> None:
    """Raise BackendMissing where the program of `command` cannot be run."""
    if shutil.which(command[0]) is None:
        raise BackendMissing(
            tr("The Pentimento backend is no longer at {place}.").format(place=command[0])
        )


def clean_environment(environment: Mapping[str, str]) -> Dict[str, str]:
    """Return `environment` without what is meant for Krita's own Python and libraries."""
    return {name: value for name, value in environment.items() if name not in FOREIGN_VARIABLES}


class BackendProcess:
    """A backend that this plugin has started; raises BackendMissing where it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        check_command(command)
        self._output = output_file()
        words = [*command, "--background", "--idle-exit", str(IDLE_SECONDS)]
        try:
            self._output.parent.mkdir(parents=True, exist_ok=True)
            with self._output.open("wb") as output:
                self._process = subprocess.Popen(
                    words,
                    env=clean_environment(os.environ),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=str(self._output.parent),
                    creationflags=_CREATION_FLAGS,
                    start_new_session=True,
                )
        except OSError as error:
            raise BackendMissing(
                tr(
                    "The Pentimento backend could not be started ({reason}): see that {program} "
                    "can be run and {folder} can be written."
                ).format(reason=error.strerror, program=command[0], folder=self._output.parent)
            ) from error

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def exit_code(self) -> Optional[int]:
        """The exit code, None while the backend runs."""
        return self._process.poll()

    def last_words(self, lines: int = 12) -> str:
        """Return the last lines that the backend wrote, for a painter who reports a problem."""
        try:
            text = self._output.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return "\n".join(text.strip().splitlines()[-lines:])
