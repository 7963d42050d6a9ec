"""A folder with one PNG for each frame and process.json, complete and valid at every moment."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..engines.interface import Frame
from ..imaging.png import encode_png
from .export import check_same_size
from .provenance import Provenance
from .writing import check_writable, write_file, writing

PROCESS_FILE = "process.json"
_FORMAT = "pentimento-process"
_FORMAT_VERSION = 1
_FRAME_FILE = re.compile(r"frame_\d{4,}\.png")


class FramesFolder:
    """Writes frame_0000.png, frame_0001.png ... as they arrive; see Export.

    process.json lists the frames that are there, after each of them; `finish` marks it complete.
    Frames of an earlier process in the same folder are removed when the first new one arrives.
    Raises CannotWrite at once where the folder cannot be made or written.
    """

    def __init__(self, folder: Path, provenance: Provenance) -> None:
        self._folder = folder
        self._provenance = provenance
        self._size = (0, 0)
        self._frames: list[dict[str, object]] = []
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        check_writable(folder / PROCESS_FILE)

    def add(self, frame: Frame) -> None:
        """Write the next frame and list it in process.json."""
        if not self._frames:
            self._size = (frame.image.shape[1], frame.image.shape[0])
            self._remove_earlier_process()
        check_same_size(frame.image, self._size)
        name = f"frame_{len(self._frames):04}.png"
        write_file(self._folder / name, encode_png(frame.image, self._texts(frame)))
        self._frames.append(
            {
                "file": name,
                "step": frame.step,
                "stage": frame.stage,
                "origin": frame.origin,
                "layer": frame.layer,
            }
        )
        self._write_process(complete=False)

    def finish(self) -> None:
        """Mark the process as complete."""
        self._write_process(complete=True)

    def __enter__(self) -> FramesFolder:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the frames that have arrived: they and process.json are whole."""

    def _texts(self, frame: Frame) -> dict[str, str]:
        provenance = self._provenance.of_frame(len(self._frames))
        return {
            "Software": "Pentimento",
            "Description": provenance.sentence_of(frame),
            "Pentimento-Origin": frame.origin,
            "Pentimento-Engine": provenance.engine,
            "Pentimento-Version": provenance.engine_version,
            "Pentimento-Seed": str(provenance.seed),
            "Pentimento-Step": str(frame.step),
            "Pentimento-Stage": frame.stage,
        }

    def _write_process(self, *, complete: bool) -> None:
        width, height = self._size
        parent = self._provenance.parent
        process = {
            "format": _FORMAT,
            "format_version": _FORMAT_VERSION,
            "provenance": self._provenance.sentence,
            "source": self._provenance.source,
            **_making(self._provenance),
            "earlier": [
                {"frames": part.frames, **_making(part.provenance)}
                for part in self._provenance.earlier
            ],
            "parent": None if parent is None else {"job": parent.job, "frame": parent.frame},
            "width": width,
            "height": height,
            "complete": complete,
            "frames": self._frames,
        }
        text = json.dumps(process, indent=2, ensure_ascii=False) + "\n"
        write_file(self._folder / PROCESS_FILE, text.encode())

    def _remove_earlier_process(self) -> None:
        """Remove only what an earlier process.json of ours lists; other files are the painter's."""
        path = self._folder / PROCESS_FILE
        with writing(path):
            for name in _listed_frames(path):
                (self._folder / name).unlink(missing_ok=True)


def _making(provenance: Provenance) -> dict[str, object]:
    return {
        "task": provenance.task,
        "engine": provenance.engine,
        "version": provenance.engine_version,
        "seed": provenance.seed,
        "options": dict(provenance.options),
    }


def _listed_frames(process_file: Path) -> list[str]:
    try:
        process: Any = json.loads(process_file.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return []
    if not isinstance(process, dict) or process.get("format") != _FORMAT:
        return []
    frames = process.get("frames")
    entries = frames if isinstance(frames, list) else []
    names = [entry.get("file") for entry in entries if isinstance(entry, dict)]
    return [name for name in names if isinstance(name, str) and _FRAME_FILE.fullmatch(name)]
