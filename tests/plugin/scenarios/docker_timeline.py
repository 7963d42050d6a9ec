"""Processes on the timeline as the painter wants them, and in the document when it comes back."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from krita import Document, Krita, Node
from pentimento_scenarios.painter import (
    Painter,
    animated_layer,
    backend_pid,
    canvas_pixels,
    paint_something,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

from pentimento.docker import shared_desk
from pentimento.document import timeline_plan
from pentimento.document.timeline import show_time

Steps = Generator[int, None, None]

WIDTH, HEIGHT = 480, 360
FRAMES = 12


def scenario_layers_for_stages(stage: Stage) -> Steps:
    """By the button: a layer for each stage, two apart, from the current frame; then all on one."""
    document = yield from _painted(stage, "Stages")
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.docker.resize(300, 1300)
    yield from _open_options(painter)
    painter.shot("options")
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    assert not process_layers(document), "nothing goes to the timeline by itself"
    assert painter.message == "", painter.message
    document.setCurrentTime(3)
    yield 100
    _choose(painter, "timeline_layout", "stages")
    _choose(painter, "timeline_start", "current")
    _type(painter, "timeline_spacing", 2)
    assert "12 frames of 480 x 360: 8 MB" in painter.find(QtWidgets.QLabel, "timeline_need").words
    undo_before = stage.undo_texts()
    painter.click("add_to_timeline")
    yield from _until_groups(stage, painter, document, 1)
    group = process_layers(document)[0]
    assert group.name() == "Pentimento process 1 - procedural, seed 5, 12 frames", group.name()
    layers = group.childNodes()
    assert len(layers) > 1, "the process has stages"
    assert all(layer.animated() and layer.isPinnedToTimeline() for layer in layers)
    stage.facts["layers"] = [(layer.name(), _keys(layer)) for layer in layers]
    times = sorted({time for layer in layers for time in _keys(layer)} - {0})
    assert times == [3 + 2 * place for place in range(FRAMES)], times
    assert document.fullClipRangeEndTime() == times[-1]
    assert len(stage.undo_texts()) - len(undo_before) <= 2, stage.undo_texts()
    assert document.currentTime() == times[-1]
    document.waitForDone()
    assert canvas_pixels(document) == canvas, "the last frame is not the canvas"
    yield 400
    painter.shot("added")
    stage.screenshot("added")

    _choose(painter, "timeline_layout", "one")
    _choose(painter, "timeline_start", "end")
    painter.click("add_to_timeline")
    yield from _until_groups(stage, painter, document, 2)
    second = process_layers(document)[1]
    assert second.name().startswith("Pentimento process 2 - "), second.name()
    whole = animated_layer(second)
    first_time = times[-1] + 1
    assert _keys(whole) == [0, *(first_time + 2 * place for place in range(FRAMES))]
    frames = [pixels_at(whole, document, first_time + 2 * place) for place in range(FRAMES)]
    second.setVisible(False)
    for time, frame in zip(times, frames, strict=True):
        show_time(document, time)
        yield 120
        document.waitForDone()
        assert canvas_pixels(document) == frame, f"the layers do not show the frame at {time}"
    yield from _undo_until(document, [group.name()])
    yield from stage.until(lambda: document.fullClipRangeEndTime() == times[-1], "the clip before")


def scenario_large_import_is_asked_about(stage: Stage) -> Steps:
    document = yield from _painted(stage, "Large")
    painter = Painter(stage)
    painter.docker.resize(300, 1300)
    yield from _reset(painter)
    _check(painter, "add_when_finished")
    limit = timeline_plan.LARGE_IMPORT_BYTES
    timeline_plan.LARGE_IMPORT_BYTES = 5_000_000
    try:
        yield from _ask(painter)
        yield from stage.until(lambda: painter.sees("large_import"), "the question")
        assert not process_layers(document)
        assert "12 frames of 480 x 360: 8 MB" in painter.label("large_import_words")
        assert painter.label("large_import_reduced") == "Every second frame (4 MB)"
        yield 300
        painter.shot("question")
        painter.click("large_import_none")
        yield 200
        assert not painter.sees("large_import")
        assert not process_layers(document)
        painter.click("add_to_timeline")
        yield from stage.until(lambda: painter.sees("large_import"), "the question again")
        painter.click("large_import_reduced")
        yield from _until_groups(stage, painter, document, 1)
    finally:
        timeline_plan.LARGE_IMPORT_BYTES = limit
    layer = animated_layer(process_layers(document)[0])
    assert _keys(layer) == list(range(FRAMES // 2))
    document.setCurrentTime(0)
    yield from stage.until(lambda: painter.slider.value() == 1, "the first of those frames")


def scenario_reopened(stage: Stage) -> Steps:
    """Days later: the processes are there, with pictures out of the store, and can be added."""
    path = stage.artifacts / "reopened.kra"
    document = yield from _painted(stage, "Reopened", path)
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter, seed=11)
    assert document.save()
    yield from stage.close(document)
    yield from stage.until(lambda: not painter.sees("thumbnails"), "nothing to be shown")
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: _pictures(painter) == FRAMES, "the pictures")
    assert not painter.is_offered
    process = shared_desk().state.shown
    assert (process.engine, process.seed, process.task) == ("procedural", 11, "reconstruct")
    assert process.layer_names == ("Background",), process.layer_names
    painter.shot("reopened")
    painter.click("add_to_timeline")
    yield from _until_groups(stage, painter, document, 1)
    assert "seed 11" in process_layers(document)[0].name()
    assert document.save()
    yield from stage.close(document)
    painter.choose("stop_backend")
    yield from stage.until(lambda: painter.status.startswith("Off"), "the backend to end")
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: painter.sees("fetch_frames"), "the button for the frames")
    assert _pictures(painter) == 0
    yield 400
    painter.shot("backend_off")
    painter.click("fetch_frames")
    yield from stage.until(lambda: _pictures(painter) == FRAMES, "the pictures")
    assert not painter.sees("fetch_frames")
    document.setCurrentTime(2)
    yield from stage.until(lambda: painter.slider.value() == 2, "the slider on the timeline")


def scenario_kept_in_the_document(stage: Stage) -> Steps:
    """Frames that the document keeps are there when the store has lost them."""
    path = stage.artifacts / "kept.kra"
    document = yield from _painted(stage, "Kept", path)
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    size_before = _saved_size(document, path)
    yield from _open_options(painter)
    painter.click("keep_frames")
    yield from stage.until(lambda: painter.sees("let_go_of_frames"), "the frames to be kept")
    stage.facts["kept"] = painter.label("kept_words")
    painter.shot("kept")
    size = _saved_size(document, path) - size_before
    stage.facts["bytes"] = (size, WIDTH * HEIGHT * 4 * FRAMES)
    assert 0 < size < WIDTH * HEIGHT * 4 * FRAMES / 4
    job = shared_desk().state.shown.job_id
    yield from stage.close(document)
    _delete_from_store(job)
    yield 1000
    document = yield from stage.open_document(path)
    canvas = canvas_pixels(document)
    yield from stage.until(lambda: _pictures(painter) == FRAMES, "the pictures")
    assert painter.message == "", painter.message
    painter.click("add_to_timeline")
    yield from _until_groups(stage, painter, document, 1)
    layer = animated_layer(process_layers(document)[0])
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    painter.click("let_go_of_frames")
    yield from stage.until(lambda: painter.sees("keep_frames"), "the frames to be let go of")
    assert _saved_size(document, path) > 0


def scenario_lost_by_the_store(stage: Stage) -> Steps:
    """Neither kept nor in the store: a sentence, and no trouble."""
    path = stage.artifacts / "lost.kra"
    document = yield from _painted(stage, "Lost", path)
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    assert document.save()
    job = shared_desk().state.shown.job_id
    yield from stage.close(document)
    _delete_from_store(job)
    yield 1000
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: "no longer in the backend" in painter.message, "a sentence")
    painter.shot("lost")
    painter.click("add_to_timeline")
    yield 1500
    assert painter.message != ""
    assert not process_layers(document)


def scenario_png_says_nothing_wrong(stage: Stage) -> Steps:
    """Saved as PNG, a document loses what it remembers: it is then any picture."""
    document = yield from _painted(stage, "Picture")
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    path = stage.artifacts / "picture.png"
    document.setBatchmode(True)
    assert document.saveAs(str(path))
    yield 300
    yield from stage.close(document)
    document = yield from stage.open_document(path)
    yield 800
    assert not painter.sees("thumbnails")
    assert painter.message == ""


def scenario_two_views_of_one_document(stage: Stage) -> Steps:
    """A second view shows the same processes; a second document shows its own."""
    document = yield from _painted(stage, "Views")
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    Krita.instance().activeWindow().addView(document)
    yield 600
    assert Krita.instance().activeDocument() == document
    assert _pictures(painter) == FRAMES
    other = yield from stage.new_document(300, 200, title="Other")
    yield from stage.until(lambda: not painter.sees("thumbnails"), "the other document's own state")
    assert not painter.sees("add_to_timeline")
    assert not process_layers(other)


def scenario_closed_while_it_is_added(stage: Stage) -> Steps:
    """The document goes away in the midst: a sentence at most, and everything is there again."""
    path = stage.artifacts / "closed.kra"
    document = yield from _painted(stage, "Closed", path)
    painter = Painter(stage)
    yield from _reset(painter)
    _uncheck(painter, "add_when_finished")
    yield from _ask(painter)
    assert document.save()
    for pause in (0, 150, 500):
        painter.click("add_to_timeline")
        yield pause
        document.setModified(False)
        document.close()
        yield 500
        document = yield from stage.open_document(path)
        yield from stage.until(lambda: _pictures(painter) == FRAMES, f"{pause} ms: the pictures")
        yield from stage.until(lambda: painter.sees("add_to_timeline"), f"{pause} ms: the button")
        assert not process_layers(document), "it was not saved"
    painter.click("add_to_timeline")
    yield from _until_groups(stage, painter, document, 1)
    painter.click("add_to_timeline")
    yield 80
    painter.click("adding_cancel")
    yield from stage.until(lambda: "Cancelled" in painter.message, "the end of it")
    assert len(process_layers(document)) == 1


def _painted(stage: Stage, title: str, path: Path | None = None) -> Generator[int, None, Document]:
    document = yield from stage.new_document(WIDTH, HEIGHT, title=title)
    paint_something(document)
    if path is not None:
        assert document.saveAs(str(path))
        yield 300
    document.waitForDone()
    return document


def _ask(painter: Painter, seed: int = 5) -> Steps:
    painter.set_frames(FRAMES)
    painter.set_seed(seed)
    painter.ask()
    yield from painter.until_done()
    yield 100


def _reset(painter: Painter) -> Steps:
    yield from _open_options(painter)
    _choose(painter, "timeline_layout", "one")
    _choose(painter, "timeline_start", "beginning")
    _type(painter, "timeline_spacing", 1)


def _open_options(painter: Painter) -> Steps:
    """The settings are the same for all processes; they show with the first one."""
    button = painter.find(QtWidgets.QAbstractButton, "timeline_more")
    if not button.isChecked():
        button.setChecked(True)
    yield 50


def _choose(painter: Painter, name: str, value: str) -> None:
    """Go through a choice with the keys until it says `value`."""
    choice = painter.find(QtWidgets.QComboBox, name)
    QtTest.QTest.keyClick(choice, QtCore.Qt.Key_Home)
    while choice.currentData() != value:
        row = choice.currentIndex()
        QtTest.QTest.keyClick(choice, QtCore.Qt.Key_Down)
        assert choice.currentIndex() == row + 1, f"{name} has no {value}"


def _type(painter: Painter, name: str, number: int) -> None:
    spin = painter.find(QtWidgets.QSpinBox, name)
    spin.selectAll()
    QtTest.QTest.keyClicks(spin, str(number))
    QtTest.QTest.keyClick(spin, QtCore.Qt.Key_Tab)
    assert spin.value() == number


def _check(painter: Painter, name: str) -> None:
    check = painter.find(QtWidgets.QCheckBox, name)
    if not check.isChecked():
        QtTest.QTest.keyClick(check, QtCore.Qt.Key_Space)
    assert check.isChecked()


def _uncheck(painter: Painter, name: str) -> None:
    check = painter.find(QtWidgets.QCheckBox, name)
    if check.isChecked():
        QtTest.QTest.keyClick(check, QtCore.Qt.Key_Space)
    assert not check.isChecked()


def _until_groups(stage: Stage, painter: Painter, document: Document, count: int) -> Steps:
    yield from stage.until(
        lambda: len(process_layers(document)) == count or painter.message != "",
        f"{count} processes on the timeline",
    )
    assert len(process_layers(document)) == count, painter.message
    yield from stage.until(lambda: painter.sees("add_to_timeline"), "the button again")
    yield 100
    document.waitForDone()


def _pictures(painter: Painter) -> int:
    return painter.thumbnails if painter.sees("thumbnails") else 0


def _keys(layer: Node) -> list[int]:
    return [time for time in range(100) if layer.hasKeyframeAtTime(time)]


def _undo_until(document: Document, left: list[str]) -> Steps:
    for _ in range(6):
        if [group.name() for group in process_layers(document)] == left:
            return
        Krita.instance().action("edit_undo").trigger()
        yield 200
        document.waitForDone()
    raise AssertionError([group.name() for group in process_layers(document)])


def _saved_size(document: Document, path: Path) -> int:
    assert document.save()
    document.waitForDone()
    return path.stat().st_size


def _delete_from_store(job: str) -> None:
    """Have the backend lose a job, as its limit of room would."""
    assert backend_pid() > 0

    desk = shared_desk()
    desk._dispatch.delete(job)
