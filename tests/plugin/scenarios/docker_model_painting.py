"""An engine whose models have come: what it paints stands on the timeline.

Played after the scenarios of docker_models.py, in another life of Krita.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

from krita import Document
from pentimento_scenarios.hub import wish
from pentimento_scenarios.painter import (
    Painter,
    canvas_pixels,
    check_process,
    paint_something,
    pixels_at,
)
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

Steps = Generator[int, None, None]

FRAMES = 6
WORDS = "orange sun, hill"

FILM_SECONDS = 80.0
"""Two processors that others work on as well take their time, also for small models."""


def scenario_the_download_has_gone_on(stage: Stage) -> Steps:
    """It is seen without being asked for, and its engine can be used as soon as it is complete."""
    painter = Painter(stage)
    yield from stage.until(lambda: painter.sees("model_progress"), "the download")
    painter.shot("coming")
    yield from wish(stage, pause=0.0)
    yield from stage.until(lambda: painter.sees("ask"), "the engine to be usable", 60)
    assert not painter.sees("model_offer"), "what the engine can do without is pressed on painters"
    painter.shot("complete")
    painter.choose("show_extras")
    assert painter.label("model_offer_words").endswith("paints better with:")
    painter.shot("extras")
    painter.click("model_download")
    yield from stage.until(lambda: not painter.sees("model_offer"), "the tagger", 60)


def scenario_from_words_to_the_timeline(stage: Stage) -> Steps:
    """The frames of the engine become an animated layer; its words are proposed for the prompt."""
    document = yield from _hill(stage)
    painter = Painter(stage)
    canvas = canvas_pixels(document)
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(2, FILM_SECONDS)
    painter.shot("painting")
    yield from painter.until_done()
    assert painter.message == ""
    layer = check_process(document, FRAMES)
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    assert pixels_at(layer, document, 0) != canvas
    yield 500
    stage.screenshot("done")

    prompt = painter.find(QtWidgets.QPlainTextEdit, "option_prompt")
    yield from stage.until(lambda: prompt.placeholderText() == WORDS, "the tagger's words")
    painter.shot("proposed")
    painter.click("take_proposal")
    assert prompt.toPlainText() == WORDS
    QtTest.QTest.keyClicks(prompt, ", evening")
    QtTest.QTest.keyClick(prompt, QtCore.Qt.Key_Return)
    yield 100
    assert not painter.sees("take_proposal")
    assert _kept_options()["prompt"] == f"{WORDS}, evening"


def scenario_film_between_keyframes(stage: Stage) -> Steps:
    """More frames than keyframes: both models paint; what is there when it is enough is kept."""
    document = yield from _hill(stage)
    painter = Painter(stage)
    steps = painter.find(QtWidgets.QLineEdit, "option_keyframe_steps")
    steps.clear()
    QtTest.QTest.keyClicks(steps, "999")
    painter.set_frames(8)
    painter.ask()
    yield from painter.until_thumbnails(2, FILM_SECONDS)
    assert painter.find(QtWidgets.QLabel, "stage").words.startswith("In-between")
    assert _kept_options()["keyframe_steps"] == "999"
    painter.cancel()
    yield from painter.until_done()
    painted = painter.thumbnails
    painter.click("offer_show")
    yield from painter.until_done()
    check_process(document, painted)
    painter.shot("done")


def scenario_a_damaged_list_of_folders(stage: Stage) -> Steps:
    """Told in a sentence, and gone with its cause."""
    painter = Painter(stage)
    file = Path(os.environ["PENTIMENTO_HOME"]) / "model_folders.json"
    before = file.read_text(encoding="utf-8")
    file.write_text("{", encoding="utf-8")
    yield from _look_again(painter)
    yield from stage.until(lambda: painter.sees("model_sentence"), "a sentence")
    assert "model_folders.json cannot be read" in painter.label("model_sentence")
    assert not painter.sees("model_download")
    assert painter.sees("ask")
    yield 100
    painter.shot("damaged")
    file.write_text(before, encoding="utf-8")
    yield from _look_again(painter)
    yield from stage.until(lambda: not painter.sees("model_offer"), "the end of it")


def _look_again(painter: Painter) -> Steps:
    painter.docker.hide()
    yield 100
    painter.docker.show()


def _hill(stage: Stage) -> Generator[int, None, Document]:
    document = yield from stage.new_document(320, 240, title="Hill")
    paint_something(document)
    return document


def _kept_options() -> dict[str, object]:
    file = Path(os.environ["PENTIMENTO_HOME"]) / "plugin-settings.json"
    return json.loads(file.read_text(encoding="utf-8"))["options"]["paints-undo"]
