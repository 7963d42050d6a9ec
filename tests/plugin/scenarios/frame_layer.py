"""Frames as paint layers, and small pictures of the canvas, in documents of several kinds."""

from __future__ import annotations

import os
from collections.abc import Generator

from krita import Document, Node
from pentimento_scenarios.painter import canvas_pixels, paint_something
from pentimento_scenarios.stage import Stage
from PyQt5 import QtGui

from pentimento.document.canvas_picture import canvas_picture
from pentimento.document.documents import OWN_LAYER_PREFIX
from pentimento.document.frame_layer import FramePixels, Placement, add_frame_layer

Steps = Generator[int, None, None]

ABOVE, BELOW = Placement.ABOVE, Placement.BELOW


def scenario_above_and_below(stage: Stage) -> Steps:
    """Next to the active layer, exact, active, one undo entry; the painter's own stay."""
    document = yield from stage.new_document(300, 200)
    for name in ("low", "high"):
        document.rootNode().addChildNode(document.createNode(name, "paintlayer"), None)
        yield 100
    before, names = stage.undo_texts(), _names(document)
    frame = _noise(300, 200)
    document.setActiveNode(_layer(document, "low"))
    yield 100
    yield from add_frame_layer(document, frame, "Pentimento step 400", ABOVE)
    assert _names(document) == [*names[:2], "Pentimento step 400", "high"]
    layer = _layer(document, "Pentimento step 400")
    assert layer.pixelData(0, 0, 300, 200).data() == frame.pixels
    assert document.activeNode() == layer
    assert stage.undo_texts()[len(before) :] == ["Add Layer"]

    document.setActiveNode(_layer(document, "low"))
    yield 100
    yield from add_frame_layer(document, frame, "beneath", BELOW)
    assert _names(document)[1:4] == ["beneath", "low", "Pentimento step 400"]
    assert len(stage.undo_texts()) == len(before) + 2
    yield from _undo(stage)
    yield from _undo(stage)
    assert _names(document) == names


def scenario_below_the_lowest(stage: Stage) -> Steps:
    document = yield from stage.new_document(300, 200)
    names = _names(document)
    document.setActiveNode(_layer(document, names[0]))
    yield 100
    yield from add_frame_layer(document, _noise(300, 200), "beneath", BELOW)
    assert _names(document) == ["beneath", *names], (_names(document), stage.undo_texts())
    yield from _undo(stage)
    yield from _undo(stage)
    assert _names(document) == names


def scenario_in_a_group_beside_a_mask(stage: Stage) -> Steps:
    """Beside a mask means beside its layer, in that layer's group."""
    document = yield from stage.new_document(300, 200)
    group = document.createGroupLayer("group")
    document.rootNode().addChildNode(group, None)
    yield 100
    inside = document.createNode("inside", "paintlayer")
    group.addChildNode(inside, None)
    yield 100
    mask = document.createNode("mask", "transparencymask")
    inside.addChildNode(mask, None)
    yield 200
    document.setActiveNode(mask)
    yield 200
    assert document.activeNode() == mask
    yield from add_frame_layer(document, _noise(300, 200), "frame", ABOVE)
    assert [node.name() for node in group.childNodes()] == ["inside", "frame"]


def scenario_over_processes(stage: Stage) -> Steps:
    """Above what would hide it, and never in a process, which is no part of the painting."""
    document = yield from stage.new_document(300, 200)
    root = document.rootNode()
    frame = FramePixels(300, 200, bytes((60, 9, 195, 255)) * 60_000)
    (lowest,) = _names(document)
    processes = []
    for name in ("first", "hidden"):
        process = document.createGroupLayer(OWN_LAYER_PREFIX + name)
        root.addChildNode(process, None)
        yield 100
        process.addChildNode(document.createNode(f"frames of {name}", "paintlayer"), None)
        yield 200
        processes.append(process)
    first, hidden = processes
    hidden.setVisible(False)
    document.setActiveNode(_layer(document, lowest))
    yield 200
    yield from add_frame_layer(document, frame, "over the first", ABOVE)
    assert _names(document) == [lowest, first.name(), "over the first", hidden.name()]
    document.refreshProjection()
    document.waitForDone()
    assert canvas_pixels(document) == frame.pixels, "the new layer is hidden"

    document.setActiveNode(first.childNodes()[0])
    yield 200
    yield from add_frame_layer(document, frame, "under the first", BELOW)
    document.setActiveNode(hidden.childNodes()[0])
    yield 200
    yield from add_frame_layer(document, frame, "over the hidden", ABOVE)
    names = [lowest, "under the first", first.name(), "over the first", hidden.name()]
    assert _names(document) == [*names, "over the hidden"]
    assert [len(process.childNodes()) for process in processes] == [1, 1]


def scenario_16_bit_and_cmyk(stage: Stage) -> Steps:
    """One undo entry there too, and the colours of the frame."""
    for model, depth in (("RGBA", "U16"), ("CMYKA", "U8")):
        document = yield from stage.new_document(300, 200, model=model, depth=depth, profile="")
        before = stage.undo_texts()
        frame = FramePixels(300, 200, bytes((60, 9, 195, 255)) * 60_000)
        yield from add_frame_layer(document, frame, "frame", ABOVE)
        assert stage.undo_texts()[len(before) :] == ["Add Layer"]
        assert _layer(document, "frame").colorModel() == model
        document.refreshProjection()
        document.waitForDone()
        blue, green, red = canvas_pixels(document)[:3]
        far = max(abs(blue - 60), abs(green - 9), abs(red - 195))
        assert far <= 8, (model, red, green, blue)
        yield from stage.close(document)


def scenario_canvas_picture(stage: Stage) -> Steps:
    """Looks like the canvas without our own layers; the document is not touched."""
    document = yield from stage.new_document(900, 700)
    paint_something(document)
    expected = _shrunk(document)
    before = stage.undo_texts()
    picture = yield from canvas_picture(document, 300)
    assert (picture.width(), picture.height()) == (300, 233)
    assert _difference(picture, expected) < 4

    own = document.createNode(OWN_LAYER_PREFIX + "1 - Test", "paintlayer")
    own.setPixelData(bytes((0, 0, 255, 255)) * 630_000, 0, 0, 900, 700)
    document.rootNode().addChildNode(own, None)
    yield 300
    document.waitForDone()
    assert _difference(_shrunk(document), expected) > 30
    picture = yield from canvas_picture(document, 300)
    assert _difference(picture, expected) < 4
    assert own.visible()
    assert stage.undo_texts()[len(before) :] == ["Add Layer"]


def _names(document: Document) -> list[str]:
    return [node.name() for node in document.rootNode().childNodes()]


def _layer(document: Document, name: str) -> Node:
    found = [node for node in document.rootNode().childNodes() if node.name() == name]
    assert len(found) == 1, _names(document)
    return found[0]


def _noise(width: int, height: int) -> FramePixels:
    return FramePixels(width, height, os.urandom(width * height * 4))


def _undo(stage: Stage) -> Steps:
    from krita import Krita

    Krita.instance().action("edit_undo").trigger()
    yield 150
    Krita.instance().activeDocument().waitForDone()
    yield 100


def _shrunk(document: Document) -> QtGui.QImage:
    whole = document.projection(0, 0, document.width(), document.height())
    return whole.scaled(300, 233, transformMode=1)


def _difference(one: QtGui.QImage, other: QtGui.QImage) -> float:
    """Return the mean difference of red at some places, 0..255."""
    places = [(x, y) for x in range(5, 295, 10) for y in range(5, 230, 10)]
    reds = [
        abs(QtGui.qRed(one.pixel(*place)) - QtGui.qRed(other.pixel(*place))) for place in places
    ]
    return sum(reds) / len(reds)
