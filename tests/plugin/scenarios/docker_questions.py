"""The four questions, each asked through the docker's own controls."""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator
from pathlib import Path

from krita import Document, Node, Selection
from pentimento_scenarios.painter import (
    Painter,
    canvas_pixels,
    paint_something,
    pentimento_folder,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtGui, QtTest, QtWidgets

from pentimento.desk.process import PaintingProcess
from pentimento.docker import shared_desk
from pentimento.document.pixels import image_pixels
from pentimento.link.jobs import JobPhase

Steps = Generator[int, None, None]

WIDTH, HEIGHT = 240, 180
FRAMES = 8
RED, BLUE = QtGui.QColor(200, 40, 30), QtGui.QColor(30, 60, 190)


def scenario_each_question_has_its_own_controls(stage: Stage) -> Steps:
    yield from stage.new_document(WIDTH, HEIGHT, title="Modes")
    painter = Painter(stage)
    yield 200
    painter.click("wake")
    yield from stage.until(lambda: painter.status.startswith("Ready"), "the backend", 40)
    yield 200
    own = {
        "reconstruct": ("extent", "option_medium"),
        "complete": ("canvas_step", "reference", "extent"),
        "imagine": ("option_prompt", "option_negative_prompt"),
        "inbetween": ("states_hint", "add_state"),
    }
    for task, names in own.items():
        painter.click(f"task_{task}")
        yield 100
        for name in names:
            assert painter.sees(name), f"{task} lacks {name}"
        others = {"canvas_step", "add_state", "option_negative_prompt"} - set(names)
        assert not any(painter.sees(name) for name in others), task
        stops = _tab_stops(painter)
        tops = [top for top, _ in stops]
        assert tops == sorted(tops), f"Tab jumps about in {task}: {stops}"
        options = {name for _, name in stops if name.startswith("option_")}
        assert options >= {name for name in names if name.startswith("option_")}, stops
        painter.shot(task)
    painter.click("task_reconstruct")


def scenario_status_and_memory(stage: Stage) -> Steps:
    """The row names the device and its free memory; what is held can be given back."""
    painter = Painter(stage)
    yield from stage.until(lambda: painter.status.startswith("Ready: "), "the backend")
    painter.click("menu")
    yield 200
    menu = QtWidgets.QApplication.activePopupWidget()
    titles = [action.text() for action in menu.actions()]
    assert "Free memory" in titles, titles
    menu.close()
    painter.choose("free_memory")
    yield 2500
    assert painter.status.startswith("Ready: "), painter.status
    stage.facts["status"] = painter.status
    label = painter.find(QtWidgets.QLabel, "status")
    assert "Kept frames: " in label.toolTip(), label.toolTip()
    assert label.accessibleName().startswith("Backend: Ready")


def scenario_narrow_and_large(stage: Stage) -> Steps:
    """240 pixels wide and with a large font, nothing is wider than the docker."""
    painter = Painter(stage)
    painter.click("task_complete")
    painter.click("more_options")
    area = painter.docker.findChild(QtWidgets.QScrollArea)
    for width, size in ((240, 9), (300, 14)):
        font = painter.docker.font()
        font.setPointSize(size)
        painter.docker.setFont(font)
        painter.docker.resize(width, 900)
        yield 200
        painter.shot(f"{width}_{size}")
        assert area.widget().width() <= area.viewport().width(), (width, size)
    painter.docker.setFont(QtWidgets.QApplication.font())
    painter.docker.resize(300, 720)
    painter.click("more_options")
    painter.click("task_reconstruct")
    yield 100


def scenario_complete_towards_a_layer(stage: Stage) -> Steps:
    """The canvas without the reference layer is the first frame, the reference is the last."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Complete")
    paint_something(document)
    canvas = canvas_pixels(document)
    finish = _add_layer(document, "finish", RED, QtCore.QRect(20, 20, 150, 120))
    painter = Painter(stage)
    painter.click("task_complete")
    yield 100
    slider = painter.find(QtWidgets.QSlider, "canvas_step")
    slider.setFocus()
    QtTest.QTest.keyClick(slider, QtCore.Qt.Key_PageUp)
    assert "operation step 400" in painter.find(QtWidgets.QLabel, "canvas_step_words").words
    yield 300
    document.setActiveNode(finish)
    yield 300
    painter.choose("reference_layer")
    yield 100
    assert "finish" in painter.label("reference"), painter.label("reference")
    painter.set_frames(FRAMES)
    painter.shot("ready")
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    frames = _frames_of_newest_job()
    assert len(frames) == FRAMES
    assert frames[0] == canvas, "the first frame is not the unfinished canvas"
    assert frames[-1] == finish.projectionPixelData(0, 0, WIDTH, HEIGHT).data()
    assert _newest_request()["task"] == "complete"
    assert [given["step"] for given in _newest_request()["givens"]] == [400, 0]
    painter.choose("reference_none")


def scenario_complete_towards_a_file(stage: Stage) -> Steps:
    """A picture of other proportions is refused in a sentence, a larger one is scaled."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="File")
    paint_something(document)
    painter = Painter(stage)
    painter.click("task_complete")
    square, fitting = stage.artifacts / "square.png", stage.artifacts / "fitting.png"
    for path, size in ((square, (300, 300)), (fitting, (2 * WIDTH, 2 * HEIGHT))):
        picture = QtGui.QImage(*size, QtGui.QImage.Format_ARGB32)
        picture.fill(BLUE)
        picture.setPixelColor(5, 5, RED)
        assert picture.save(str(path))
    yield from _choose_reference(painter, square)
    painter.ask()
    yield from painter.until_done()
    assert "proportions of the canvas" in painter.message, painter.message
    yield from _choose_reference(painter, fitting)
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    middle = _frames_of_newest_job()[-1][4 * (WIDTH * 90 + 120) :][:4]
    assert middle == bytes((BLUE.blue(), BLUE.green(), BLUE.red(), 255)), middle
    painter.choose("reference_none")


def scenario_between_two_layers(stage: Stage) -> Steps:
    """Layers become states with steps of their own; both come back exactly."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Between")
    early = _add_layer(document, "early", BLUE, QtCore.QRect(10, 10, 60, 60))
    late = _add_layer(document, "late", RED, QtCore.QRect(100, 60, 110, 100))
    painter = Painter(stage)
    painter.click("task_inbetween")
    yield 100
    painter.ask()
    yield from painter.until_done()
    assert "at least two states" in painter.message, painter.message
    for layer in (late, early):
        document.setActiveNode(layer)
        yield 300
        painter.choose("add_layers")
    yield 100
    states = painter.find(QtWidgets.QTreeWidget, "states")
    assert [states.topLevelItem(row).text(0) for row in (0, 1)] == ["late", "early"]
    states.setCurrentItem(states.topLevelItem(1))
    painter.click("state_up")
    yield 100
    assert [states.topLevelItem(row).text(0) for row in (0, 1)] == ["early", "late"]
    painter.shot("states")
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    frames = _frames_of_newest_job()
    assert frames[0] == early.projectionPixelData(0, 0, WIDTH, HEIGHT).data()
    assert frames[-1] == late.projectionPixelData(0, 0, WIDTH, HEIGHT).data()


def scenario_between_pictures_of_the_canvas(stage: Stage) -> Steps:
    """The canvas of now is kept as it is, whatever is painted afterwards."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Pictures")
    paint_something(document)
    before = canvas_pixels(document)
    painter = Painter(stage)
    painter.click("task_inbetween")
    painter.choose("add_canvas")
    states = painter.find(QtWidgets.QTreeWidget, "states")
    yield from stage.until(lambda: states.topLevelItemCount() == 1, "the first state")
    _add_layer(document, "more", RED, QtCore.QRect(50, 50, 80, 80))
    after = canvas_pixels(document)
    painter.choose("add_time")
    yield from stage.until(lambda: states.topLevelItemCount() == 2, "the second state")
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    frames = _frames_of_newest_job()
    assert (frames[0], frames[-1]) == (before, after)


def scenario_only_some_layers(stage: Stage) -> Steps:
    """What is not selected in Krita's layer list neither shows nor is sent."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Some")
    paint_something(document)
    below = canvas_pixels(document)
    bottom = document.rootNode().childNodes()[0]
    _add_layer(document, "above", RED, QtCore.QRect(50, 50, 80, 80))
    assert canvas_pixels(document) != below
    yield 300
    document.setActiveNode(bottom)
    yield 300
    painter = Painter(stage)
    painter.click("task_reconstruct")
    painter.click("extent")
    _select_row(painter, "layers_that_count", 1)
    yield 100
    painter.shot("chosen")
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    sent = [layer["name"] for layer in _newest_request()["layers"]]
    assert sent == [bottom.name()], sent
    assert _frames_of_newest_job()[-1] == below


def scenario_start_in_the_selection(stage: Stage) -> Steps:
    """The selection goes along as the wish for what comes first; without one, a sentence."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Order")
    paint_something(document)
    painter = Painter(stage)
    painter.click("task_reconstruct")
    _select_row(painter, "selection_use", 1)
    yield 100
    painter.ask()
    yield from painter.until_done()
    assert "Nothing is selected" in painter.message, painter.message
    selection = Selection()
    selection.select(100, 30, 60, 40, 255)
    document.setSelection(selection)
    yield 200
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    order = _payload_of_newest_job(_newest_request()["order"])
    rows = [order[4 * WIDTH * row + 3 : 4 * WIDTH * (row + 1) : 4] for row in range(HEIGHT)]
    wished = [row.strip(b"\0") for row in rows]
    assert wished == [b"\xff" * 60 if 30 <= row < 70 else b"" for row in range(HEIGHT)]
    assert rows[40].index(255) == 100
    painter.click("extent")


def scenario_imagine_offers_its_models(stage: Stage) -> Steps:
    """The engine that imagines says what it lacks, in the place of the button."""
    yield from stage.new_document(WIDTH, HEIGHT, title="Imagine")
    painter = Painter(stage)
    painter.click("task_imagine")
    yield from stage.until(lambda: painter.sees("model_offer"), "the offer")
    assert not painter.sees("ask")
    assert not painter.sees("model_extra_wd14-tagger"), "a long list of what is not needed"
    painter.click("model_extras")
    assert painter.sees("model_extra_wd14-tagger")
    painter.click("model_extras")
    yield 300
    prompt = painter.find(QtWidgets.QPlainTextEdit, "option_prompt")
    assert "tagger" not in prompt.placeholderText(), prompt.placeholderText()
    painter.shot("offer")
    painter.click("task_reconstruct")
    yield 100
    assert painter.sees("ask")


def scenario_finished_areas_where_the_engine_takes_them(stage: Stage) -> Steps:
    """The selection may say what is finished, but only to an engine that knows what to do."""
    yield from stage.new_document(WIDTH, HEIGHT, title="Areas")
    painter = Painter(stage)
    painter.click("task_complete")
    yield 100
    uses = painter.find(QtWidgets.QComboBox, "selection_use")
    engine = painter.find(QtWidgets.QComboBox, "engine")
    assert engine.currentText().startswith("Procedural")
    assert uses.findText("finished area") < 0
    _select_row(painter, "engine", engine.findText("ProcessPainter", QtCore.Qt.MatchStartsWith))
    yield 100
    assert uses.findText("finished area") == 2
    assert painter.sees("option_prompt")
    painter.shot("complete_in_words")
    engine = painter.find(QtWidgets.QComboBox, "engine")
    _select_row(painter, "engine", engine.findText("Procedural", QtCore.Qt.MatchStartsWith))
    yield 100
    painter.click("task_reconstruct")


def scenario_presets(stage: Stage) -> Steps:
    """One is chosen, one saved, one deleted; they say what the controls agree with."""
    painter = Painter(stage)
    painter.click("task_reconstruct")
    yield 100
    choice = painter.find(QtWidgets.QComboBox, "preset")
    _select_row(painter, "preset", choice.findText("Watercolour"))
    yield 100
    medium = painter.find(QtWidgets.QComboBox, "option_medium")
    assert medium.currentText() == "watercolour"
    assert painter.find(QtWidgets.QSpinBox, "frames").value() == 30
    painter.shot("watercolour")
    medium.setCurrentIndex(medium.findText("oil"))
    yield 100
    assert choice.currentIndex() == 0, choice.currentText()
    painter.choose("preset_save")
    yield 100
    dialog = painter.find(QtWidgets.QInputDialog, "preset_name")
    dialog.setTextValue("Mine")
    dialog.accept()
    yield 100
    assert choice.currentText() == "Mine"
    kept = json.loads((pentimento_folder() / "plugin-presets.json").read_text(encoding="utf-8"))
    assert kept[0]["options"]["medium"] == "oil"
    painter.choose("preset_delete")
    yield 100
    assert choice.findText("Mine") < 0
    _select_row(painter, "preset", choice.findText("Quick look"))
    yield 100


def scenario_seed(stage: Stage) -> Steps:
    """Not locked, every question has its own; who chooses one keeps it."""
    document = yield from stage.new_document(64, 48, title="Seed")
    paint_something(document)
    painter = Painter(stage)
    lock = painter.find(QtWidgets.QToolButton, "seed_lock")
    if lock.isChecked():
        painter.click("seed_lock")
    seeds = []
    for _ in range(2):
        painter.ask()
        yield from painter.until_done()
        seeds.append(_newest_request()["seed"])
    assert seeds[0] != seeds[1]
    assert painter.find(QtWidgets.QSpinBox, "seed").value() == seeds[1], "not the seed used"
    painter.set_seed(77)
    assert lock.isChecked()
    for _ in range(2):
        painter.ask()
        yield from painter.until_done()
        assert _newest_request()["seed"] == 77
    painter.click("dice")
    assert painter.find(QtWidgets.QSpinBox, "seed").value() != 77
    painter.click("seed_lock")


def scenario_one_after_another(stage: Stage) -> Steps:
    """Asking again does not wait: what is under way has a row each, and can be cancelled."""
    painter, first, second, third = yield from _three_under_way(stage)
    assert painter.thumbnails >= 1, "the one that is being painted is not watched any more"
    painter.shot("queue")
    QtTest.QTest.mouseClick(_row(painter, second), QtCore.Qt.LeftButton)
    yield from stage.until(lambda: painter.thumbnails == 0, "the one that waits")
    QtTest.QTest.mouseClick(_row(painter, first), QtCore.Qt.LeftButton)
    yield from stage.until(lambda: painter.thumbnails > 0, "the one that is painted")
    painter.click(f"cancel_{second.job_id}")
    yield from stage.until(lambda: second not in painter.running, "the second to be cancelled")
    assert first in painter.running
    painter.click(f"cancel_{first.job_id}")
    painter.click(f"cancel_{third.job_id}")
    yield from painter.until_done()


def scenario_paint_this_one_next(stage: Stage) -> Steps:
    """What waits can be put first, by mouse or key; its row then stands before the others."""
    painter, first, second, third = yield from _three_under_way(stage)
    yield from stage.until(lambda: painter.sees(f"next_{third.job_id}"), "the backend to tell")
    for process in (first, second):
        assert not painter.sees(f"next_{process.job_id}"), "it is its turn anyway"
    for process in (second, third):
        process.job.note_progress(0.0, "")  # as a backend of protocol 1.3 tells it
    shared_desk().changed.emit()
    yield from stage.until(lambda: not painter.sees(f"next_{third.job_id}"), "nothing to press")
    assert _note(painter, third.job_id).startswith("Waiting, number 2")
    for place, process in enumerate((second, third), start=1):
        process.job.note_progress(0.0, "", place)
    shared_desk().changed.emit()
    yield from stage.until(lambda: painter.sees(f"next_{third.job_id}"), "the button again")
    painter.click(f"next_{third.job_id}")
    yield from stage.until(lambda: _turns(painter) == [first, third, second], "the new order")
    assert _note(painter, third.job_id).startswith("Waiting, number 1")
    assert _note(painter, second.job_id).startswith("Waiting, number 2")
    painter.shot("third_is_next")
    button = painter.find(QtWidgets.QToolButton, f"next_{second.job_id}")
    button.setFocus(QtCore.Qt.TabFocusReason)
    QtTest.QTest.keyClick(button, QtCore.Qt.Key_Space)
    yield from stage.until(lambda: _turns(painter) == [first, second, third], "the old order")
    painter.click(f"next_{third.job_id}")
    yield from stage.until(lambda: _turns(painter) == [first, third, second], "the new order")
    painter.click(f"cancel_{first.job_id}")
    at_work = JobPhase.PAINTING
    yield from stage.until(lambda: third.job.phase is at_work, "the third to be painted")
    assert second.job.phase is JobPhase.WAITING
    for process in (second, third):
        painter.click(f"cancel_{process.job_id}")
    yield from painter.until_done()


def _three_under_way(stage: Stage) -> Generator[int, None, tuple]:
    """Ask three times; the first is painted, the others wait."""
    document = yield from stage.new_document(1600, 1200, title="Queue")
    paint_something(document)
    painter = Painter(stage)
    painter.set_frames(240)
    painter.ask()
    yield from painter.until_thumbnails(1)
    painter.ask()
    painter.ask()
    first, second, third = painter.running
    for place, process in enumerate((second, third), start=1):
        words = f"Waiting, number {place}"
        yield from stage.until(
            lambda job=process.job_id, words=words: _note(painter, job).startswith(words), words
        )
    return painter, first, second, third


def _row(painter: Painter, process: PaintingProcess) -> QtWidgets.QWidget:
    return painter.find(QtWidgets.QLabel, f"queue_title_{process.job_id}").parentWidget()


def _turns(painter: Painter) -> list[PaintingProcess]:
    """Return the processes under way as their rows stand, from the top."""
    painter.find(QtWidgets.QWidget, "queue").layout().activate()
    return sorted(painter.running, key=lambda process: _row(painter, process).y())


def _tab_stops(painter: Painter) -> list[tuple[int, str]]:
    """Return what Tab visits from the first mode to the button: how far down, and its name."""
    stops = []
    widget = painter.find(QtWidgets.QToolButton, "task_reconstruct")
    while widget.objectName() != "ask" and len(stops) < 100:
        is_stop = bool(widget.focusPolicy() & QtCore.Qt.TabFocus) and not widget.focusProxy()
        if is_stop and widget.isVisibleTo(painter.docker):
            # what stands in one row differs by a few pixels
            top = widget.mapTo(painter.docker, widget.rect().center()).y() // 12
            stops.append((top, widget.objectName()))
        widget = widget.nextInFocusChain()
    return stops


def _note(painter: Painter, job_id: str) -> str:
    return painter.find(QtWidgets.QLabel, f"note_{job_id}").words


def _add_layer(document: Document, name: str, color: QtGui.QColor, area: QtCore.QRect) -> Node:
    """Add a layer with a coloured rectangle on top."""
    layer = document.createNode(name, "paintlayer")
    picture = QtGui.QImage(area.size(), QtGui.QImage.Format_ARGB32)
    picture.fill(color)
    layer.setPixelData(image_pixels(picture), area.x(), area.y(), area.width(), area.height())
    document.rootNode().addChildNode(layer, None)
    document.refreshProjection()
    document.waitForDone()
    return layer


def _choose_reference(painter: Painter, path: Path) -> Steps:
    painter.choose("reference_file")
    yield 300
    dialog = painter.find(QtWidgets.QFileDialog, "reference_dialog")
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    yield 200


def _select_row(painter: Painter, name: str, row: int) -> None:
    """Choose an entry as a painter does."""
    assert row >= 0, name
    box = painter.find(QtWidgets.QComboBox, name)
    box.setCurrentIndex(row)
    box.activated[int].emit(row)


def _newest_job() -> Path:
    jobs = (pentimento_folder() / "jobs").iterdir()
    return max(jobs, key=lambda job: job.stat().st_mtime)


def _newest_request() -> dict:
    files = list(_newest_job().glob("request*.json"))
    assert len(files) == 1, list(_newest_job().iterdir())
    return json.loads(files[0].read_text(encoding="utf-8"))


def _frames_of_newest_job() -> list[bytes]:
    """Return the frames in the backend's store, BGRA."""
    files = sorted(_newest_job().glob("frame_*.bin"))
    return [zlib.decompress(file.read_bytes()) for file in files]


def _payload_of_newest_job(header: dict) -> bytes:
    return zlib.decompress(_stored_payloads()[header["payload"]])


def _stored_payloads() -> list[bytes]:
    return [file.read_bytes() for file in sorted(_newest_job().glob("payload_*.bin"))]
