"""Has a process of whole pages brought back, and watches Krita's event loop meanwhile."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Generator
from pathlib import Path

from krita import Krita
from pentimento_scenarios.painter import Painter
from pentimento_scenarios.stage import SRGB, Stage
from PyQt5 import QtCore

from pentimento.docker import shared_desk

Steps = Generator[int, None, None]

FRAMES = int(os.environ["PENTIMENTO_STREAM_FRAMES"])
LONGEST_MS = 50.0
MOST_PLACES = 8


class Watchdog:
    """Notes each gap between two turns of the event loop, and where Python was in the long ones.

    `longest` is by the clock, `longest_work` what Krita's own thread has worked in the longest of
    them: on a busy machine the rest was spent waiting for a core or for Python's lock.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.longest_work = 0.0
        self.blocks = 0
        self.places: list[tuple[float, str]] = []
        self._main = threading.get_ident()
        self._place = ""
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._timer = QtCore.QTimer()
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)
        self._ended = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def begin_phase(self) -> None:
        """Count from here."""
        self.longest = self.longest_work = 0.0
        self.blocks = 0

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._ended.set()

    def _tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._last = now
        worked = time.thread_time()
        work, self._worked = (worked - self._worked) * 1000, worked
        self.longest = max(self.longest, gap)
        self.longest_work = max(self.longest_work, work)
        if work > LONGEST_MS:
            self.blocks += 1
            self.places.append((work, self._place or "nowhere that Python could tell"))
            self.places = sorted(self.places, reverse=True)[:MOST_PLACES]
        self._place = ""

    def _look(self) -> None:
        while not self._ended.wait(0.01):
            if (time.perf_counter() - self._last) * 1000 > LONGEST_MS / 2:
                stack = traceback.extract_stack(sys._current_frames()[self._main])
                self._place = " < ".join(
                    f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                    for frame in reversed(stack[-4:])
                )


def scenario_stream(stage: Stage) -> Steps:
    document = Krita.instance().createDocument(2480, 3508, "Page", "RGBA", "U8", SRGB, 300.0)
    document.setBatchmode(True)
    name = os.environ["PENTIMENTO_STREAM_DOCUMENT"].encode("ascii")
    document.setAnnotation("pentimento/document", "", QtCore.QByteArray(name))
    Krita.instance().activeWindow().addView(document)
    yield 3000
    document.waitForDone()
    painter = Painter(stage)
    yield from stage.until(lambda: painter.is_offered, "the offer")
    yield 2000
    watchdog = Watchdog()
    painter.click("offer_show")
    yield from stage.until(lambda: bool(shared_desk().state.running), "the job")
    process = shared_desk().state.running[0]
    job = process.job
    phases: dict[str, dict[str, float]] = {}
    began, phase = time.perf_counter(), job.phase
    while job.running:
        yield 5
        if job.phase is not phase:
            phases[phase.value] = _measured(watchdog, began)
            began, phase = time.perf_counter(), job.phase
            watchdog.begin_phase()
    watchdog.begin_phase()
    began = time.perf_counter()
    yield 3000
    phases["afterwards"] = _measured(watchdog, began)
    watchdog.stop()
    assert len(process.pictures) == FRAMES, painter.message
    stage.facts["phases"] = phases
    stage.facts["places"] = watchdog.places


def _measured(watchdog: Watchdog, began: float) -> dict[str, float]:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return {
        "seconds": time.perf_counter() - began,
        "longest block": watchdog.longest,
        "longest work": watchdog.longest_work,
        "blocks": watchdog.blocks,
        "memory": pages * os.sysconf("SC_PAGE_SIZE") // 2**20,
    }
