"""From the docker's button to the animated layer, with clocks."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

from pentimento_scenarios.blocks import BlockRecorder
from pentimento_scenarios.painter import Painter, check_process, paint_something
from pentimento_scenarios.stage import Stage

from pentimento.link.jobs import JobPhase

Steps = Generator[int, None, None]

FRAMES = 24
PATIENCE = 110.0
TAKEN = (JobPhase.ADDING, JobPhase.ENDED)


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
    reading = BlockRecorder()
    began = time.perf_counter()
    painter.ask()
    yield from stage.until(lambda: bool(painter.running), "the job", PATIENCE)
    job = painter.running[0].job
    yield from stage.until(lambda: job.phase is JobPhase.PAINTING, "the painting", PATIENCE)
    stage.facts["block_reading"] = reading.stop()
    painting = BlockRecorder()
    yield from stage.until(lambda: painter.thumbnails > 0, "the first thumbnail", PATIENCE)
    stage.facts["first_thumbnail"] = time.perf_counter() - began
    yield from stage.until(lambda: job.phase in TAKEN, "all frames", PATIENCE)
    stage.facts["frames_arrived"] = time.perf_counter() - began
    stage.facts["block_painting"] = painting.stop()
    adding = BlockRecorder()
    yield from stage.until(lambda: not job.running, "the layer", PATIENCE)
    stage.facts["layer_present"] = time.perf_counter() - began
    stage.facts["block_adding"] = adding.stop()
    assert painter.message == "", painter.message
