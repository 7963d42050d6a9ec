"""What a running command tells: a progress bar for people, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from typing import Protocol


def say(sentence: str) -> None:
    """Tell people something, on standard error."""
    print(sentence, file=sys.stderr)


class Reporter(Protocol):
    """Told how a job goes."""

    def say(self, sentence: str) -> None:
        """A sentence for people."""

    def progress(self, fraction: float, note: str) -> None:
        """How far the engine is, 0..1."""

    def frame(self, index: int, step: int, stage: str) -> None:
        """A frame has been written."""

    def finished(self, files: dict[str, str]) -> None:
        """All is done; `files` names what lies where."""

    def close(self) -> None:
        """Nothing more will be shown."""


class JsonReporter:
    """One JSON object a line on standard output, with the key `event`."""

    def say(self, sentence: str) -> None:
        """Sentences go to standard error."""
        say(sentence)

    def progress(self, fraction: float, note: str) -> None:
        """{"event": "progress", "fraction": 0..1, "note": ...}"""
        self._line(event="progress", fraction=round(fraction, 4), note=note)

    def frame(self, index: int, step: int, stage: str) -> None:
        """{"event": "frame", "index": ..., "step": 999..0, "stage": ...}"""
        self._line(event="frame", index=index, step=step, stage=stage)

    def finished(self, files: dict[str, str]) -> None:
        """{"event": "finished", "files": {...}}"""
        self._line(event="finished", files=files)

    def close(self) -> None:
        """Nothing is open."""

    def _line(self, **values: object) -> None:
        print(json.dumps(values), flush=True)


def reporter_for(as_json: bool, frames: int) -> Reporter:
    """Return the reporter for programs or for people."""
    if as_json:
        return JsonReporter()
    from .terminal import TerminalReporter

    return TerminalReporter(frames)
