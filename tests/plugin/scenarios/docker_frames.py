"""Looking at a process in the docker: strip, slider, player, comparison, with the real backend."""

from __future__ import annotations

from collections.abc import Generator

from krita import Document
from pentimento_scenarios.painter import (
    Painter,
    animated_layer,
    canvas_pixels,
    paint_something,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtGui, QtTest, QtWidgets

from pentimento.desk.process import PaintingProcess
from pentimento.docker import shared_desk

Steps = Generator[int, None, None]

FRAMES = 12
KEY = QtCore.Qt


def scenario_hover_looks_and_click_chooses(stage: Stage) -> Steps:
    """Hovering and dragging show a frame, also large; only the click moves Krita's timeline."""
    document, painter = yield from _painted(stage)
    strip = painter.find(QtWidgets.QListWidget, "thumbnails")
    preview = painter.find(QtWidgets.QWidget, "large_preview")
    view = painter.find(QtWidgets.QWidget, "frame")
    time, modified = document.currentTime(), document.modified()
    focus = QtWidgets.QApplication.focusWidget()
    assert not preview.isVisible()

    painter.docker.widget().ensureWidgetVisible(strip)
    strip.scrollToItem(strip.item(2))
    yield 100
    yield from _point_at(strip, 2)
    assert painter.label("step") == _step_words(2)
    yield from stage.until(preview.isVisible, "the large preview")
    whole = document.width()  # what comes with the process is smaller
    yield from stage.until(lambda: preview.image.width() == whole, "the picture at full size")
    assert view.image.width() == document.width()
    docker = QtCore.QRect(painter.docker.mapToGlobal(QtCore.QPoint()), painter.docker.size())
    assert not docker.intersects(preview.geometry()), "the preview covers the docker"
    assert QtWidgets.QApplication.focusWidget() is focus, "the preview took the focus"
    _save_screen(stage, "hovering")

    QtTest.QTest.mousePress(strip.viewport(), KEY.LeftButton, KEY.NoModifier, _middle(strip, 2))
    yield from _point_at(strip, 3)
    assert painter.label("step") == _step_words(3)
    assert (document.currentTime(), painter.slider.value()) == (time, FRAMES - 1)
    QtTest.QTest.mouseRelease(strip.viewport(), KEY.LeftButton, KEY.NoModifier, _middle(strip, 3))
    assert painter.slider.value() == 3
    yield from stage.until(lambda: document.currentTime() == 3, "Krita's timeline")

    QtGui.QCursor.setPos(5, 995)
    QtWidgets.QApplication.sendEvent(strip, QtCore.QEvent(QtCore.QEvent.Leave))
    yield from stage.until(lambda: not preview.isVisible(), "the preview to go")
    painter.click("large_preview_wanted")
    yield from _point_at(strip, 2)
    yield 300
    assert not preview.isVisible(), "shown though it is not wanted"
    painter.click("large_preview_wanted")
    assert document.modified() == modified


def scenario_keys_stages_and_player(stage: Stage) -> Steps:
    """Keys, stage buttons, play, loop and speed move through the frames."""
    document, painter = yield from _painted(stage)
    slider = painter.slider
    for name in ("scrub", "frame", "thumbnails"):
        widget = painter.find(QtWidgets.QWidget, name)
        widget.setFocus()
        QtTest.QTest.keyClick(widget, KEY.Key_End)
        QtTest.QTest.keyClick(widget, KEY.Key_Left)
        assert slider.value() == FRAMES - 2, name
        QtTest.QTest.keyClick(widget, KEY.Key_Home)
        assert slider.value() == 0, name
        QtTest.QTest.keyClick(widget, KEY.Key_Right)
        assert slider.value() == 1, name
    starts = _stage_starts()
    assert starts[0] == 0
    assert len(starts) > 2, starts
    slider.setFocus()
    QtTest.QTest.keyClick(slider, KEY.Key_Home)
    for start in starts[1:]:
        QtTest.QTest.keyClick(slider, KEY.Key_PageDown)
        assert slider.value() == start
    painter.click("previous_stage")
    assert slider.value() == starts[-2]
    ruler = painter.find(QtWidgets.QWidget, "stages")
    place = QtCore.QPoint(slider.place_of(starts[1]) + 1, 6)
    QtTest.QTest.mouseClick(ruler, KEY.LeftButton, KEY.NoModifier, place)
    assert slider.value() == starts[1]
    yield from stage.until(lambda: document.currentTime() == starts[1], "Krita's timeline")

    speed = painter.find(QtWidgets.QSpinBox, "speed")
    speed.setValue(30)
    painter.find(QtWidgets.QToolButton, "loop").setChecked(False)
    QtTest.QTest.keyClick(slider, KEY.Key_Home)
    QtTest.QTest.keyClick(slider, KEY.Key_Space)
    play = painter.find(QtWidgets.QToolButton, "play")
    assert play.accessibleName().startswith("Pause")
    seen = set()

    def at_end() -> bool:
        seen.add(slider.value())
        return slider.value() == FRAMES - 1

    yield from stage.until(at_end, "the end of the play")
    assert len(seen) > FRAMES // 2, f"frames were skipped: {seen}"
    yield from stage.until(lambda: play.accessibleName().startswith("Play"), "the play to end")
    painter.click("loop")
    painter.click("play")
    yield from stage.until(lambda: slider.value() == FRAMES - 2, "nearly the end")
    yield from stage.until(lambda: slider.value() == 2, "the beginning again")
    QtTest.QTest.keyClick(slider, KEY.Key_Space)
    stopped = slider.value()
    yield 300
    assert slider.value() == stopped


def scenario_eye(stage: Stage) -> Steps:
    """With the eye shut the canvas is the painting, and no slider moves it nor the other way."""
    document, painter = yield from _painted(stage)
    painting = canvas_pixels(document)
    painter.slider.setFocus()
    QtTest.QTest.keyClick(painter.slider, KEY.Key_Home)
    yield from stage.until(lambda: document.currentTime() == 0, "the canvas to follow")
    document.waitForDone()
    assert canvas_pixels(document) != painting
    painter.click("show_on_canvas")
    yield 200
    document.waitForDone()
    assert canvas_pixels(document) == painting, "the process hides the painting"
    time = document.currentTime()
    painter.slider.setFocus()
    QtTest.QTest.keyClick(painter.slider, KEY.Key_Home)
    yield 400
    assert document.currentTime() == time
    document.setCurrentTime(4)
    yield 400
    assert painter.slider.value() == 0
    yield from _ask_once_more(painter)
    first, second = process_layers(document)
    assert not second.visible(), "a process that comes later hides the painting"
    painter.click("show_on_canvas")
    yield 200
    assert (first.visible(), second.visible()) == (False, True)
    document.setCurrentTime(5)
    yield from stage.until(lambda: painter.slider.value() == 5, "the slider to follow")


def scenario_the_process_that_is_looked_at(stage: Stage) -> Steps:
    """Of two on the timeline, the canvas shows that of the slider; undo takes one as ever."""
    document, painter = yield from _painted(stage)
    yield from _ask_once_more(painter)
    first, second = process_layers(document)
    assert first.visible()
    assert second.visible()
    state = shared_desk().state
    state.show(state.processes[0])
    yield 100
    painter.slider.setFocus()
    QtTest.QTest.keyClick(painter.slider, KEY.Key_Home)
    QtTest.QTest.keyClick(painter.slider, KEY.Key_Right)
    yield 400
    document.waitForDone()
    assert (first.visible(), second.visible()) == (True, False)
    assert canvas_pixels(document) == pixels_at(animated_layer(first), document, 1)
    background = document.rootNode().childNodes()[0]
    assert background.visible()


def _ask_once_more(painter: Painter) -> Steps:
    painter.ask()
    yield from painter.until_done()
    yield 300
    assert painter.message == "", painter.message


def scenario_compare_with_the_canvas(stage: Stage) -> Steps:
    """Split and flicker show the canvas as it is now, without our own layer."""
    document, painter = yield from _painted(stage)
    view = painter.find(QtWidgets.QWidget, "frame")
    painter.slider.setFocus()
    QtTest.QTest.keyClick(painter.slider, KEY.Key_Home)
    yield 600
    document.waitForDone()
    alone = view.grab().toImage()
    undo = stage.undo_texts()
    painter.click("compare_split")
    left, right = (0.25, 0.3), (0.65, 0.35)
    yield from stage.until(
        lambda: _color(view, right) != _colour_at(alone, right), "the canvas on the right"
    )
    assert _near(_color(view, right), (230, 120, 60)), "not the sun of the canvas"
    assert _color(view, left) == _colour_at(alone, left), "the frame is not on the left"
    painter.shot("split")
    QtTest.QTest.mouseClick(view, KEY.LeftButton, KEY.NoModifier, _place(view, (0.95, 0.5)))
    assert _color(view, right) == _colour_at(alone, right), "the divider did not move"
    view.setFocus()
    for _ in range(12):
        QtTest.QTest.keyClick(view, KEY.Key_Left, KEY.ShiftModifier)
    assert _near(_color(view, right), (230, 120, 60)), "the divider did not move by its keys"
    assert painter.slider.value() == 0

    painter.click("compare_flicker")
    assert not painter.find(QtWidgets.QToolButton, "compare_split").isChecked()
    yield from stage.until(
        lambda: _near(_color(view, left), (160, 178, 200), 40), "the canvas' turn"
    )
    painter.shot("flicker")
    yield from stage.until(lambda: _color(view, right) == _colour_at(alone, right), "the frame's")
    painter.click("compare_flicker")
    assert stage.undo_texts() == undo, "comparing is nothing to undo"


def scenario_long_strip_takes_little(stage: Stage) -> Steps:
    """What is kept of each frame is small; what is being painted is shown beside the strip."""
    document = yield from stage.new_document(1600, 1200, title="Large")
    paint_something(document)
    painter = Painter(stage)
    painter.set_frames(8)
    painter.ask()
    yield from painter.until_thumbnails(1)
    shown = _process()
    assert not painter.sees("working_picture")
    # The procedural engine has no previews to send: this is what one becomes when it has come.
    shown.job.preview = QtGui.QImage(40, 30, QtGui.QImage.Format_ARGB32)
    shown.job.preview.fill(QtCore.Qt.red)
    shared_desk().changed.emit()
    yield from stage.until(lambda: painter.sees("working_picture"), "the unfinished picture")
    yield from painter.until_done()
    yield from stage.until(lambda: not painter.sees("working_picture"), "it to go")
    sizes = [picture.picture.sizeInBytes() for picture in shown.pictures]
    assert len(sizes) == 8
    assert max(sizes) <= 256 * 256 * 4


def _painted(stage: Stage) -> Generator[int, None, tuple[Document, Painter]]:
    """Steps to a document with a process of FRAMES frames on its timeline."""
    document = yield from stage.new_document(640, 480, title="Hill")
    paint_something(document)
    painter = Painter(stage)
    painter.docker.setGeometry(1290, 10, 300, 980)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_done()
    assert painter.thumbnails == FRAMES, painter.message
    yield from stage.until(lambda: painter.slider.value() == FRAMES - 1, "the last frame")
    yield 200
    return document, painter


def _process() -> PaintingProcess:
    return shared_desk().state.shown


def _stage_starts() -> list[int]:
    labels = _process().labels
    return [
        index
        for index, label in enumerate(labels)
        if index == 0 or label.stage != labels[index - 1].stage
    ]


def _step_words(index: int) -> str:
    return f"undo {_process().labels[index].step}"


def _middle(strip: QtWidgets.QListWidget, index: int) -> QtCore.QPoint:
    return strip.visualItemRect(strip.item(index)).center()


def _point_at(strip: QtWidgets.QListWidget, index: int) -> Steps:
    place = _middle(strip, index)
    QtTest.QTest.mouseMove(strip.viewport(), place)
    # Without a window manager the pointer's own way does not always reach the widget.
    moved = QtGui.QMouseEvent(
        QtCore.QEvent.MouseMove, QtCore.QPointF(place), KEY.NoButton, KEY.NoButton, KEY.NoModifier
    )
    QtWidgets.QApplication.sendEvent(strip.viewport(), moved)
    yield 60


def _place(view: QtWidgets.QWidget, part: tuple[float, float]) -> QtCore.QPoint:
    return QtCore.QPoint(round(part[0] * view.width()), round(part[1] * view.height()))


def _color(view: QtWidgets.QWidget, part: tuple[float, float]) -> tuple[int, int, int]:
    return _colour_at(view.grab().toImage(), part)


def _colour_at(image: QtGui.QImage, part: tuple[float, float]) -> tuple[int, int, int]:
    color = image.pixelColor(round(part[0] * image.width()), round(part[1] * image.height()))
    return color.red(), color.green(), color.blue()


def _near(one: tuple[int, ...], other: tuple[int, ...], far: int = 12) -> bool:
    return all(abs(a - b) <= far for a, b in zip(one, other, strict=True))


def _save_screen(stage: Stage, title: str) -> None:
    screen = QtGui.QGuiApplication.primaryScreen().grabWindow(0)
    assert screen.save(str(stage.artifacts / f"{stage.name}_{title}.png"))
