"""Reads canvases and commits processes in the real Krita, and takes the time."""

from __future__ import annotations

import resource
import time
from collections.abc import Generator

from krita import Document
from pentimento_scenarios.blocks import BlockRecorder
from pentimento_scenarios.stage import SRGB, Stage

from pentimento.document.canvas import read_canvas
from pentimento.document.timeline import ProcessLayer

Steps = Generator[int, None, None]

FRAMES = 24


def scenario_1024_8_bit(stage: Stage) -> Steps:
    yield from _measure(stage, 1024, 1024, "U8", SRGB)


def scenario_2480x3508_8_bit(stage: Stage) -> Steps:
    yield from _measure(stage, 2480, 3508, "U8", SRGB)


def scenario_2480x3508_16_bit(stage: Stage) -> Steps:
    yield from _measure(stage, 2480, 3508, "U16", "")


def _measure(stage: Stage, width: int, height: int, depth: str, profile: str) -> Steps:
    document = yield from stage.new_document(width, height, depth=depth, profile=profile)
    for number in range(3):
        layer = document.createNode(f"layer {number}", "paintlayer")
        size = len(layer.pixelData(0, 0, 1, 1))
        layer.setPixelData(bytes([90 * number] * size) * (width * height), 0, 0, width, height)
        document.rootNode().addChildNode(layer, None)
        yield 300
    document.waitForDone()
    yield 1000
    yield from _timed(stage, "read canvas and 4 layers", read_canvas(document))

    frames = [bytes((number * 9, 120, 160, 255)) * (width * height) for number in range(FRAMES)]
    process = ProcessLayer(document)
    yield 500
    yield from _timed(stage, f"fill {FRAMES} frames", _fill(process, frames, document))
    yield 500
    yield from _timed(stage, f"commit {FRAMES} frames", process.commit("benchmark"))


def _timed(stage: Stage, title: str, steps: Generator[int, None, object]) -> Steps:
    recorder = BlockRecorder()
    began = time.perf_counter()
    yield from steps
    seconds = time.perf_counter() - began
    stage.facts[title] = {
        "seconds": seconds,
        "longest block": recorder.stop(),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _fill(process: ProcessLayer, frames: list[bytes], document: Document) -> Steps:
    for frame in frames:
        yield from process.add_frame(frame, document.width(), document.height())
