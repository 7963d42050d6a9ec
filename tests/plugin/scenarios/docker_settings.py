"""Settings, exports, reports, learning: what the docker's menu and its dialogs do."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

from krita import Krita
from pentimento_scenarios.painter import Painter, paint_something, pentimento_folder
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

from pentimento.widgets.panel import Panel

Steps = Generator[int, None, None]

FRAMES = 6


def scenario_settings(stage: Stage) -> Steps:
    """What is changed with OK is kept; with Cancel nothing is."""
    painter = Painter(stage)
    yield 300
    painter.choose("show_settings")
    dialog = yield from painter.dialog("pentimento_settings")
    assert dialog.grab().save(str(stage.artifacts / "settings.png"))
    _spin(dialog, "store_limit", 33)
    dialog.reject()
    yield 100
    assert _kept().get("backend", {}).get("store_limit", 8) == 8

    painter.choose("show_settings")
    dialog = yield from painter.dialog("pentimento_settings")
    _spin(dialog, "store_limit", 12)
    _spin(dialog, "memory_budget", 3)
    language = dialog.findChild(QtWidgets.QComboBox, "language")
    language.setCurrentIndex(language.findData("en"))
    folder = pentimento_folder() / "elsewhere"
    QtTest.QTest.keyClicks(dialog.findChild(QtWidgets.QLineEdit, "frames_folder"), str(folder))
    _accept(dialog)
    yield 100
    kept = _kept()
    assert kept["backend"]["store_limit"] == 12
    assert kept["backend"]["memory_budget"] == 3
    assert kept["backend"]["frames_folder"] == str(folder)
    assert kept["language"] == "en"


def scenario_frames_go_where_the_settings_say(stage: Stage) -> Steps:
    """The backend that the docker starts has been told; and an export of its frames."""
    document = yield from stage.new_document(200, 150, title="Kept elsewhere")
    paint_something(document)
    painter = Painter(stage)
    yield 300
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_done()
    assert painter.message == "", painter.message
    folder = pentimento_folder() / "elsewhere"
    assert list(folder.rglob("*")), "no frame lies where the settings say"
    yield from _export(stage, painter, "video-mp4", pentimento_folder() / "film.mp4")
    assert (pentimento_folder() / "film.mp4").stat().st_size > 1000
    yield from _export(stage, painter, "images", pentimento_folder() / "pictures")
    assert len(list((pentimento_folder() / "pictures").glob("*.png"))) == FRAMES


def scenario_export_says_what_cannot_be(stage: Stage) -> Steps:
    """A folder that is not there is said at once; what is there is replaced if that is wished."""
    document = yield from stage.new_document(200, 150, title="Hill")
    paint_something(document)
    painter = Painter(stage)
    yield 300
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_done()
    painter.click("export")
    dialog = yield from painter.dialog("pentimento_export")
    dialog.findChild(QtWidgets.QLineEdit, "export_path").setText("/nowhere/film.mp4")
    _start_export(dialog)
    yield 100
    note = dialog.findChild(QtWidgets.QLabel, "export_note").text()
    assert note == "Choose a folder that exists."

    film = pentimento_folder() / "there.mp4"
    film.write_text("the painter's own", encoding="utf-8")
    dialog.findChild(QtWidgets.QLineEdit, "export_path").setText(str(film))
    _start_export(dialog)
    QtTest.QTest.keyClick(dialog.findChild(QtWidgets.QMessageBox), QtCore.Qt.Key_Return)
    yield 100
    assert dialog.isVisible() and not dialog.findChildren(QtWidgets.QMessageBox)
    assert film.read_text(encoding="utf-8") == "the painter's own"
    _start_export(dialog)
    replace = dialog.findChild(QtWidgets.QPushButton, "export_replace_yes")
    QtTest.QTest.mouseClick(replace, QtCore.Qt.LeftButton)
    assert not dialog.isVisible()
    yield from stage.until(lambda: film.stat().st_size > 1000, "the film", 40)


def scenario_report(stage: Stage) -> Steps:
    """The report on the clipboard tells versions and state, and nothing of the painter's own."""
    painter = Painter(stage)
    yield 300
    painter.choose("copy_report_action")
    report = QtWidgets.QApplication.clipboard().text()
    assert f"Krita {Krita.instance().version()}" in report
    assert "== Backend log" in report
    assert os.environ["HOME"] not in report
    assert "elsewhere" not in report


def scenario_learning_asks_for_what_it_needs(stage: Stage) -> Steps:
    """The dialog finds the Recorder's folders, and says what is lacking."""
    recordings = Path(os.environ["HOME"]) / "KritaRecorder"
    for session in ("20261101120000", "20261102120000"):
        (recordings / session).mkdir(parents=True, exist_ok=True)
    painter = Painter(stage)
    yield 300
    painter.choose("learn_style")
    dialog = yield from painter.dialog("pentimento_learn")
    assert dialog.findChild(QtWidgets.QListWidget, "recordings").count() == 2
    assert not dialog.findChild(QtWidgets.QPushButton, "learn_start").isEnabled()
    base = dialog.findChild(QtWidgets.QComboBox, "style_base")
    yield from stage.until(lambda: base.count() > 0, "the styles of the backend", 40)
    name = dialog.findChild(QtWidgets.QLineEdit, "style_name")
    start = dialog.findChild(QtWidgets.QPushButton, "learn_start")
    for words, sentence in {
        "my inks": "the letters a to z, digits, - and _, and nothing else",
        "../inks": "the letters a to z, digits, - and _, and nothing else",
        "wd14-tagger": "A model is called wd14-tagger already",
    }.items():
        name.clear()
        QtTest.QTest.keyClicks(name, words)
        note = dialog.findChild(QtWidgets.QLabel, "learn_note")
        yield from stage.until(lambda: sentence in note.text(), f"{words}: {sentence}")  # noqa: B023
        assert not start.isEnabled()
    name.clear()
    QtTest.QTest.keyClicks(name, base.itemText(0))
    note = dialog.findChild(QtWidgets.QLabel, "learn_note").text()
    assert "There is a style of this name" in note, note
    name.clear()
    QtTest.QTest.keyClicks(name, "inks")
    note = dialog.findChild(QtWidgets.QLabel, "learn_note").text()
    assert "teach little" in note, note
    assert start.isEnabled()
    assert dialog.grab().save(str(stage.artifacts / "learn.png"))
    dialog.reject()


def scenario_actions_are_kritas_own(stage: Stage) -> Steps:
    """The actions are in Krita's menu and collection, and do what the docker's buttons do."""
    document = yield from stage.new_document(200, 150, title="By keys")
    paint_something(document)
    painter = Painter(stage)
    yield 300
    for name in ("ask", "cancel", "previous_frame", "next_frame", "play", "copy_frame"):
        assert Krita.instance().action(f"pentimento_{name}") is not None, name
    menus = [action.text().replace("&", "") for action in stage.window.menuBar().actions()]
    assert "Tools" in menus
    painter.set_frames(FRAMES)
    Krita.instance().action("pentimento_ask").trigger()
    yield 100
    yield from painter.until_done()
    assert painter.thumbnails == FRAMES
    before = painter.slider.value()
    Krita.instance().action("pentimento_previous_frame").trigger()
    yield 100
    assert painter.slider.value() == before - 1
    layers = len(document.rootNode().childNodes())
    Krita.instance().action("pentimento_copy_frame").trigger()
    yield from stage.until(
        lambda: len(document.rootNode().childNodes()) == layers + 1, "the frame as a layer"
    )


def _export(stage: Stage, painter: Painter, kind: str, path: Path) -> Steps:
    painter.click("export")
    dialog = yield from painter.dialog("pentimento_export")
    box = dialog.findChild(QtWidgets.QComboBox, "export_kind")
    kinds = [box.itemData(row).name for row in range(box.count())]
    box.setCurrentIndex(kinds.index(kind))
    dialog.findChild(QtWidgets.QLineEdit, "export_path").setText(str(path))
    assert dialog.grab().save(str(stage.artifacts / f"export_{kind}.png"))
    _start_export(dialog)
    yield 50
    panel = painter.find(Panel, "pentimento_panel")
    exporting = panel._desk.exporting
    yield from stage.until(lambda: exporting.under_way is None, f"the {kind}", 40)
    yield 100
    assert path.exists(), painter.message


def _start_export(dialog: QtWidgets.QDialog) -> None:
    start = dialog.findChild(QtWidgets.QPushButton, "export_start")
    QtTest.QTest.mouseClick(start, QtCore.Qt.LeftButton)


def _accept(dialog: QtWidgets.QDialog) -> None:
    buttons = dialog.findChild(QtWidgets.QDialogButtonBox)
    QtTest.QTest.mouseClick(buttons.button(QtWidgets.QDialogButtonBox.Ok), QtCore.Qt.LeftButton)


def _spin(dialog: QtWidgets.QDialog, name: str, value: int) -> None:
    spin = dialog.findChild(QtWidgets.QSpinBox, name)
    spin.selectAll()
    QtTest.QTest.keyClicks(spin, str(value))
    QtTest.QTest.keyClick(spin, QtCore.Qt.Key_Tab)
    assert spin.value() == value


def _kept() -> dict:
    path = pentimento_folder() / "plugin-settings.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
