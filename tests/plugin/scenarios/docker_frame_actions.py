"""What is made of a frame: a layer, a branch, a given; and the tree of processes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator

from krita import Document, Node
from pentimento_scenarios.painter import (
    Painter,
    canvas_pixels,
    paint_something,
    pentimento_folder,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

from pentimento.desk.process import PaintingProcess
from pentimento.desk.questions import Task
from pentimento.docker import shared_desk

Steps = Generator[int, None, None]

FRAMES = 8
TREE = QtWidgets.QTreeWidget


def scenario_copy_to_a_layer(stage: Stage) -> Steps:
    """The frame of the store, exactly, to be seen and painted on, as one undo entry."""
    document, painter = yield from _painted(stage)
    background = document.rootNode().childNodes()[0]
    document.setActiveNode(background)
    yield 200
    names = _names(document)
    _go_to(painter, 3)
    yield 600  # Krita's timeline follows, which is an undo entry of Krita's own
    undo = stage.undo_texts()
    step = _shown().labels[3].step
    name = f"Pentimento step {step}"
    painter.click("copy_frame")
    yield from stage.until(lambda: name in _names(document), "the new layer")
    yield 400
    layer = _layer(document, name)
    frame = stored_frames(_shown().job_id)[3]
    assert layer.pixelData(0, 0, 640, 480).data() == frame
    assert _names(document) == [*names, name], "the process on the timeline hides it"
    assert stage.undo_texts()[len(undo) :] == ["Add Layer"]
    assert document.activeNode().name() == name
    stage.screenshot("copied")

    before = canvas_pixels(document)
    layer.setPixelData(bytes((0, 0, 255, 255)) * 10_000, 50, 50, 100, 100)
    document.refreshProjection()
    document.waitForDone()
    assert canvas_pixels(document) != before, "what is painted on it cannot be seen"

    document.setActiveNode(background)
    yield 200
    _go_to(painter, 5)
    other = f"Pentimento step {_shown().labels[5].step}"
    painter.choose("copy_below")
    yield from stage.until(lambda: _names(document)[0] == other, "the layer below")


def scenario_branch(stage: Stage) -> Steps:
    """Another seed from a frame: a process of its own that begins with that frame."""
    _, painter = yield from _painted(stage)
    root = _shown()
    _go_to(painter, FRAMES - 1)
    assert not painter.find(QtWidgets.QPushButton, "branch").isEnabled(), "nothing left to paint"
    _go_to(painter, 3)
    assert not painter.sees("branch_form")
    painter.click("branch")
    assert painter.sees("branch_form")
    painter.find(QtWidgets.QSpinBox, "branch_seed").setValue(4242)
    yield 100
    painter.shot("form")
    painter.click("branch_paint")
    assert not painter.sees("branch_form")
    yield from stage.until(lambda: _shown() is not root, "the branch")
    yield from painter.until_done()
    branch = _shown()
    assert (branch.task, branch.seed) == ("complete", 4242)
    assert (branch.parent.job, branch.parent.frame) == (root.job_id, 3)
    assert branch.labels[0].step == root.labels[3].step
    assert stored_frames(branch.job_id)[0] == stored_frames(root.job_id)[3]

    tree = painter.find(TREE, "processes")
    assert tree.topLevelItemCount() == 1
    assert tree.topLevelItem(0).childCount() == 1
    assert tree.currentItem().text(0).startswith("From frame 4")
    yield 200
    painter.shot("tree")
    tree.setFocus()
    QtTest.QTest.keyClick(tree, QtCore.Qt.Key_Up)
    assert _shown() is root
    yield 100
    assert painter.slider.value() == 3, "each process keeps its own place"


def scenario_export_a_branch_with_what_came_before(stage: Stage) -> Steps:
    """The parent's frames up to the branch come first; only a branch has the choice."""
    _, painter = yield from _painted(stage)
    root = _shown()
    painter.click("export")
    dialog = yield from painter.dialog("pentimento_export")
    assert not dialog.findChild(QtWidgets.QCheckBox, "export_whole").isVisible()
    dialog.reject()
    _go_to(painter, 3)
    painter.click("branch")
    painter.click("branch_paint")
    yield from stage.until(lambda: _shown() is not root, "the branch")
    yield from painter.until_done()
    painter.click("export")
    dialog = yield from painter.dialog("pentimento_export")
    kind = dialog.findChild(QtWidgets.QComboBox, "export_kind")
    kinds = [kind.itemData(row).name for row in range(kind.count())]
    whole = dialog.findChild(QtWidgets.QCheckBox, "export_whole")
    kind.setCurrentIndex(kinds.index("strokes-svg"))
    assert not whole.isEnabled(), "strokes are those of one process"
    kind.setCurrentIndex(kinds.index("images"))
    QtTest.QTest.mouseClick(whole, QtCore.Qt.LeftButton, pos=QtCore.QPoint(8, whole.height() // 2))
    assert whole.isChecked()
    folder = pentimento_folder() / "whole"
    dialog.findChild(QtWidgets.QLineEdit, "export_path").setText(str(folder))
    assert dialog.grab().save(str(stage.artifacts / "export_whole.png"))
    start = dialog.findChild(QtWidgets.QPushButton, "export_start")
    QtTest.QTest.mouseClick(start, QtCore.Qt.LeftButton)
    yield from stage.until(folder.exists, f"the pictures ({painter.message})", 40)
    process = json.loads((folder / "process.json").read_text(encoding="utf-8"))
    steps = [label.step for label in root.labels[:3] + _shown().labels]
    assert [frame["step"] for frame in process["frames"]] == steps
    assert [part["seed"] for part in process["earlier"]] == [root.seed]


def scenario_use_as_given(stage: Stage) -> Steps:
    """Two frames as givens of an in-between: both appear in its process."""
    _, painter = yield from _painted(stage)
    root = _shown()
    state = shared_desk().state
    for index in (2, 5):
        _go_to(painter, index)
        painter.click("use_as_given")
        yield from stage.until(lambda: not shared_desk().taking.busy, "the given")
        yield 50
    assert len(state.wishes.states) == 2
    painter.ask()
    yield from stage.until(lambda: _shown() is not root, "the next process")
    yield from painter.until_done()
    frames, before = stored_frames(_shown().job_id), stored_frames(root.job_id)
    assert before[2] in frames
    assert before[5] in frames


def scenario_star_rename_delete(stage: Stage) -> Steps:
    document, painter = yield from _painted(stage)
    process, tree = _shown(), painter.find(TREE, "processes")
    layers = _names(document)
    painter.click("star_process")
    yield 100
    assert process.starred
    assert tree.currentItem().text(0).startswith("★")
    tree.setFocus()
    QtTest.QTest.keyClick(tree, QtCore.Qt.Key_F2)
    editor = tree.findChild(QtWidgets.QLineEdit)
    assert editor.text() == process.title
    QtTest.QTest.keyClicks(editor, "Warm light")
    QtTest.QTest.keyClick(editor, QtCore.Qt.Key_Return)
    yield 100
    assert process.title == "Warm light"
    assert "Warm light" in tree.currentItem().text(0)

    painter.click("delete_process")
    yield 100
    _answer(painter, QtWidgets.QMessageBox.Cancel)
    assert state_processes() == [process]
    tree.setFocus()
    QtTest.QTest.keyClick(tree, QtCore.Qt.Key_Delete)
    yield 100
    painter.shot("asking")
    _answer(painter, None)
    yield 200
    assert state_processes() == []
    assert not painter.sees("processes")
    assert not painter.sees("frame")
    folder = pentimento_folder() / "jobs" / process.job_id
    yield from stage.until(lambda: not folder.exists(), "the frames to leave the store")
    assert _names(document) == layers, "what is on the timeline stays"


def stored_frames(job: str) -> list[bytes]:
    """Return the frames of a job in the backend's store, BGRA."""
    folder = pentimento_folder() / "jobs" / job
    return [zlib.decompress(file.read_bytes()) for file in sorted(folder.glob("frame_*.bin"))]


def state_processes() -> list[PaintingProcess]:
    return shared_desk().state.processes


def _answer(painter: Painter, button: object) -> None:
    box = painter.docker.findChild(QtWidgets.QMessageBox, "confirm_delete")
    chosen = box.findChild(QtWidgets.QPushButton, "confirm_delete_yes")
    if button is not None:
        chosen = box.button(button)
    QtTest.QTest.mouseClick(chosen, QtCore.Qt.LeftButton)


def _painted(stage: Stage) -> Generator[int, None, tuple[Document, Painter]]:
    document = yield from stage.new_document(640, 480, title="Hill")
    paint_something(document)
    painter = Painter(stage)
    painter.docker.setGeometry(1290, 10, 300, 980)
    shared_desk().form.choose_task(Task.RECONSTRUCT)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_done()
    assert painter.thumbnails == FRAMES, painter.message
    yield 200
    return document, painter


def _shown() -> PaintingProcess:
    return shared_desk().state.shown


def _go_to(painter: Painter, index: int) -> None:
    painter.slider.setValue(index)
    assert shared_desk().playback.index == index


def _names(document: Document) -> list[str]:
    return [node.name() for node in document.rootNode().childNodes()]


def _layer(document: Document, name: str) -> Node:
    return next(node for node in document.rootNode().childNodes() if node.name() == name)
