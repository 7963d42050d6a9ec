"""Plays the scenarios of one file after another and quits Krita."""

from __future__ import annotations

import faulthandler
import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from krita import Document, Krita
from PyQt5 import QtCore

from .stage import LAYER_LIST_MS, LAYER_LIST_TURNS, ArtMissing, Stage

SCENARIO_SECONDS = float(os.environ.get("PENTIMENTO_SCENARIO_SECONDS", "120"))
"""A scenario that takes longer has failed."""


def play_when_ready() -> None:
    """Start playing half a second after Krita's first window has come up."""
    notifier = Krita.instance().notifier()
    notifier.setActive(True)
    player = Player()
    notifier.windowCreated.connect(lambda: QtCore.QTimer.singleShot(500, player.start))
    _players.append(player)


_players: list[Player] = []


class Player:
    """Drives generators with a timer, independently of the plugin under test."""

    def __init__(self) -> None:
        self._outcomes = Path(os.environ["PENTIMENTO_OUTCOMES"])
        self._artifacts = Path(os.environ["PENTIMENTO_ARTIFACTS"])
        self._crash_log = (self._artifacts / "crash.txt").open("w", encoding="utf-8")
        faulthandler.enable(self._crash_log)
        self._waiting: list[Callable[[Stage], Any]] = []
        self._steps: Any = None
        self._stage: Stage | None = None
        self._began = 0.0
        self._started = False
        self._stray: list[str] = []

    def start(self) -> None:
        """Load the scenario file and play its first scenario."""
        if self._started:
            return
        self._started = True
        sys.excepthook = self._note_stray_error
        # There is no window manager that would give the window a sensible size.
        Krita.instance().activeWindow().qwindow().setGeometry(0, 0, 1600, 1000)
        try:
            self._waiting = _load_scenarios(Path(os.environ["PENTIMENTO_SCENARIOS"]))
        except Exception:
            self._write({"scenario": None, "outcome": "failed", "error": traceback.format_exc()})
        wanted = [name for name in os.environ.get("PENTIMENTO_ONLY", "").split(",") if name]
        if wanted:
            self._waiting = [one for one in self._waiting if one.__name__ in wanted]
        self._next_scenario()

    def _note_stray_error(self, kind: Any, error: Any, trace: Any) -> None:
        # Krita's own hook opens a modal dialog, which would hang the run.
        self._stray.append("".join(traceback.format_exception(kind, error, trace)))

    def _next_scenario(self) -> None:
        if not self._waiting:
            _close_what_is_left()
            QtCore.QTimer.singleShot(300, _quit)
            return
        scenario = self._waiting.pop(0)
        name = scenario.__name__
        self._write({"scenario": name, "outcome": "started"})
        self._stray = []
        self._stage = Stage(name[len("scenario_") :], self._artifacts)
        self._began = time.monotonic()
        self._steps = scenario(self._stage)
        self._later(0)

    def _later(self, pause: int) -> None:
        QtCore.QTimer.singleShot(pause, self._advance)

    def _advance(self) -> None:
        try:
            assert time.monotonic() - self._began < SCENARIO_SECONDS, "took too long"
            pause = next(self._steps)
        except StopIteration:
            self._finish("failed" if self._stray else "passed")
        except ArtMissing as missing:
            self._finish("skipped", str(missing))
        except BaseException:
            self._finish("failed", traceback.format_exc())
        else:
            self._later(pause)

    def _finish(self, outcome: str, error: str = "") -> None:
        assert self._stage is not None
        self._write(
            {
                "scenario": "scenario_" + self._stage.name,
                "outcome": outcome,
                "error": "\n".join([error, *self._stray]),
                "facts": self._stage.facts,
                "seconds": round(time.monotonic() - self._began, 2),
            }
        )
        if outcome == "failed":
            self._stage.screenshot("failed")
        _discard_changes()
        self._close_documents_after(LAYER_LIST_TURNS)

    def _close_documents_after(self, turns: int) -> None:
        if turns > 0:
            QtCore.QTimer.singleShot(LAYER_LIST_MS, lambda: self._close_documents_after(turns - 1))
        else:
            self._close_documents()

    def _close_documents(self) -> None:
        shown = [view.document() for view in Krita.instance().views()]
        for document in Krita.instance().documents():
            # one without a view is the plugin's own, and the plugin may still be at work in it
            if document in shown:
                _close(document)
        QtCore.QTimer.singleShot(300, self._next_scenario)

    def _write(self, outcome: dict[str, object]) -> None:
        with self._outcomes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(outcome) + "\n")


def _load_scenarios(path: Path) -> list[Callable[[Stage], Any]]:
    spec = importlib.util.spec_from_file_location(path.stem, str(path))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [value for name, value in vars(module).items() if name.startswith("scenario_")]


def _discard_changes() -> None:
    for document in Krita.instance().documents():
        document.setBatchmode(True)
        document.setModified(False)


def _close_what_is_left() -> None:
    for document in Krita.instance().documents():
        _close(document)


def _close(document: Document) -> None:
    document.waitForDone()
    # What was still under way is a change too, and Krita would ask whether to save it.
    document.setBatchmode(True)
    document.setModified(False)
    document.close()


def _quit() -> None:
    _discard_changes()
    Krita.instance().action("file_quit").trigger()
