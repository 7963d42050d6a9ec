"""What a painter may do wrong, or find broken: one sentence each, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from krita import Document
from pentimento_scenarios.painter import (
    Painter,
    backend_pid,
    check_process,
    paint_something,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtWidgets

import pentimento

Steps = Generator[int, None, None]

BACKEND_FILE = Path(pentimento.__file__).parent / "backend.json"

NEWER_BACKEND = """
import sys
import pentimento_protocol
pentimento_protocol.PROTOCOL_VERSION = (99, 0)
from pentimento_backend.cli.main import run
run()
"""


def scenario_no_document(stage: Stage) -> Steps:
    painter = Painter(stage)
    yield 300
    painter.ask()
    yield 100
    assert painter.message.startswith("No document is open"), painter.message
    painter.shot("message")
    painter.click("dismiss")
    yield 100
    assert painter.message == ""


def scenario_one_pixel(stage: Stage) -> Steps:
    yield from _refused(stage, 1, 1, "one colour")


def scenario_white_canvas(stage: Stage) -> Steps:
    yield from _refused(stage, 200, 100, "one colour")


def scenario_transparent_canvas(stage: Stage) -> Steps:
    document = yield from stage.new_document(200, 100)
    layer = document.rootNode().childNodes()[0]
    layer.setPixelData(bytes(200 * 100 * 4), 0, 0, 200, 100)
    document.refreshProjection()
    document.waitForDone()
    yield from _refusal(stage, document, "The canvas is empty")


def scenario_too_large(stage: Stage) -> Steps:
    document = yield from stage.new_document(12000, 12000)
    yield from _refusal(stage, document, "too large")


def scenario_unsupported_colour_model(stage: Stage) -> Steps:
    """Krita's alpha masks as documents are the one model without a conversion to RGB."""
    document = yield from stage.new_document(200, 100, model="A", profile="")
    assert document.colorModel() == "A", document.colorModel()
    yield from _refusal(stage, document, "cannot read the colour model")


def scenario_backend_not_installed(stage: Stage) -> Steps:
    """The first page says which command brings it; once it is here, the docker is itself again."""
    with _backend_command(None):
        painter = yield from _first_page(stage, "is not installed")
        painter.click("help_copy")
        assert QtWidgets.QApplication.clipboard().text() == "python3 -m installer"
        assert "GB" in painter.label("help_outcome")
        painter.click("look_again")
        yield 50
        assert painter.label("look_again_words") == "Still not here."
        painter.shot("still_missing")
    painter.click("look_again")
    yield 50
    assert painter.sees("ask")
    assert not painter.sees("help_page")


def scenario_backend_gone(stage: Stage) -> Steps:
    with _backend_command(["/nowhere/pentimento", "serve"]):
        painter = yield from _first_page(stage, "no longer at /nowhere/pentimento")
    painter.click("look_again")
    yield 50
    assert painter.sees("ask")


def scenario_backend_that_breaks(stage: Stage) -> Steps:
    words = "raise SystemExit('the disk is on fire')"
    with _backend_command([_python(), "-c", words]):
        painter = yield from _cannot_start(stage, "ended while it was starting")
        assert painter.find(QtWidgets.QPushButton, "details").isVisibleTo(painter.docker)


def scenario_backend_of_another_version(stage: Stage) -> Steps:
    with _backend_command([_python(), "-c", NEWER_BACKEND, "serve"]):
        yield from _cannot_start(stage, "update the Pentimento")
        os.kill(backend_pid(), signal.SIGTERM)
        yield 2000


def scenario_works_after_all_that(stage: Stage) -> Steps:
    document = yield from stage.new_document(200, 100)
    paint_something(document)
    painter = Painter(stage)
    painter.set_frames(4)
    painter.ask()
    yield from painter.until_done()
    check_process(document, 4)


def _refused(stage: Stage, width: int, height: int, words: str) -> Steps:
    document = yield from stage.new_document(width, height)
    yield from _refusal(stage, document, words)


def _refusal(stage: Stage, document: Document, words: str) -> Steps:
    before = stage.undo_texts()
    painter = Painter(stage)
    yield 300
    painter.ask()
    yield from stage.until(lambda: words in painter.message, words)
    yield from painter.until_done()
    assert words in painter.message, painter.message
    assert not process_layers(document)
    assert stage.undo_texts() == before


def _first_page(stage: Stage, words: str) -> Generator[int, None, Painter]:
    document = yield from stage.new_document(200, 100)
    paint_something(document)
    painter = Painter(stage)
    painter.choose("stop_backend")
    yield 1500
    painter.ask()
    yield from stage.until(lambda: painter.sees("help_page"), "the first page")
    assert words in painter.label("help_sentence"), painter.label("help_sentence")
    assert not painter.sees("ask")
    assert not process_layers(document)
    painter.shot("first_page")
    return painter


def _cannot_start(stage: Stage, words: str) -> Generator[int, None, Painter]:
    document = yield from stage.new_document(200, 100)
    paint_something(document)
    painter = Painter(stage)
    painter.choose("stop_backend")
    yield 1500
    painter.ask()
    yield from painter.until_done()
    assert words in painter.message, painter.message
    assert not process_layers(document)
    yield 50
    painter.shot("message")
    return painter


@contextmanager
def _backend_command(command: list[str] | None) -> Generator[None, None, None]:
    """Replace the command that the installer has written, or take it away."""
    installed = BACKEND_FILE.read_text(encoding="utf-8")
    try:
        if command is None:
            BACKEND_FILE.unlink()
        else:
            BACKEND_FILE.write_text(json.dumps({"command": command}), encoding="utf-8")
        yield
    finally:
        BACKEND_FILE.write_text(installed, encoding="utf-8")


def _python() -> str:
    """Return the Python that the real backend runs in."""
    program = Path(json.loads(BACKEND_FILE.read_text(encoding="utf-8"))["command"][0])
    return str(program.with_name("python"))
