"""Processes on the timeline as the painter wants them: layers, times, memory."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from krita import Document, Krita, Node
from pentimento_scenarios.painter import (
    Painter,
    animated_layer,
    canvas_pixels,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from pentimento_scenarios.timeline_controls import (
    FRAMES,
    ask_for_frames,
    check,
    choose_entry,
    color_of,
    keys_of,
    layered_document,
    open_options,
    painted_document,
    pictures,
    reset_options,
    type_number,
    uncheck,
    until_groups,
    whole_pixels,
)
from PyQt5 import QtWidgets

from pentimento.document import timeline_plan
from pentimento.document.timeline import show_time

Steps = Generator[int, None, None]


def scenario_layers_for_stages(stage: Stage) -> Steps:
    """By the button: a layer for each stage, two apart, from the current frame; then all on one."""
    document = yield from painted_document(stage, "Stages")
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.docker.resize(300, 1300)
    yield from open_options(painter)
    painter.shot("options")
    uncheck(painter, "add_when_finished")
    yield from ask_for_frames(painter)
    assert not process_layers(document), "nothing goes to the timeline by itself"
    assert painter.message == "", painter.message
    document.setCurrentTime(3)
    yield 100
    choose_entry(painter, "timeline_layout", "stages")
    choose_entry(painter, "timeline_start", "current")
    type_number(painter, "timeline_spacing", 2)
    assert "12 frames of 480 x 360: 8 MB" in painter.find(QtWidgets.QLabel, "timeline_need").words
    undo_before = stage.undo_texts()
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 1)
    group = process_layers(document)[0]
    assert group.name() == "Pentimento process 1 - procedural, seed 5, 12 frames", group.name()
    layers = group.childNodes()
    assert len(layers) > 1, "the process has stages"
    assert all(layer.animated() and layer.isPinnedToTimeline() for layer in layers)
    stage.facts["layers"] = [(layer.name(), keys_of(layer)) for layer in layers]
    times = sorted({time for layer in layers for time in keys_of(layer)} - {0})
    assert times == [3 + 2 * place for place in range(FRAMES)], times
    assert document.fullClipRangeEndTime() == times[-1]
    assert len(stage.undo_texts()) - len(undo_before) <= 2, stage.undo_texts()
    assert document.currentTime() == times[-1]
    document.waitForDone()
    assert canvas_pixels(document) == canvas, "the last frame is not the canvas"
    yield 400
    painter.shot("added")
    stage.screenshot("added")

    second = yield from _added_as_one_layer(stage, painter, document)
    assert second.name().startswith("Pentimento process 2 - "), second.name()
    whole = animated_layer(second)
    first_time = times[-1] + 1
    assert keys_of(whole) == [0, *(first_time + 2 * place for place in range(FRAMES))]
    frames = [pixels_at(whole, document, first_time + 2 * place) for place in range(FRAMES)]
    second.setVisible(False)
    yield from _until_shown(document, times, frames)
    yield from _undo_until(document, [group.name()])
    yield from stage.until(lambda: document.fullClipRangeEndTime() == times[-1], "the clip before")


def scenario_layers_for_the_documents_own(stage: Stage) -> Steps:
    """A layered painting becomes a layer for each of its layers, by their names and their areas."""
    document, originals = yield from layered_document(stage, "Layered")
    canvas = canvas_pixels(document)
    painter = Painter(stage)
    painter.docker.resize(300, 1300)
    yield from reset_options(painter)
    uncheck(painter, "add_when_finished")
    yield from ask_for_frames(painter)
    assert painter.message == "", painter.message
    choose_entry(painter, "timeline_layout", "layers")
    undo_before = stage.undo_texts()
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 1)
    assert painter.message == "", painter.message
    group = process_layers(document)[0]
    layers = group.childNodes()
    stage.facts["layers"] = [(layer.name(), keys_of(layer)) for layer in layers]
    assert [layer.name() for layer in layers] == [original.name() for original in originals]
    assert len(stage.undo_texts()) - len(undo_before) <= 2, stage.undo_texts()
    for place, (layer, original) in enumerate(zip(layers, originals, strict=True)):
        last = pixels_at(layer, document, keys_of(layer)[-1])
        painted = _share_painted(last, whole_pixels(original, document))
        stage.facts[layer.name()] = painted
        assert painted > 0.9, f"{layer.name()} lacks a part of its original"
        # the last touches of a layer may come in the first frame of the next: never the other way
        later = [color_of(other, document) for other in originals[place + 1 :]]
        assert not any(color in _colors(last) for color in later), layer.name()
    document.waitForDone()
    assert canvas_pixels(document) == canvas, "the last frame is not the canvas"
    yield 400
    painter.shot("layers")
    stage.screenshot("layers")

    second = yield from _added_as_one_layer(stage, painter, document)
    whole = animated_layer(second)
    frames = [pixels_at(whole, document, FRAMES + place) for place in range(FRAMES)]
    second.setVisible(False)
    yield from _until_shown(document, range(FRAMES), frames)
    choose_entry(painter, "timeline_start", "beginning")


def scenario_large_import_is_asked_about(stage: Stage) -> Steps:
    document = yield from painted_document(stage, "Large")
    painter = Painter(stage)
    painter.docker.resize(300, 1300)
    yield from reset_options(painter)
    check(painter, "add_when_finished")
    limit = timeline_plan.LARGE_IMPORT_BYTES
    timeline_plan.LARGE_IMPORT_BYTES = 5_000_000
    try:
        yield from ask_for_frames(painter)
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
        yield from until_groups(stage, painter, document, 1)
    finally:
        timeline_plan.LARGE_IMPORT_BYTES = limit
    layer = animated_layer(process_layers(document)[0])
    assert keys_of(layer) == list(range(FRAMES // 2))
    document.setCurrentTime(0)
    yield from stage.until(lambda: painter.slider.value() == 1, "the first of those frames")


def scenario_closed_while_it_is_added(stage: Stage) -> Steps:
    """The document goes away in the midst: a sentence at most, and everything is there again."""
    path = stage.artifacts / "closed.kra"
    document = yield from painted_document(stage, "Closed", path)
    painter = Painter(stage)
    yield from reset_options(painter)
    uncheck(painter, "add_when_finished")
    yield from ask_for_frames(painter)
    assert document.save()
    for pause in (0, 150, 500):
        painter.click("add_to_timeline")
        yield pause
        document.setModified(False)
        document.close()
        yield 500
        document = yield from stage.open_document(path)
        yield from stage.until(lambda: pictures(painter) == FRAMES, f"{pause} ms: the pictures")
        yield from stage.until(lambda: painter.sees("add_to_timeline"), f"{pause} ms: the button")
        assert not process_layers(document), "it was not saved"
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 1)
    painter.click("add_to_timeline")
    yield 80
    painter.click("adding_cancel")
    yield from stage.until(lambda: "Cancelled" in painter.message, "the end of it")
    assert len(process_layers(document)) == 1


def _share_painted(pixels: bytes, original: bytes) -> float:
    """Return how much of what an original covers is covered in `pixels` too."""
    covered = [place for place in range(3, len(original), 4) if original[place]]
    return sum(pixels[place] > 0 for place in covered) / len(covered)


def _colors(pixels: bytes) -> set[bytes]:
    return {pixels[place : place + 4] for place in range(0, len(pixels), 4)}


def _added_as_one_layer(
    stage: Stage, painter: Painter, document: Document
) -> Generator[int, None, Node]:
    """Steps to the group of the process once more, as one layer behind its first."""
    choose_entry(painter, "timeline_layout", "one")
    choose_entry(painter, "timeline_start", "end")
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 2)
    return process_layers(document)[1]


def _until_shown(document: Document, times: Sequence[int], frames: Sequence[bytes]) -> Steps:
    """Steps through the timeline; fail where what the layers show is not the frame."""
    for time, frame in zip(times, frames, strict=True):
        show_time(document, time)
        yield 120
        document.waitForDone()
        assert canvas_pixels(document) == frame, f"the layers do not show the frame at {time}"


def _undo_until(document: Document, left: list[str]) -> Steps:
    for _ in range(6):
        if [group.name() for group in process_layers(document)] == left:
            return
        Krita.instance().action("edit_undo").trigger()
        yield 200
        document.waitForDone()
    raise AssertionError([group.name() for group in process_layers(document)])
