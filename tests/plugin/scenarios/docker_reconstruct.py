"""From the docker's button to the timeline and back, with the real backend."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from pathlib import Path

from krita import Document, Krita
from pentimento_scenarios.painter import (
    Painter,
    animated_layer,
    canvas_pixels,
    check_process,
    paint_something,
    pentimento_folder,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

Steps = Generator[int, None, None]

FRAMES = 12


def scenario_button_to_timeline(stage: Stage) -> Steps:
    """Button, frames, animated layer; the frames are those that the backend made."""
    document = yield from stage.new_document(640, 480, title="Hill")
    paint_something(document)
    canvas = canvas_pixels(document)
    undo_before = stage.undo_texts()
    painter = Painter(stage)
    yield 300
    painter.shot("before")
    assert painter.status.startswith("Off"), painter.status
    painter.set_frames(FRAMES)

    painter.ask()
    assert len(painter.running) == 1
    yield from painter.until_thumbnails(3)
    painter.shot("painting")
    yield from painter.until_done()

    assert painter.message == ""
    assert painter.thumbnails == FRAMES
    assert painter.status.startswith("Ready"), painter.status
    layer = check_process(document, FRAMES)
    sent = _frames_of_newest_job()
    assert len(sent) == FRAMES
    for time in range(FRAMES):
        assert pixels_at(layer, document, time) == sent[time], f"frame {time}"
    assert sent[-1] == canvas, "the last frame is not the canvas"
    assert sent[0] != canvas
    assert document.fullClipRangeEndTime() == FRAMES - 1
    assert document.framesPerSecond() == 6
    added = stage.undo_texts()[len(undo_before) :]
    assert len(added) <= 2, added
    yield 500
    painter.shot("done")

    yield from _scrub(stage, painter, document, sent)
    yield from _undo_and_redo(stage, document)


def _scrub(stage: Stage, painter: Painter, document: Document, sent: list[bytes]) -> Steps:
    slider = painter.slider
    yield from stage.until(lambda: slider.value() == FRAMES - 1, "the slider at the last frame")
    slider.setFocus()
    QtTest.QTest.keyClick(slider, QtCore.Qt.Key_Left)
    assert slider.value() == FRAMES - 2
    yield from stage.until(lambda: document.currentTime() == FRAMES - 2, "Krita's timeline")
    QtTest.QTest.keyClick(slider, QtCore.Qt.Key_Home)
    yield from stage.until(lambda: document.currentTime() == 0, "Krita's timeline at the start")
    yield 400
    document.waitForDone()
    assert canvas_pixels(document) == sent[0], "the canvas does not show the first frame"
    stage_words = painter.find(QtWidgets.QLabel, "stage").words
    assert stage_words.endswith(f"frame 1 of {FRAMES}"), stage_words
    assert painter.find(QtWidgets.QLabel, "step").text() == "undo 999"

    strip = painter.find(QtWidgets.QListWidget, "thumbnails")
    strip.scrollToItem(strip.item(5))
    middle = strip.visualItemRect(strip.item(5)).center()
    QtTest.QTest.mouseClick(strip.viewport(), QtCore.Qt.LeftButton, QtCore.Qt.NoModifier, middle)
    yield from stage.until(lambda: document.currentTime() == 5, "the frame of the thumbnail")
    yield 400
    painter.shot("scrubbed")
    stage.screenshot("scrubbed")

    document.setCurrentTime(8)
    yield from stage.until(lambda: slider.value() == 8, "the slider to follow the timeline")


def _undo_and_redo(stage: Stage, document: Document) -> Steps:
    for _ in range(4):
        if process_layers(document):
            Krita.instance().action("edit_undo").trigger()
            yield 200
            document.waitForDone()
    assert not process_layers(document), stage.undo_texts()
    Krita.instance().action("edit_redo").trigger()
    yield 300
    document.waitForDone()
    check_process(document, FRAMES)


def scenario_layered_painting(stage: Stage) -> Steps:
    """A painter's own file with layers; the engine is used a second time without a new start."""
    document = yield from stage.open_document(stage.art / "layered" / "st_granito.ora")
    canvas = canvas_pixels(document)
    names = [node.name() for node in document.rootNode().childNodes()]
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.set_seed(7)
    painter.ask()
    yield from painter.until_done()
    assert painter.message == ""
    layer = check_process(document, FRAMES)
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    assert [node.name() for node in document.rootNode().childNodes()[:-1]] == names
    yield 500
    painter.shot("done")
    stage.screenshot("done")

    painter.ask()
    yield from painter.until_done()
    layers = process_layers(document)
    assert len(layers) == 2
    second = animated_layer(layers[1])
    assert pixels_at(second, document, FRAMES - 1) == canvas, "our own layer was read"


def scenario_two_documents(stage: Stage) -> Steps:
    """Jobs of two documents at a time; each gets its own frames, and shows its own state."""
    first = yield from stage.new_document(400, 300, title="First")
    paint_something(first)
    first_canvas = canvas_pixels(first)
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(1)
    second = yield from stage.new_document(300, 400, title="Second")
    paint_something(second)
    second_canvas = canvas_pixels(second)
    yield from stage.until(lambda: painter.thumbnails == 0, "the second document's own state")
    painter.ask()
    yield from painter.until_done()
    layer = check_process(second, FRAMES)
    assert pixels_at(layer, second, FRAMES - 1) == second_canvas

    _activate(stage, first)
    size = painter.find(QtWidgets.QLabel, "size")
    yield from stage.until(lambda: size.words.startswith("400 x 300"), "the first document's state")
    assert painter.thumbnails == FRAMES
    yield from painter.until_done()
    layer = check_process(first, FRAMES)
    assert pixels_at(layer, first, FRAMES - 1) == first_canvas


def scenario_cancel(stage: Stage) -> Steps:
    """Cancel leaves the document as it is; the frames so far are offered, shown or discarded."""
    document = yield from stage.new_document(900, 700, title="Cancel")
    paint_something(document)
    undo_before = stage.undo_texts()
    painter = Painter(stage)
    painter.set_frames(60)
    painter.ask()
    yield from painter.until_thumbnails(2)
    painter.cancel()
    yield from painter.until_done()
    assert painter.message.startswith("Cancelled after "), painter.message
    painted = painter.thumbnails
    assert 2 <= painted < 60
    assert not process_layers(document)
    assert stage.undo_texts() == undo_before
    assert painter.is_offered
    painter.shot("cancelled")

    painter.click("offer_show")
    yield from painter.until_done()
    check_process(document, painted)
    assert not painter.is_offered

    before = _job_folders()
    painter.ask()
    yield from painter.until_thumbnails(1)
    painter.cancel()
    yield from painter.until_done()
    assert painter.is_offered
    painter.click("offer_discard")
    yield 100
    assert not painter.is_offered
    yield from stage.until(lambda: _job_folders() == before, "the discarded frames to go")


def _activate(stage: Stage, document: Document) -> None:
    area = stage.window.findChild(QtWidgets.QMdiArea)
    for window in area.subWindowList():
        area.setActiveSubWindow(window)
        if Krita.instance().activeDocument() == document:
            return
    raise AssertionError("the document has no view")


def _job_folders() -> set[Path]:
    return set((pentimento_folder() / "jobs").iterdir())


def _frames_of_newest_job() -> list[bytes]:
    """Return the frames in the backend's store, BGRA."""
    newest = max(_job_folders(), key=lambda job: job.stat().st_mtime)
    return [zlib.decompress(file.read_bytes()) for file in sorted(newest.glob("frame_*.bin"))]
