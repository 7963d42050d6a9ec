"""What may happen during a job: the backend dies, the document or Krita itself is closed."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path

from krita import Document, Krita
from pentimento_scenarios.painter import (
    Painter,
    backend_pid,
    canvas_pixels,
    check_process,
    paint_something,
    pentimento_folder,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage

Steps = Generator[int, None, None]

FRAMES = 60
WIDTH, HEIGHT = 1200, 900
"""Enough to do for a backend that is to be killed in the midst of it."""


def scenario_backend_killed(stage: Stage) -> Steps:
    """kill -9 in the middle of a job, twice: it is started again, and not a frame is missing."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Killed")
    paint_something(document)
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(2)
    first = backend_pid()
    os.kill(first, signal.SIGKILL)
    yield from stage.until(lambda: not painter.status.startswith("Working"), "the loss to be seen")
    painter.shot("lost")
    yield from stage.until(lambda: backend_pid() != first, "another backend")
    yield from painter.until_thumbnails(painter.thumbnails + 2)
    assert painter.thumbnails < FRAMES, "the job is over: give it more to do"
    os.kill(backend_pid(), signal.SIGKILL)
    yield from painter.until_done()
    assert painter.message == ""
    layer = check_process(document, FRAMES)
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    frames = [pixels_at(layer, document, time) for time in range(FRAMES)]
    assert all(frames), "a frame is empty"


def scenario_backend_stopped_and_started(stage: Stage) -> Steps:
    """Stop in the menu during a job: the frames are offered; a new start brings the rest."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title="Stopped")
    paint_something(document)
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(2)
    painter.choose("stop_backend")
    yield from painter.until_done()
    assert "stopped" in painter.message, painter.message
    assert painter.status.startswith("Off"), painter.status
    assert painter.is_offered
    painter.shot("stopped")
    painter.click("offer_show")
    yield from painter.until_done()
    assert painter.message == ""
    check_process(document, FRAMES)


def scenario_document_closed(stage: Stage) -> Steps:
    """The document is closed during its job: a sentence now, the frames when it is opened again."""
    path = stage.artifacts / "closed.kra"
    document = yield from _saved_painting(stage, path)
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(2)
    yield from stage.close(document)
    yield from stage.until(lambda: "was closed during its job" in painter.message, "a sentence")
    yield from stage.until(lambda: painter.thumbnails == 0, "the frames to go")
    painter.shot("closed")

    document = yield from stage.open_document(path)
    yield from stage.until(lambda: painter.is_offered, "the offer")
    painter.shot("offered")
    painter.click("offer_show")
    yield from painter.until_done()
    layer = check_process(document, FRAMES)
    assert pixels_at(layer, document, FRAMES - 1) == canvas

    assert document.save()
    yield 500
    yield from stage.close(document)
    document = yield from stage.open_document(path)
    check_process(document, FRAMES)
    yield 1500
    assert not painter.is_offered, "frames that are in the document are offered"
    assert painter.slider.maximum() == FRAMES - 1, "the saved process cannot be scrubbed"
    painter.shot("reopened")


def scenario_copy_of_a_document(stage: Stage) -> Steps:
    """A copy carries the other's identity: it gets one of its own, and no frames of the other."""
    path = stage.artifacts / "original.kra"
    original = yield from _saved_painting(stage, path)
    painter = Painter(stage)
    painter.set_frames(6)
    painter.ask()
    yield from painter.until_done()
    identity = bytes(original.annotation("pentimento/document").data())
    assert identity
    assert original.save()
    copy_path = stage.artifacts / "copy.kra"
    copy_path.write_bytes(path.read_bytes())
    copy = yield from stage.open_document(copy_path)
    painter.ask()
    yield from painter.until_done()
    assert len(process_layers(copy)) == 2
    assert len(process_layers(original)) == 1
    assert bytes(copy.annotation("pentimento/document").data()) != identity


def scenario_krita_closed(stage: Stage) -> Steps:
    """First life of Krita: closed, with a job under way."""
    document = yield from _saved_painting(stage, _reopened_file())
    painter = Painter(stage)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(2)
    document.setModified(False)
    Krita.instance().action("file_quit").trigger()
    yield 2000


def scenario_krita_reopened(stage: Stage) -> Steps:
    """Second life of Krita: the frames that the backend has painted meanwhile are offered."""
    painter = Painter(stage)
    document = yield from stage.open_document(_reopened_file())
    canvas = canvas_pixels(document)
    yield from stage.until(lambda: painter.is_offered, "the offer")
    assert not process_layers(document)
    painter.click("offer_show")
    yield from painter.until_done()
    layer = check_process(document, FRAMES)
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    assert not painter.is_offered


def _reopened_file() -> Path:
    return pentimento_folder().parent / "reopened.kra"


def _saved_painting(stage: Stage, path: Path) -> Generator[int, None, Document]:
    document = yield from stage.new_document(WIDTH, HEIGHT, title=path.stem)
    paint_something(document)
    assert document.saveAs(str(path))
    yield 300
    document.waitForDone()
    return document
