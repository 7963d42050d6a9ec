"""The painter's settings, kept in a JSON file of Pentimento's own folder."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, List

from pentimento_protocol.places import data_folder, write_private
from pentimento_protocol.wire import OptionValue

from .backend_settings import BackendSettings, checked_backend_settings
from .questions import Task
from .timeline_settings import TimelineSettings, checked_timeline_settings

log = logging.getLogger("pentimento")

FEWEST_FRAMES = 2
MOST_FRAMES = 240
"""200 frames of an A4 page at 300 dpi already take 7 GB of memory in Krita."""

LARGEST_SEED = 999_999
"""Few enough digits to note down, and for a narrow docker."""


FASTEST_PLAYBACK = 60

_NUMBERS = {
    "frames": (FEWEST_FRAMES, MOST_FRAMES),
    "seed": (0, LARGEST_SEED),
    "playback_speed": (1, FASTEST_PLAYBACK),
}
_SWITCHES = ("seed_locked", "add_when_finished", "playback_loop", "show_on_canvas", "large_preview")


@dataclass(frozen=True)
class Settings:
    """What the docker starts with: the question that was asked last, and what else was settled.

    `engines` holds the engine chosen for each task, `options` each engine's changed options by its
    name. Without `seed_locked` every question gets a seed of its own.
    `backend_command` replaces the command that the installer has written, where it is not empty.
    With `add_when_finished` a process goes to the timeline by itself. `playback_speed` is in frames
    a second. `language` is a code such as "de", "" for Krita's own.
    """

    task: Task = Task.RECONSTRUCT
    frames: int = 24
    seed: int = 0
    seed_locked: bool = False
    add_when_finished: bool = True
    playback_speed: int = 6
    playback_loop: bool = True
    show_on_canvas: bool = True
    large_preview: bool = True
    engines: Dict[str, str] = field(default_factory=dict)
    options: Dict[str, Dict[str, OptionValue]] = field(default_factory=dict)
    backend_command: List[str] = field(default_factory=list)
    backend: BackendSettings = field(default_factory=BackendSettings)
    timeline: TimelineSettings = field(default_factory=TimelineSettings)
    language: str = ""


def settings_file() -> Path:
    """Return where the settings are kept (it may not exist)."""
    return data_folder() / "plugin-settings.json"


def load_settings(path: Path) -> Settings:
    """Return the settings of `path`; whatever is missing or senseless there has its default."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _checked(values) if isinstance(values, dict) else Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Keep the settings; a folder that cannot be written costs only the settings."""
    try:
        write_private(path, json.dumps(asdict(settings), indent=1))
    except OSError as error:
        log.warning("The settings could not be kept: %s", error)


def _checked(values: Dict[str, Any]) -> Settings:
    settings = Settings()
    for name, (least, most) in _NUMBERS.items():
        if type(values.get(name)) is int and least <= values[name] <= most:
            settings = replace(settings, **{name: values[name]})
    for name in _SWITCHES:
        if isinstance(values.get(name), bool):
            settings = replace(settings, **{name: values[name]})
    if values.get("task") in list(Task):
        settings = replace(settings, task=Task(values["task"]))
    if isinstance(values.get("language"), str):
        settings = replace(settings, language=values["language"])
    settings = replace(
        settings,
        backend=checked_backend_settings(values.get("backend")),
        timeline=checked_timeline_settings(values.get("timeline")),
    )
    command = values.get("backend_command")
    if isinstance(command, list) and all(isinstance(word, str) for word in command):
        settings = replace(settings, backend_command=command)
    engines = _checked_names(values.get("engines"))
    return replace(settings, engines=engines, options=checked_options(values.get("options")))


def _checked_names(values: object) -> Dict[str, str]:
    if not isinstance(values, dict):
        return {}
    return {task: name for task, name in values.items() if isinstance(name, str)}


def checked_options(values: object) -> Dict[str, Dict[str, OptionValue]]:
    """Return the options of engines, by the engine's name, as far as `values` makes sense."""
    if not isinstance(values, dict):
        return {}
    return {
        engine: {
            name: value
            for name, value in options.items()
            if isinstance(value, (bool, int, float, str))
        }
        for engine, options in values.items()
        if isinstance(options, dict)
    }
