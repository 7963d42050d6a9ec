"""ProcessPainter inside Krita: from words, around a canvas, and on from a frame in another way.

Its networks are small and random: what is painted is noise, how it comes to the canvas is not.
"""

from __future__ import annotations

from collections.abc import Generator

from krita import Document, Selection
from pentimento_scenarios.painter import (
    Painter,
    animated_layer,
    canvas_pixels,
    paint_something,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtTest, QtWidgets

from pentimento.docker import shared_desk

Steps = Generator[int, None, None]

WIDTH, HEIGHT = 128, 96
FRAMES = 6
SECONDS = 90.0
WORDS = "a castle on a hill"
AREA = (16, 24, 48, 40)
"""Left, top, width and height of what is finished."""


def scenario_imagine(stage: Stage) -> Steps:
    """Words become frames on the timeline of an empty document."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Castle")
    painter = Painter(stage)
    yield 300
    if painter.sees("wake"):
        painter.click("wake")
    painter.click("task_imagine")
    yield from stage.until(
        lambda: painter.sees("option_prompt") and painter.sees("ask"), "its models", SECONDS
    )
    _type(painter, "option_prompt", WORDS)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(FRAMES, SECONDS)
    yield from painter.until_done()
    assert painter.message == "", painter.message
    frames = _frames(document)
    assert len(set(frames)) == FRAMES, "frames repeat each other"
    shown = shared_desk().state.shown
    assert (shown.task, shown.engine, shown.prompt) == ("imagine", "process-painter", WORDS)
    painter.shot("imagined")


def scenario_complete_leaves_finished_areas(stage: Stage) -> Steps:
    """The first frame is the canvas, and what was selected as finished stays as it is."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Half")
    paint_something(document)
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.click("task_complete")
    yield 200
    engine = painter.find(QtWidgets.QComboBox, "engine")
    names = [engine.itemText(row) for row in range(engine.count())]
    row = next(row for row, name in enumerate(names) if name.startswith("ProcessPainter"))
    engine.setCurrentIndex(row)
    engine.activated.emit(row)
    yield from stage.until(
        lambda: painter.sees("option_prompt") and painter.sees("ask"), "its models", SECONDS
    )
    _type(painter, "option_prompt", WORDS)
    selection = Selection()
    selection.select(*AREA, 255)
    document.setSelection(selection)
    if not painter.sees("selection_use"):
        painter.click("extent")
    yield 200
    uses = painter.find(QtWidgets.QComboBox, "selection_use")
    row = uses.findText("finished area")
    uses.setCurrentIndex(row)
    uses.activated.emit(row)
    yield 200
    painter.ask()
    yield from painter.until_thumbnails(FRAMES, SECONDS)
    yield from painter.until_done()
    assert painter.message == "", painter.message
    frames = _frames(document)
    assert frames[0] == canvas, "the first frame is not the canvas"
    assert frames[-1] != canvas, "nothing was painted"
    for index, frame in enumerate(frames):
        assert _area(frame) == _area(canvas), f"frame {index} has changed what was finished"
    yield from _branch(stage, painter)


def _branch(stage: Stage, painter: Painter) -> Steps:
    """A branch begins on its parent's frame and goes on with another seed."""
    desk = shared_desk()
    root = desk.state.shown
    assert root.task == "complete"
    desk.playback.go_to(2)
    yield 200
    painter.click("branch")
    painter.find(QtWidgets.QSpinBox, "branch_seed").setValue(4242)
    yield 100
    painter.click("branch_paint")
    yield from stage.until(lambda: desk.state.shown is not root, "the branch", SECONDS)
    yield from painter.until_thumbnails(2, SECONDS)
    yield from painter.until_done()
    branch = desk.state.shown
    assert (branch.engine, branch.seed) == ("process-painter", 4242)
    assert (branch.parent.job, branch.parent.frame) == (root.job_id, 2)
    assert branch.labels[0].step == root.labels[2].step
    painter.shot("branch")


def _frames(document: Document) -> list[bytes]:
    layers = process_layers(document)
    assert len(layers) == 1, [layer.name() for layer in layers]
    layer = animated_layer(layers[0])
    return [pixels_at(layer, document, time) for time in range(FRAMES)]


def _area(pixels: bytes) -> list[bytes]:
    left, top, width, height = AREA
    return [
        pixels[4 * (WIDTH * row + left) : 4 * (WIDTH * row + left + width)]
        for row in range(top, top + height)
    ]


def _type(painter: Painter, name: str, words: str) -> None:
    field = painter.find(QtWidgets.QPlainTextEdit, name)
    field.clear()
    QtTest.QTest.keyClicks(field, words)
