"""A painting process as it lies in a folder: what `--out` has written, or pictures in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..documents.artwork import Flaw
from ..documents.picture import read_picture
from ..engines.interface import FIRST_STEP
from ..imaging.colour import Pixels
from ..imaging.resize import scaled

PROCESS_FILE = "process.json"
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
FEWEST_FRAMES = 2


class UnreadableProcess(Exception):
    """A folder holds no process that could be measured; the text is one sentence."""


@dataclass(frozen=True)
class ProcessFolder:
    """The frames of one process, first marks first.

    `progress` lies in 0 (first marks) .. 1 (finish), one for each frame: from the operation steps
    where they are known, else evenly spread. `prompt` is "" and `minutes` None where not known.
    """

    name: str
    frames: tuple[Path, ...]
    progress: tuple[float, ...]
    prompt: str = ""
    minutes: float | None = None

    def pictures(self, size: tuple[int, int] | None = None) -> Iterator[Pixels]:
        """Yield the frames as RGBA canvases, scaled to `size` (width, height) where it is given.

        Raises UnreadableProcess.
        """
        for path in self.frames:
            try:
                picture = read_picture(path.read_bytes())
            except OSError as error:
                raise UnreadableProcess(f"{path} cannot be read: {error.strerror}.") from None
            except Flaw as flaw:
                raise UnreadableProcess(f"{path} cannot be read: {flaw}.") from None
            yield picture if size is None else scaled(picture, *size)


def read_process_folder(folder: Path) -> ProcessFolder:
    """Return the process in a folder: by its process.json, else its pictures in natural order.

    Raises UnreadableProcess.
    """
    if not folder.is_dir():
        raise UnreadableProcess(f"{folder} is no folder: name the folder that has the frames.")
    listed = folder / PROCESS_FILE
    process = _by_list(folder, listed) if listed.is_file() else _by_names(folder)
    if len(process.frames) < FEWEST_FRAMES:
        raise UnreadableProcess(
            f"{folder} has {len(process.frames)} frames: a process needs two at least."
        )
    return process


def _by_list(folder: Path, listed: Path) -> ProcessFolder:
    try:
        told: Any = json.loads(listed.read_bytes())
        frames = [(str(frame["file"]), int(frame["step"])) for frame in told["frames"]]
        options = dict(told.get("options", {}))
        minutes = told.get("minutes")
    except (OSError, ValueError, KeyError, TypeError):
        raise UnreadableProcess(
            f"{listed} is damaged: paint the process again, or remove this file to have the "
            "pictures taken in the order of their names."
        ) from None
    strays = [name for name, _ in frames if Path(name).name != name]
    if strays:
        raise UnreadableProcess(f"{listed} names {strays[0]}, which is outside of its folder.")
    return ProcessFolder(
        name=folder.name,
        frames=tuple(folder / name for name, _ in frames),
        progress=tuple(1 - min(max(step, 0), FIRST_STEP) / FIRST_STEP for _, step in frames),
        prompt=str(options.get("prompt", "")),
        minutes=float(minutes) if isinstance(minutes, int | float) else None,
    )


def _by_names(folder: Path) -> ProcessFolder:
    paths = sorted(
        (path for path in folder.iterdir() if path.suffix.lower() in PICTURES), key=_natural
    )
    last = max(1, len(paths) - 1)
    progress = tuple(index / last for index in range(len(paths)))
    return ProcessFolder(folder.resolve().name, tuple(paths), progress)


def _natural(path: Path) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", path.name)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
