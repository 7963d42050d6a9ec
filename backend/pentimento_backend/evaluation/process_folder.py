"""A painting process as it lies in a folder: what `--out` has written, or pictures in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..documents.artwork import Flaw
from ..documents.naming import PICTURE_ENDINGS, natural_order
from ..documents.picture import read_picture
from ..engines.interface import FIRST_STEP
from ..exports.frames_folder import PROCESS_FILE
from ..imaging.colour import Pixels
from ..imaging.resize import scaled

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
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise UnreadableProcess(
            f"{listed} is damaged: paint the process again, or remove this file to have the "
            "pictures taken in the order of their names."
        ) from None
    here = _names(folder)
    strays = [name for name, _ in frames if name not in here]
    if strays:
        raise UnreadableProcess(
            f"{listed} names {strays[0]!a}, which is not in its folder: put the frame there, or "
            "paint the process again."
        )
    return ProcessFolder(
        name=folder.name,
        frames=tuple(folder / name for name, _ in frames),
        progress=tuple(1 - min(max(step, 0), FIRST_STEP) / FIRST_STEP for _, step in frames),
        prompt=str(options.get("prompt", "")),
        minutes=float(minutes) if isinstance(minutes, int | float) else None,
    )


def _names(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except OSError as error:
        raise UnreadableProcess(f"{folder} cannot be read: {error.strerror}.") from None


def _by_names(folder: Path) -> ProcessFolder:
    pictures = [name for name in _names(folder) if Path(name).suffix.lower() in PICTURE_ENDINGS]
    paths = sorted((folder / name for name in pictures), key=natural_order)
    last = max(1, len(paths) - 1)
    progress = tuple(index / last for index in range(len(paths)))
    return ProcessFolder(folder.resolve().name, tuple(paths), progress)
