"""Reads canvases and imports processes in the real Krita: time, blocks, and memory that stays."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

from krita import Document
from pentimento_scenarios.blocks import BlockRecorder
from pentimento_scenarios.stage import SRGB, Stage

from pentimento.document.canvas import read_canvas
from pentimento.document.stage_layers import StageLayers
from pentimento.document.timeline_import import TimelineImport
from pentimento.document.timeline_plan import Layout, TimelineOptions, TimelinePlan, make_plan
from pentimento.frame_label import FrameLabel

Steps = Generator[int, None, None]

FRAMES = 24

LARGEST_SPLIT = 1 << 20
"""Pixels; here frames are taken apart in Krita's own thread, which would take minutes for pages."""


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

    # Two pictures of many colours: what is measured is Krita's memory, not that of this script.
    frames = [_speckled(width, height, number) for number in range(2)]
    yield from _import(stage, document, frames, Layout.ONE)
    if width * height <= LARGEST_SPLIT:
        yield from _import(stage, document, frames, Layout.STAGES)


def _import(stage: Stage, document: Document, frames: list[bytes], layout: Layout) -> Steps:
    """Steps that put frames on the timeline, 12 to a stage."""
    labels = [FrameLabel(999 - number, f"stage {number // 12}") for number in range(FRAMES)]
    plan = make_plan(labels, (), TimelineOptions(layout), first_time=0)
    process = TimelineImport(document, plan)
    kind = "one layer" if layout is Layout.ONE else f"{len(plan.tracks)} layers"
    yield 1000
    before = _memory()
    yield from _timed(stage, f"{kind}: open", process.open())
    yield from _timed(
        stage, f"{kind}: fill {FRAMES} frames", _fill(process, plan, frames, document)
    )
    yield from _timed(stage, f"{kind}: commit", process.commit("benchmark"))
    yield 2000
    fact = stage.facts[f"{kind}: commit"]
    assert isinstance(fact, dict)
    fact["grown"] = _memory() - before


def _timed(stage: Stage, title: str, steps: Generator[int, None, object]) -> Steps:
    recorder = BlockRecorder()
    began = time.perf_counter()
    yield from steps
    seconds = time.perf_counter() - began
    stage.facts[title] = {"seconds": seconds, "longest block": recorder.stop(), "grown": ""}


def _fill(
    process: TimelineImport, plan: TimelinePlan, frames: list[bytes], document: Document
) -> Steps:
    layers = StageLayers() if len(plan.tracks) > 1 else None
    for number, lane in enumerate(plan.lanes):
        pixels = frames[number % 2]
        if layers is not None:
            pixels = layers.part(pixels, lane)
        yield from process.add_frame(number, pixels, document.width(), document.height())


def _speckled(width: int, height: int, number: int) -> bytes:
    row = b"".join(bytes((at % 251, (at * 7 + number) % 253, 90, 255)) for at in range(width))
    return row * height


def _memory() -> int:
    """Return how much memory Krita has now, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0
