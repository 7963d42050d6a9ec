"""From the docker's button to the animated layer, with clocks."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

from pentimento_scenarios.blocks import BlockRecorder
from pentimento_scenarios.painter import Painter, check_process, paint_something
from pentimento_scenarios.stage import Stage
from PyQt5 import QtWidgets

Steps = Generator[int, None, None]

FRAMES = 24
PATIENCE = 110.0


def scenario_first_start(stage: Stage) -> Steps:
    """A small canvas, with a backend that has to be started first."""
    document = yield from stage.new_document(400, 300)
    paint_something(document)
    yield from _measure(stage, Painter(stage), 4)


def scenario_1024x1024(stage: Stage) -> Steps:
    document = yield from stage.open_document(_picture(stage))
    yield from _measure(stage, Painter(stage), FRAMES)
    check_process(document, FRAMES)


def scenario_2480x3508(stage: Stage) -> Steps:
    document = yield from stage.open_document(_picture(stage))
    yield from _measure(stage, Painter(stage), FRAMES)
    check_process(document, FRAMES)


def _picture(stage: Stage) -> Path:
    return Path(os.environ["PENTIMENTO_PICTURES"]) / f"{stage.name}.png"


def _measure(stage: Stage, painter: Painter, frames: int) -> Steps:
    painter.set_frames(frames)
    yield 1000
    note = painter.find(QtWidgets.QLabel, "note")
    blocks = {"reading": BlockRecorder()}
    began = time.perf_counter()
    painter.click("reconstruct")
    yield from stage.until(lambda: note.words.startswith("Painting"), "the job", PATIENCE)
    stage.facts["block_reading"] = blocks["reading"].stop()
    blocks["painting"] = BlockRecorder()
    yield from stage.until(lambda: painter.thumbnails > 0, "the first thumbnail", PATIENCE)
    stage.facts["first_thumbnail"] = time.perf_counter() - began
    yield from stage.until(
        lambda: note.words.startswith("Adding") or painter.button != "Cancel", "all", PATIENCE
    )
    stage.facts["frames_arrived"] = time.perf_counter() - began
    stage.facts["block_painting"] = blocks["painting"].stop()
    blocks["adding"] = BlockRecorder()
    yield from stage.until(lambda: painter.button != "Cancel", "the layer", PATIENCE)
    stage.facts["layer_present"] = time.perf_counter() - began
    stage.facts["block_adding"] = blocks["adding"].stop()
    assert painter.message == "", painter.message
