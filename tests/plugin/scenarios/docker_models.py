"""An engine whose models are not here: offered, downloaded, given up, gone on with.

Each scenario goes on where the one before has stopped; the hub does as it is wished to.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path

from krita import Krita
from pentimento_scenarios.blocks import BlockRecorder
from pentimento_scenarios.hub import wish
from pentimento_scenarios.painter import Painter, backend_pid
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtTest, QtWidgets

Steps = Generator[int, None, None]

ENGINE = "Paints-UNDO (diffusion)"
WEIGHTS = ("unet/diffusion_pytorch_model.safetensors", "unet/model.safetensors")
QUICK = {
    "keyframe_size": 256,
    "keyframe_sampling_steps": 1,
    "inbetween_size": 128,
    "video_sampling_steps": 1,
}


def scenario_engines_before_the_first_process(stage: Stage) -> Steps:
    """The engines can be seen before anything has been painted; short options need no folding."""
    painter = Painter(stage)
    yield 300
    painter.click("wake")
    yield from stage.until(lambda: painter.status.startswith("Ready"), "the backend", 40)
    yield 200
    assert not painter.find(QtWidgets.QPushButton, "wake").isVisibleTo(painter.docker)
    assert painter.sees("ask")
    assert painter.sees("option_medium")
    painter.shot("procedural")


def scenario_models_are_offered(stage: Stage) -> Steps:
    """In the place of the button: which models, how large, of which licence, where they go."""
    yield from stage.new_document(320, 240, title="Offer")
    painter = Painter(stage)
    yield from _choose_engine(stage, painter)
    assert not painter.sees("ask"), "a button that cannot be used"
    words = painter.label("model_offer_words")
    assert words.startswith(ENGINE), words
    assert painter.label("model_download") == "Download (7.6 GB)"
    single = painter.label("model_paints-undo-single-frame")
    for part in ("Paints-UNDO, single frame", "2.1 GB", "keyframes", "licence", "model card"):
        assert part in single, single
    place = painter.find(QtWidgets.QLabel, "model_place").words
    assert place == f"To {os.environ['HF_HUB_CACHE']}", place
    tagger = painter.find(QtWidgets.QCheckBox, "model_extra_wd14-tagger")
    assert tagger.isChecked()
    painter.shot("offered")
    tagger.click()
    assert painter.label("model_download") == "Download (7.2 GB)"
    tagger.click()


def scenario_options_of_an_engine_with_many(stage: Stage) -> Steps:
    """The main ones are there at once, the others a click away, nothing wider than the docker."""
    painter = Painter(stage)
    yield 100
    prompt = painter.find(QtWidgets.QPlainTextEdit, "option_prompt")
    assert "tagger" not in prompt.placeholderText(), "promises a tagger that is not here"
    assert painter.sees("option_keyframe_steps")
    assert painter.sees("option_inbetweens")
    assert not painter.sees("option_video_guidance")
    painter.shot("folded")
    painter.click("more_options")
    yield 100
    assert painter.sees("option_video_guidance")
    area = painter.docker.findChild(QtWidgets.QScrollArea)
    assert area.widget().width() <= area.viewport().width(), "wider than the docker"
    painter.docker.resize(300, 1000)
    yield 100
    painter.shot("unfolded")
    for name, value in QUICK.items():
        spin = painter.find(QtWidgets.QSpinBox, f"option_{name}")
        spin.selectAll()
        QtTest.QTest.keyClicks(spin, str(value))
        QtTest.QTest.keyClick(spin, QtCore.Qt.Key_Return)
        assert spin.value() == value
    painter.click("more_options")
    yield 100


def scenario_a_download_that_fails(stage: Stage) -> Steps:
    """One sentence, and a button to try again."""
    yield from wish(stage, codes={path: [401, "GatedRepo"] for path in WEIGHTS})
    painter = Painter(stage)
    yield 100
    painter.click("model_extra_wd14-tagger")
    painter.click("model_download")
    yield from stage.until(lambda: painter.sees("model_sentence"), "a sentence", 40)
    yield from stage.until(lambda: painter.sees("model_download"), "the end of the others", 60)
    assert "licence accepted" in painter.label("model_sentence")
    assert painter.label("model_download").startswith("Try again")
    painter.shot("failed")
    yield from wish(stage, codes={}, block=2000, pause=0.2)


def scenario_a_download_is_cancelled(stage: Stage) -> Steps:
    """It goes on while the docker is closed; what has arrived at the cancel is kept."""
    painter = Painter(stage)
    yield 100
    painter.click("model_download")
    note = painter.find(QtWidgets.QLabel, "model_note")
    yield from stage.until(lambda: painter.sees("model_progress") and " of " in note.words, "bytes")
    painter.docker.hide()
    yield 1000
    painter.docker.show()
    yield 300
    assert painter.sees("model_progress")
    assert not painter.sees("model_download")
    assert "on their way" in painter.label("model_offer_words")
    painter.shot("coming")
    recorder = BlockRecorder()
    yield 2000
    stage.facts["longest_block_ms"] = recorder.stop()
    cache = Path(os.environ["HF_HUB_CACHE"])
    yield from stage.until(lambda: list(cache.rglob("*.incomplete")) != [], "bytes on disk", 40)
    painter.click("model_cancel")
    yield from stage.until(lambda: painter.sees("model_download"), "the offer")
    assert "what has arrived is kept" in painter.label("model_sentence")
    assert painter.label("model_download").startswith("Download")
    assert list(cache.rglob("*.incomplete")), "nothing is kept"
    painter.shot("cancelled")


def scenario_the_backend_dies_and_the_network_is_gone(stage: Stage) -> Steps:
    """Each is one sentence, and the next attempt starts the backend again."""
    painter = Painter(stage)
    yield 100
    painter.click("model_download")
    note = painter.find(QtWidgets.QLabel, "model_note")
    yield from stage.until(lambda: painter.sees("model_progress") and " of " in note.words, "bytes")
    os.kill(backend_pid(), signal.SIGKILL)
    yield from stage.until(lambda: painter.sees("model_sentence"), "a sentence")
    assert "has stopped during the download" in painter.label("model_sentence")
    assert painter.label("model_download").startswith("Try again")
    painter.shot("backend_gone")

    hub = os.environ["HF_ENDPOINT"]
    os.environ["HF_ENDPOINT"] = "http://127.0.0.1:9"
    painter.click("model_download")
    yield from stage.until(lambda: painter.sees("model_progress"), "another attempt")
    yield from stage.until(lambda: painter.sees("model_download"), "its end", 60)
    assert "cannot be reached" in painter.label("model_sentence"), painter.label("model_sentence")
    assert painter.label("model_download").startswith("Try again")
    painter.shot("offline")
    os.environ["HF_ENDPOINT"] = hub
    painter.choose("stop_backend")
    yield 1000


def scenario_a_folder_of_ones_own(stage: Stage) -> Steps:
    """A wrong folder is told in a sentence, the right one is taken; that starts the backend."""
    painter = Painter(stage)
    yield 100
    models = Path(os.environ["PENTIMENTO_TEST_MODELS"])
    yield from _use_folder(stage, painter, models / "single_frame")
    yield from stage.until(
        lambda: "is not the whole" in painter.label("model_sentence"), "a no", 40
    )
    painter.shot("refused")
    yield from _use_folder(stage, painter, models / "multi_frame")
    yield from stage.until(lambda: not painter.has("model_paints-undo-multi-frame"), "the model")
    assert painter.has("model_paints-undo-single-frame")


def scenario_krita_closed_during_a_download(stage: Stage) -> Steps:
    """The backend goes on with it."""
    painter = Painter(stage)
    yield 100
    painter.click("model_download")
    note = painter.find(QtWidgets.QLabel, "model_note")
    yield from stage.until(lambda: painter.sees("model_progress") and " of " in note.words, "bytes")
    Krita.instance().action("file_quit").trigger()
    yield 2000


def _choose_engine(stage: Stage, painter: Painter) -> Steps:
    choice = painter.find(QtWidgets.QComboBox, "engine")
    row = choice.findText(ENGINE)
    assert row >= 0, [choice.itemText(row) for row in range(choice.count())]
    choice.setCurrentIndex(row)
    choice.activated[int].emit(row)
    yield from stage.until(lambda: painter.sees("model_offer"), "the offer")
    yield 200


def _use_folder(stage: Stage, painter: Painter, folder: Path) -> Steps:
    """Choose a folder for the multi-frame model in the dialog."""
    painter.choose("model_folder_paints-undo-multi-frame")
    yield 300
    dialog = painter.find(QtWidgets.QFileDialog, "model_folder_dialog")
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    yield 200
