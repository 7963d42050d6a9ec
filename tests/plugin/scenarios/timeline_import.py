"""Putting frames on the timeline of the real Krita, and everything a painter may do meanwhile."""

from __future__ import annotations

from collections.abc import Generator
from itertools import count

from krita import Document, Krita, Node
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtGui, QtWidgets

from pentimento.document.clip import ClipKeeper, read_clip, set_clip
from pentimento.document.pixels import image_pixels
from pentimento.document.stage_layers import StageLayers
from pentimento.document.timeline import show_time, show_timeline
from pentimento.document.timeline_import import (
    MAX_TITLE,
    CommitFailed,
    Committed,
    TimelineImport,
)
from pentimento.document.timeline_plan import Layout, TimelineOptions, TimelinePlan, make_plan
from pentimento.eventloop import Cancelled, run
from pentimento.frame_label import FrameLabel

Steps = Generator[int, None, None]

SUBJECT = "procedural, seed 7"
TITLE = "Pentimento process 1 - procedural, seed 7"


def scenario_process_of_a_painting(stage: Stage) -> Steps:
    """24 frames of 1024 px: keys, pixels, one undo entry, undo, redo, save, reopen."""
    document = yield from stage.new_document(1024, 1024)
    painters_layer = document.activeNode()
    undo_before = stage.undo_texts()
    frames = [_painted(1024, 1024, number) for number in range(24)]
    committed = yield from _commit(document, frames, 1024, 1024)

    assert committed.title == TITLE
    undo_after = stage.undo_texts()
    assert len(undo_after) == len(undo_before) + 1, undo_after
    assert undo_after[:-1] == undo_before, undo_after
    _check_frames(_own_layer(document), frames, 1024, 1024)
    assert document.activeNode() == painters_layer, "the painter's layer is active no more"
    assert document.currentTime() == 0
    assert _clip(document) == (6, 0, 23, 0, 23)
    assert _own_layer(document).isPinnedToTimeline()
    assert _names(document) == ["Background", TITLE], "is not on top"

    show_timeline()
    for time in (0, 11, 23):
        show_time(document, time)
        yield 300
        document.waitForDone()
        canvas = image_pixels(document.projection(0, 0, 1024, 1024))
        assert canvas == frames[time], f"canvas at time {time}"
        stage.screenshot(f"time_{time:02}")

    yield from _save_and_reopen(stage, document, frames)


def scenario_undo_and_redo(stage: Stage) -> Steps:
    document = yield from stage.new_document(256, 256)
    frames = [_plain(256, 256, number) for number in range(8)]
    yield from _commit(document, frames, 256, 256)
    yield from _trigger(document, "edit_undo")
    assert _names(document) == ["Background"], "one undo takes the layer away"
    yield from _trigger(document, "edit_redo")
    _check_frames(_own_layer(document), frames, 256, 256)


def scenario_hammered_undo_and_redo(stage: Stage) -> Steps:
    document = yield from stage.new_document(512, 512)
    frames = [_plain(512, 512, number) for number in range(12)]
    for number in (1, 2, 3):
        committed = yield from _commit(document, frames, 512, 512)
        yield from _hammer(document, committed.title)
        assert len(_names(document)) == 1 + number
        _check_frames(_layers(document.rootNode().childNodes()[-1])[0], frames, 512, 512)


def scenario_16_bit_linear_document(stage: Stage) -> Steps:
    yield from _colors_arrive(stage, "RGBA", "U16", tolerance=1)


def scenario_float_document(stage: Stage) -> Steps:
    yield from _colors_arrive(stage, "RGBA", "F32", tolerance=1)


def scenario_cmyk_document(stage: Stage) -> Steps:
    # Print cannot show all of these colours; Krita shows the nearest ones.
    yield from _colors_arrive(stage, "CMYKA", "U8", tolerance=20)


def scenario_gray_document(stage: Stage) -> Steps:
    yield from _colors_arrive(stage, "GRAYA", "U8", tolerance=1, gray=True)


def scenario_tiny_documents(stage: Stage) -> Steps:
    for width, height in ((1, 1), (2, 3), (64, 1)):
        document = yield from stage.new_document(width, height)
        frames = [_plain(width, height, number) for number in range(8)]
        before = stage.undo_texts()
        yield from _commit(document, frames, width, height)
        assert len(stage.undo_texts()) == len(before) + 1
        _check_frames(_own_layer(document), frames, width, height)
        yield from stage.close(document)


def scenario_single_frame(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    frames = [_plain(64, 64, 5)]
    yield from _commit(document, frames, 64, 64)
    _check_frames(_own_layer(document), frames, 64, 64)


def scenario_start_and_spacing(stage: Stage) -> Steps:
    """Keys at 5, 8, 11, 14; nothing shows before the first, and the last one stays."""
    document = yield from stage.new_document(64, 64)
    frames = [_plain(64, 64, number) for number in range(4)]
    plan = make_plan(_labels(4), (), TimelineOptions(spacing=3), first_time=5)
    assert (plan.first_time, plan.last_time) == (5, 14)
    process = yield from _filled(document, frames, 64, 64, plan)
    committed = yield from process.commit(SUBJECT)
    layer = _own_layer(document)
    assert [time for time in range(30) if layer.hasKeyframeAtTime(time)] == [0, 5, 8, 11, 14]
    paper = bytes((255,)) * 64 * 64 * 4
    for time in (0, 4, 5, 7, 8, 10, 13, 14, 15, 40):
        shown = frames[min(3, (time - 5) // 3)] if time >= 5 else paper
        yield from _check_canvas(document, shown, time)
    assert committed.clip.end == 14


def scenario_every_second_frame(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    frames = [_plain(64, 64, number) for number in range(7)]
    plan = make_plan(_labels(7), (), TimelineOptions(every=2), first_time=0)
    process = yield from _filled(document, frames, 64, 64, plan)
    yield from process.commit(SUBJECT)
    _check_frames(_own_layer(document), frames[::2], 64, 64)


def scenario_a_layer_for_each_stage(stage: Stage) -> Steps:
    """Every frame of the stack is the frame itself; each layer holds what its stage has added."""
    document = yield from stage.new_document(512, 384)
    frames = [_painted(512, 384, number) for number in range(12)]
    labels = [
        FrameLabel(999 - 80 * number, ("sketch", "flats", "detail")[number // 4])
        for number in range(12)
    ]
    plan = make_plan(labels, (), TimelineOptions(Layout.STAGES, spacing=2), first_time=1)
    assert [track.name for track in plan.tracks] == ["Sketch", "Flats", "Detail"]
    layers = StageLayers()
    parts = [layers.part(frame, plan.lanes[number]) for number, frame in enumerate(frames)]
    process = yield from _filled(document, parts, 512, 384, plan)
    show_time(document, plan.last_time)
    yield 100
    undo_before = stage.undo_texts()
    yield from process.commit(SUBJECT)
    assert stage.undo_texts() == [*undo_before, stage.undo_texts()[-1]], "one undo entry"
    document.waitForDone()
    canvas = image_pixels(document.projection(0, 0, 512, 384))
    assert canvas == frames[-1], "the canvas does not show the layers at once"
    group = document.rootNode().childNodes()[-1]
    assert [layer.name() for layer in _layers(group)] == ["Sketch", "Flats", "Detail"]
    for number, time in enumerate(plan.times):
        yield from _check_canvas(document, frames[number], time)
    flats = _layers(group)[1]
    assert [time for time in range(30) if flats.hasKeyframeAtTime(time)] == [0, 9, 11, 13, 15]
    held = flats.pixelDataAtTime(0, 0, 512, 384, 15).data()
    before, after = frames[3], frames[7]
    for at in range(0, len(held), 4):
        new = after[at : at + 4]
        assert held[at : at + 4] == (new if new != before[at : at + 4] else bytes(4))
    show_timeline()
    show_time(document, plan.last_time)
    yield 500
    stage.screenshot("on_the_timeline")
    yield from _hammer(document, TITLE)
    for number, time in enumerate(plan.times):
        yield from _check_canvas(document, frames[number], time)


def scenario_incomplete_is_an_error(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    process = TimelineImport(document, _plan(2))
    yield from process.open()
    outcome = yield from _outcome(stage, process.commit(SUBJECT))
    assert isinstance(outcome, ValueError), outcome
    assert _names(document) == ["Background"]


def scenario_painters_own_animation_is_respected(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    document.setActiveNode(document.rootNode().childNodes()[0])
    yield 50
    yield from _trigger(document, "add_blank_frame")
    assert document.rootNode().childNodes()[0].animated()
    document.setFramesPerSecond(12)
    document.setFullClipRangeEndTime(40)
    frames = [_plain(64, 64, number) for number in range(4)]
    yield from _commit(document, frames, 64, 64)
    assert (document.framesPerSecond(), document.fullClipRangeEndTime()) == (12, 40)
    more = [_plain(64, 64, number) for number in range(50)]
    yield from _commit(document, more, 64, 64)
    assert (document.framesPerSecond(), document.fullClipRangeEndTime()) == (12, 49)


def scenario_undo_takes_the_clip_along(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    before = read_clip(document)
    keeper = ClipKeeper()
    process = yield from _filled(document, [_plain(64, 64, 1), _plain(64, 64, 2)], 64, 64)
    committed = yield from process.commit(SUBJECT)
    assert read_clip(document) == before, "the clip is the keeper's"
    keeper.change(document, committed.layer_id, committed.clip)
    assert _clip(document) == (6, 0, 1, 0, 1)
    yield from _trigger(document, "edit_undo")
    yield from stage.until(lambda: read_clip(document) == before, "the clip as it was")
    yield from _trigger(document, "edit_redo")
    yield from stage.until(lambda: read_clip(document) == committed.clip, "the clip again")
    document.setFramesPerSecond(12)
    yield from _trigger(document, "edit_undo")
    yield 800
    assert document.framesPerSecond() == 12, "what the painter has changed is the painter's"


def scenario_names_are_numbered_and_short(stage: Stage) -> Steps:
    document = yield from stage.new_document(32, 32)
    frames = [_plain(32, 32, number) for number in range(2)]
    yield from _commit(document, frames, 32, 32)
    yield from _commit(document, frames, 32, 32, subject="a " + "very " * 40 + "long subject")
    names = _names(document)
    assert names[1] == TITLE
    assert names[2].startswith("Pentimento process 2 - a very"), names
    assert len(names[2]) <= MAX_TITLE


def scenario_document_out_of_sight(stage: Stage) -> Steps:
    """The painter may be in another document: each gets what is its own, and nothing else."""
    document = yield from stage.new_document(128, 128, title="ours")
    frames = [_plain(128, 128, number) for number in range(6)]
    process = yield from _filled(document, frames, 128, 128)
    other = yield from stage.new_document(96, 96, title="other")
    yield from process.commit(SUBJECT)
    assert _names(other) == ["Background"], "nothing happens to another document"
    assert stage.undo_texts() == ["<empty>"]
    assert Krita.instance().activeDocument() == other
    _check_frames(_own_layer(document), frames, 128, 128)
    _show(stage, document)
    yield 200
    assert len(stage.undo_texts()) == 2
    yield from _trigger(document, "edit_undo")
    assert _names(document) == ["Background"]


def scenario_painter_works_in_the_midst(stage: Stage) -> Steps:
    """Whatever the painter does while we commit: it stays, and so do our frames."""
    document = yield from stage.new_document(512, 512)
    frames = [_plain(512, 512, number) for number in range(6)]
    for turn, pause in enumerate((0, 10, 20, 30, 50, 80, 110)):
        process = yield from _filled(document, frames, 512, 512)
        results: list[object] = []
        run(process.commit(SUBJECT), results.append, results.append)
        yield pause
        name = f"painter's {turn}"
        painters = document.createNode(name, "paintlayer")
        document.rootNode().addChildNode(painters, None)
        yield from stage.until(lambda: bool(results), f"{pause} ms: the commit")  # noqa: B023
        assert isinstance(results[0], Committed), results
        yield 100
        assert name in _names(document), f"{pause} ms: the painter's layer was undone"
        groups = [node for node in document.rootNode().childNodes() if _layers(node)]
        assert len(groups) == turn + 1, _names(document)
        _check_frames(_layers(_by_id(document, results[0].layer_id))[0], frames, 512, 512)


def scenario_painter_undoes_in_the_midst(stage: Stage) -> Steps:
    """An undo by the painter takes away what is on top, and never more than that."""
    document = yield from stage.new_document(256, 256)
    painters = document.createNode("painter's", "paintlayer")
    document.rootNode().addChildNode(painters, None)
    yield 200
    frames = [_plain(256, 256, number) for number in range(6)]
    for pause in (0, 10, 20, 40, 80, 120):
        process = yield from _filled(document, frames, 256, 256)
        results: list[object] = []
        run(process.commit(SUBJECT), results.append, results.append)
        yield pause
        undone = TITLE in _names(document)
        if undone:
            Krita.instance().action("edit_undo").trigger()
        yield from stage.until(lambda: bool(results), f"{pause} ms: the end")  # noqa: B023
        yield 200
        document.waitForDone()
        stage.facts[f"{pause} ms"] = (undone, type(results[0]).__name__)
        assert isinstance(results[0], (Committed, CommitFailed)), results
        assert "painter's" in _names(document), f"{pause} ms: undone more than the painter asked"
        assert (TITLE in _names(document)) != undone
        for node in document.rootNode().childNodes():
            if node.name() == TITLE:
                node.remove()
                yield 100


def scenario_document_closed_while_frames_arrive(stage: Stage) -> Steps:
    document = yield from stage.new_document(128, 128)
    frames = [_plain(128, 128, number) for number in range(4)]
    process = TimelineImport(document, _plan(4))
    yield from process.open()
    yield from process.add_frame(0, frames[0], 128, 128)
    yield from stage.close(document)
    for number in (1, 2, 3):
        yield from process.add_frame(number, frames[number], 128, 128)
    outcome = yield from _outcome(stage, process.commit(SUBJECT))
    assert isinstance(outcome, CommitFailed), outcome
    assert "closed" in str(outcome)


def scenario_document_closed_in_the_midst(stage: Stage) -> Steps:
    for pause in (0, 20, 40, 70, 120):
        document = yield from stage.new_document(256, 256)
        frames = [_plain(256, 256, number) for number in range(6)]
        process = yield from _filled(document, frames, 256, 256)
        results: list[object] = []
        run(process.commit(SUBJECT), results.append, results.append)
        yield pause
        document.setBatchmode(True)
        document.setModified(False)
        document.close()
        yield from stage.until(lambda: bool(results), f"{pause} ms: the end")  # noqa: B023
        stage.facts[f"{pause} ms"] = type(results[0]).__name__
        assert isinstance(results[0], (Committed, CommitFailed)), results
        yield 100
        assert Krita.instance().documents() == [], "a document was left open"


def scenario_cancelled_in_the_midst(stage: Stage) -> Steps:
    for pause in (0, 20, 60):
        document = yield from stage.new_document(256, 256)
        frames = [_plain(256, 256, number) for number in range(6)]
        process = yield from _filled(document, frames, 256, 256)
        results: list[object] = []
        running = run(process.commit(SUBJECT), results.append, results.append)
        yield pause
        running.cancel()
        yield from stage.until(lambda: bool(results), f"{pause} ms: the end")  # noqa: B023
        yield 200
        document.waitForDone()
        stage.facts[f"{pause} ms"] = type(results[0]).__name__
        left = ["Background"] if isinstance(results[0], Cancelled) else ["Background", TITLE]
        assert _names(document) == left, f"{pause} ms: {_names(document)}"
        yield from stage.close(document)


def _colors_arrive(
    stage: Stage, model: str, depth: str, *, tolerance: int, gray: bool = False
) -> Steps:
    """Frames of sRGB look the same in a document of another colour space."""
    document = yield from stage.new_document(64, 64, model=model, depth=depth, profile="")
    colors = [(0x3C, 0x3C, 0xC3), (0x60, 0x80, 0x40), (0x90, 0xC0, 0xE0), (0xFF, 0xFF, 0xFF)]
    if gray:
        colors = [(value, value, value) for value in (0, 60, 128, 255)]
    frames = [bytes((*color, 255)) * 64 * 64 for color in colors]
    before = stage.undo_texts()
    yield from _commit(document, frames, 64, 64)
    assert len(stage.undo_texts()) == len(before) + 1
    worst = 0
    for time, color in enumerate(colors):
        show_time(document, time)
        yield 200
        document.waitForDone()
        shown = image_pixels(document.projection(5, 5, 1, 1))
        worst = max(worst, *(abs(a - b) for a, b in zip(shown, (*color, 255), strict=True)))
    stage.facts["worst difference"] = worst
    assert worst <= tolerance, f"colours are off by up to {worst} of 255"


def _save_and_reopen(stage: Stage, document: Document, frames: list[bytes]) -> Steps:
    path = stage.artifacts / "process.kra"
    assert document.saveAs(str(path))
    yield 200
    document.waitForDone()
    yield from stage.close(document)
    reopened = yield from stage.open_document(path)
    _check_frames(_own_layer(reopened), frames, reopened.width(), reopened.height())
    assert _clip(reopened) == (6, 0, 23, 0, 23)
    assert _own_layer(reopened).isPinnedToTimeline()


def _labels(count: int) -> list[FrameLabel]:
    return [FrameLabel(999 - number, "painting") for number in range(count)]


def _plan(count: int) -> TimelinePlan:
    return make_plan(_labels(count), (), TimelineOptions(), first_time=0)


def _filled(
    document: Document,
    frames: list[bytes],
    width: int,
    height: int,
    plan: TimelinePlan | None = None,
) -> Generator[int, None, TimelineImport]:
    process = TimelineImport(document, plan or _plan(len(frames)))
    yield from process.open()
    for number, frame in enumerate(frames):
        yield from process.add_frame(number, frame, width, height)
    assert process.missing == 0
    return process


def _commit(
    document: Document, frames: list[bytes], width: int, height: int, subject: str = SUBJECT
) -> Generator[int, None, Committed]:
    process = yield from _filled(document, frames, width, height)
    committed = yield from process.commit(subject)
    set_clip(document, committed.clip)
    return committed


def _outcome(stage: Stage, steps: Generator[int, None, object]) -> Generator[int, None, object]:
    results: list[object] = []
    run(steps, results.append, results.append)
    yield from stage.until(lambda: bool(results), "the end of the steps")
    return results[0]


def _trigger(document: Document, action: str) -> Steps:
    Krita.instance().action(action).trigger()
    yield 150
    document.waitForDone()


def _check_frames(layer: Node, frames: list[bytes], width: int, height: int) -> None:
    keys = [time for time in range(len(frames) + 5) if layer.hasKeyframeAtTime(time)]
    assert keys == list(range(len(frames))), f"keys at {keys}"
    for time, frame in enumerate(frames):
        got = layer.pixelDataAtTime(0, 0, width, height, time).data()
        assert got == frame, f"pixels at time {time} are not those of the frame"


def _check_canvas(document: Document, frame: bytes, time: int) -> Steps:
    show_time(document, time)
    yield 60
    document.waitForDone()
    shown = image_pixels(document.projection(0, 0, document.width(), document.height()))
    assert shown == frame, f"the canvas at time {time} is not the frame"


def _hammer(document: Document, title: str) -> Steps:
    """Undo and redo at the speed of key repeat; ends with the layers there."""
    for pause in (0, 10, 30):
        for _ in range(8):
            for action in ("edit_undo", "edit_redo"):
                Krita.instance().action(action).trigger()
                yield pause
    yield 300
    document.waitForDone()
    if title not in _names(document):  # Krita leaves out an undo or redo that it has no time for
        yield from _trigger(document, "edit_redo")
    assert title in _names(document)


def _own_layer(document: Document) -> Node:
    """Return the one animated layer of the first process."""
    group = next(node for node in document.rootNode().childNodes() if node.name() == TITLE)
    (layer,) = _layers(group)
    return layer


def _layers(group: Node) -> list[Node]:
    return [node for node in group.childNodes() if node.animated()]


def _by_id(document: Document, layer_id: str) -> Node:
    nodes = document.rootNode().childNodes()
    return next(node for node in nodes if node.uniqueId().toString() == layer_id)


def _names(document: Document) -> list[str]:
    return [node.name() for node in document.rootNode().childNodes()]


def _clip(document: Document) -> tuple[int, ...]:
    return tuple(read_clip(document))


def _show(stage: Stage, document: Document) -> None:
    """Bring the document's tab to the front, as a click on it does."""
    area = stage.window.findChild(QtWidgets.QMdiArea)
    for sub_window in area.subWindowList():
        area.setActiveSubWindow(sub_window)
        if Krita.instance().activeDocument() == document:
            return
    raise AssertionError("the document has no view")


def _plain(width: int, height: int, number: int) -> bytes:
    """Return a frame of one colour, told from all others by it."""
    return bytes((number * 5 % 256, 100, 255 - number * 5 % 256, 255)) * width * height


def _painted(width: int, height: int, number: int) -> bytes:
    """Return a frame on which `number` more strokes are to be seen than on the first."""
    image = QtGui.QImage(width, height, QtGui.QImage.Format.Format_ARGB32)
    image.fill(QtGui.QColor(244, 238, 226))
    painter = QtGui.QPainter(image)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    for stroke in count():
        if stroke > number:
            break
        color = QtGui.QColor.fromHsv(stroke * 37 % 360, 140, 190)
        pen = QtGui.QPen(color, 44, cap=QtCore.Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        height_at = 60 + stroke * (height - 120) // 24
        painter.drawLine(80, height_at, width - 80, height_at + 40)
    painter.end()
    return image_pixels(image)
