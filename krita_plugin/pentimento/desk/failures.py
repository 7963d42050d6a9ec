"""Every failure that is known: why it happens, and which button helps.

The sentence itself comes from where the failure was noticed; its code leads here.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Dict, Optional

from ..words import tr


class Remedy(enum.Enum):
    """What a button beside a failure does."""

    ASK_AGAIN = "ask_again"
    GO_ON = "go_on"
    GET_MODELS = "get_models"
    FREE_MEMORY = "free_memory"
    OPEN_SETTINGS = "open_settings"
    STOP_BACKEND = "stop_backend"
    COPY_COMMAND = "copy_command"
    SHOW_LOG = "show_log"

    @property
    def title(self) -> str:
        """What the button says."""
        return {
            Remedy.ASK_AGAIN: tr("Ask again"),
            Remedy.GO_ON: tr("Go on with it"),
            Remedy.GET_MODELS: tr("Get the models"),
            Remedy.FREE_MEMORY: tr("Free memory"),
            Remedy.OPEN_SETTINGS: tr("Settings…"),
            Remedy.STOP_BACKEND: tr("Stop the backend"),
            Remedy.COPY_COMMAND: tr("Copy the command"),
            Remedy.SHOW_LOG: tr("Show the log"),
        }[self]


INSTALL_COMMAND = "python3 -m installer"
"""What brings, or mends, the backend; to be run in Pentimento's folder."""


@dataclass(frozen=True)
class Failure:
    """Why something failed, in a sentence that adds to the one that is shown, and what helps."""

    cause: str
    remedy: Optional[Remedy] = None


def failure(code: str) -> Optional[Failure]:
    """Return what is known of a failure by its code, None where nothing is."""
    return _known().get(code)


def _known() -> Dict[str, Failure]:
    too_large = Failure(tr("Fewer frames, a smaller size or fewer layers take less."))
    full = Failure(
        tr("Frames are kept on the disk until there is no room: older ones can go."),
        Remedy.OPEN_SETTINGS,
    )
    return {
        "not-installed": Failure(
            tr(
                "The backend is a program of its own; this command, run in the folder that "
                "Pentimento was downloaded to, installs it."
            ),
            Remedy.COPY_COMMAND,
        ),
        "not-starting": Failure(tr("Its log says what keeps it from starting."), Remedy.SHOW_LOG),
        "backend-lost": Failure(
            tr("It was stopped or has crashed; frames that were painted are kept."),
            Remedy.ASK_AGAIN,
        ),
        "protocol-version": Failure(
            tr("Plugin and backend are of different versions of Pentimento."),
            Remedy.COPY_COMMAND,
        ),
        "key-refused": Failure(
            tr("Another user's backend, or an older one with other keys, is running."),
            Remedy.STOP_BACKEND,
        ),
        "not-reachable": Failure(
            tr("The settings say that the backend runs on another computer."),
            Remedy.OPEN_SETTINGS,
        ),
        "models-missing": Failure(
            tr("This engine paints with published models, which are downloaded once."),
            Remedy.GET_MODELS,
        ),
        "out-of-memory": Failure(
            tr("Other programs, or engines used before, may hold memory of the graphics card."),
            Remedy.FREE_MEMORY,
        ),
        "disk-full": full,
        "cannot-write": full,
        "engine-error": Failure(
            tr("This should not happen: please copy the report and tell us."), Remedy.SHOW_LOG
        ),
        "worker-lost": Failure(
            tr("The painting process ended several times, perhaps for lack of memory."),
            Remedy.GO_ON,
        ),
        "cancelled": Failure(tr("What was painted is kept."), Remedy.GO_ON),
        "queue-full": Failure(
            tr("Many processes wait already: let some finish, or cancel them."), Remedy.ASK_AGAIN
        ),
        "too-large": too_large,
        "too-many-layers": too_large,
    }
