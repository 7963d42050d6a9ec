"""The docker's controls for the timeline, and documents to try them on."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from krita import Document, Node
from PyQt5 import QtCore, QtGui, QtTest, QtWidgets

from pentimento.document.pixels import image_pixels

from .painter import Painter, paint_something, process_layers
from .stage import Stage

Steps = Generator[int, None, None]

WIDTH, HEIGHT = 480, 360
FRAMES = 12


def painted_document(
    stage: Stage, title: str, path: Path | None = None
) -> Generator[int, None, Document]:
    document = yield from stage.new_document(WIDTH, HEIGHT, title=title)
    paint_something(document)
    if path is not None:
        assert document.saveAs(str(path))
        yield 300
    document.waitForDone()
    return document


def layered_document(stage: Stage, title: str) -> Generator[int, None, tuple[Document, list[Node]]]:
    """Steps to a document with a sky, a hill and a sun before it, and these three layers."""
    document = yield from stage.new_document(WIDTH, HEIGHT, title=title)
    hill = QtGui.QPolygon(
        [QtCore.QPoint(*at) for at in ((0, 360), (120, 150), (480, 300), (480, 360))]
    )
    sun = QtGui.QPolygon(QtCore.QRect(300, 60, 100, 100))
    everything = QtGui.QPolygon(QtCore.QRect(0, 0, WIDTH, HEIGHT))
    layers = []
    for name, color, area in (
        ("sky", "#a0c0e8", everything),
        ("hill", "#467040", hill),
        ("sun", "#f0b040", sun),
    ):
        image = QtGui.QImage(WIDTH, HEIGHT, QtGui.QImage.Format_ARGB32)
        image.fill(0)
        brush = QtGui.QPainter(image)
        brush.setBrush(QtGui.QColor(color))
        brush.setPen(QtCore.Qt.NoPen)
        brush.drawPolygon(area)
        brush.end()
        layer = document.createNode(name, "paintlayer")
        layer.setPixelData(image_pixels(image), 0, 0, WIDTH, HEIGHT)
        document.rootNode().addChildNode(layer, None)
        layers.append(layer)
    document.rootNode().childNodes()[0].remove()
    document.refreshProjection()
    document.waitForDone()
    return document, layers


def whole_pixels(layer: Node, document: Document) -> bytes:
    """Return all pixels of a layer that is not animated, BGRA."""
    return layer.pixelData(0, 0, document.width(), document.height()).data()


def color_of(layer: Node, document: Document) -> bytes:
    """Return the one colour that a layer is painted in, BGRA."""
    pixels = whole_pixels(layer, document)
    return next(
        pixels[place - 3 : place + 1] for place in range(3, len(pixels), 4) if pixels[place] == 255
    )


def ask_for_frames(painter: Painter, seed: int = 5) -> Steps:
    painter.set_frames(FRAMES)
    painter.set_seed(seed)
    painter.ask()
    yield from painter.until_done()
    yield 100


def ask_without_adding(stage: Stage, seed: int = 5) -> Generator[int, None, Painter]:
    """Steps to a process that is painted and stays off the timeline; its options are the usual."""
    painter = Painter(stage)
    yield from reset_options(painter)
    uncheck(painter, "add_when_finished")
    yield from ask_for_frames(painter, seed)
    return painter


def reset_options(painter: Painter) -> Steps:
    yield from open_options(painter)
    choose_entry(painter, "timeline_layout", "one")
    choose_entry(painter, "timeline_start", "beginning")
    type_number(painter, "timeline_spacing", 1)


def open_options(painter: Painter) -> Steps:
    """The settings are the same for all processes; they show with the first one."""
    button = painter.find(QtWidgets.QAbstractButton, "timeline_more")
    if not button.isChecked():
        button.setChecked(True)
    yield 50


def choose_entry(painter: Painter, name: str, value: str) -> None:
    """Go through a choice with the keys until it says `value`."""
    choice = painter.find(QtWidgets.QComboBox, name)
    QtTest.QTest.keyClick(choice, QtCore.Qt.Key_Home)
    while choice.currentData() != value:
        row = choice.currentIndex()
        QtTest.QTest.keyClick(choice, QtCore.Qt.Key_Down)
        assert choice.currentIndex() == row + 1, f"{name} has no {value}"


def type_number(painter: Painter, name: str, number: int) -> None:
    spin = painter.find(QtWidgets.QSpinBox, name)
    spin.selectAll()
    QtTest.QTest.keyClicks(spin, str(number))
    QtTest.QTest.keyClick(spin, QtCore.Qt.Key_Tab)
    assert spin.value() == number


def check(painter: Painter, name: str) -> None:
    check = painter.find(QtWidgets.QCheckBox, name)
    if not check.isChecked():
        QtTest.QTest.keyClick(check, QtCore.Qt.Key_Space)
    assert check.isChecked()


def uncheck(painter: Painter, name: str) -> None:
    check = painter.find(QtWidgets.QCheckBox, name)
    if check.isChecked():
        QtTest.QTest.keyClick(check, QtCore.Qt.Key_Space)
    assert not check.isChecked()


def until_groups(stage: Stage, painter: Painter, document: Document, count: int) -> Steps:
    yield from stage.until(
        lambda: len(process_layers(document)) == count or painter.message != "",
        f"{count} processes on the timeline",
    )
    assert len(process_layers(document)) == count, painter.message
    yield from stage.until(lambda: painter.sees("add_to_timeline"), "the button again")
    yield 100
    document.waitForDone()


def pictures(painter: Painter) -> int:
    return painter.thumbnails if painter.sees("thumbnails") else 0


def keys_of(layer: Node) -> list[int]:
    return [time for time in range(100) if layer.hasKeyframeAtTime(time)]
