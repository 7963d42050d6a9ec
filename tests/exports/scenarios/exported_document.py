"""What the real Krita finds in a document that Pentimento has written."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

from krita import Krita, Node
from pentimento_scenarios.stage import Stage
from PyQt5 import QtGui

Steps = Generator[int, None, None]

FOLDER = Path(os.environ["PENTIMENTO_EXPORTED"])
"""Holds process.kra, expected.json, and the frames' BGRA rows as N.raw."""


def scenario_document_opens_as_written(stage: Stage) -> Steps:
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    width, height, count = expected["width"], expected["height"], expected["frames"]
    document = yield from stage.open_document(FOLDER / "process.kra")
    assert (document.width(), document.height()) == (width, height)
    profile = (document.colorModel(), document.colorDepth(), document.colorProfile())
    assert profile == ("RGBA", "U8", "sRGB built-in")

    finished, group = document.topLevelNodes()
    assert (finished.name(), finished.visible()) == ("Finished canvas", False)
    assert (group.name(), group.type()) == (expected["group"], "grouplayer")
    (process,) = group.childNodes()
    assert process.name() == "Pentimento process"

    assert process.animated()
    keys = [time for time in range(count + 5) if process.hasKeyframeAtTime(time)]
    assert keys == list(range(count)), keys
    for time in range(count):
        found = bytes(process.pixelDataAtTime(0, 0, width, height, time))
        assert found == _rows(time), f"pixels at time {time}"
    assert bytes(finished.pixelData(0, 0, width, height)) == _rows(count - 1)

    assert document.framesPerSecond() == 6
    clip = (document.fullClipRangeStartTime(), document.fullClipRangeEndTime())
    assert clip == (0, count - 1), clip
    assert document.currentTime() == count - 1
    assert "no record of how the artist worked" in document.documentInfo()

    yield from _check_canvas(stage, document, count - 1)
    yield from _check_canvas(stage, document, 0)
    yield from _check_canvas(stage, document, count // 2)
    yield from _check_saved_again(stage, document, count)


def _check_canvas(stage: Stage, document: object, time: int) -> Steps:
    document.setCurrentTime(time)
    yield 500
    document.waitForDone()
    shown = document.projection(0, 0, document.width(), document.height())
    shown = shown.convertToFormat(QtGui.QImage.Format.Format_ARGB32)
    rows = shown.constBits().asstring(shown.byteCount())
    assert rows == _rows(time), f"canvas at time {time}"
    stage.screenshot(f"time_{time:02}")


def _check_saved_again(stage: Stage, document: object, count: int) -> Steps:
    """Krita's own copy of the document still has all frames."""
    path = stage.artifacts / "saved_again.kra"
    assert document.saveAs(str(path))
    yield 300
    yield from stage.close(document)
    again = yield from stage.open_document(path)
    process: Node = again.nodeByName("Pentimento process")
    for time in range(count):
        found = bytes(process.pixelDataAtTime(0, 0, again.width(), again.height(), time))
        assert found == _rows(time), f"pixels at time {time} after saving"
    assert Krita.instance().activeDocument() == again


def _rows(time: int) -> bytes:
    return (FOLDER / f"{time}.raw").read_bytes()
