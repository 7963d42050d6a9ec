"""The painter: finds the docker's widgets by their names, clicks them, reads what they say."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from krita import Document, Krita, Node
from PyQt5 import QtCore, QtGui, QtTest, QtWidgets

from pentimento.desk.process import PaintingProcess
from pentimento.docker import shared_desk
from pentimento.document.documents import is_own_layer
from pentimento.document.pixels import image_pixels

from .stage import Stage

Steps = Generator[int, None, None]
Widget = TypeVar("Widget", bound=QtCore.QObject)

ANSWER_SECONDS = 60.0

WIDTH, HEIGHT = 300, 720
"""Size of the docker: the narrowest that painters use, high enough for all of it."""


class Painter:
    """Sits in front of the docker in Krita's main window."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        dockers = Krita.instance().dockers()
        self.docker = next(one for one in dockers if one.objectName() == "pentimento")
        self.docker.setFloating(True)
        self.docker.resize(WIDTH, HEIGHT)
        self.docker.show()

    def find(self, kind: type[Widget], name: str) -> Widget:
        """Return a widget (or action) of the docker by its name."""
        found = self.docker.findChild(kind, name)
        assert found is not None, f"the docker has no {kind.__name__} named {name}"
        return found

    def has(self, name: str) -> bool:
        """Whether the docker has a widget of this name."""
        return self.docker.findChild(QtWidgets.QWidget, name) is not None

    def sees(self, name: str) -> bool:
        """Whether the painter can see a widget of this name, perhaps after scrolling."""
        widget = self.docker.findChild(QtWidgets.QWidget, name)
        return widget is not None and widget.isVisibleTo(self.docker)

    def label(self, name: str) -> str:
        """Return what a label or a button says."""
        return self.find(QtWidgets.QWidget, name).text()

    def click(self, name: str) -> None:
        """Click a button that can be seen."""
        button = self.find(QtWidgets.QAbstractButton, name)
        assert button.isVisibleTo(self.docker), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} is disabled"
        QtTest.QTest.mouseClick(button, QtCore.Qt.LeftButton)

    def choose(self, action: str) -> None:
        """Choose an entry of the docker's menu."""
        self.find(QtWidgets.QAction, action).trigger()

    def dialog(self, name: str) -> Generator[int, None, QtWidgets.QDialog]:
        """Steps until a dialog of this name is open; they end in it."""

        def found() -> list[QtWidgets.QDialog]:
            windows = QtWidgets.QApplication.topLevelWidgets()
            return [one for one in windows if one.objectName() == name and one.isVisible()]

        yield from self.stage.until(lambda: bool(found()), f"the dialog {name}")
        yield 50
        return found()[0]

    def set_frames(self, frames: int) -> None:
        """Type a number of frames."""
        self._type("frames", frames)

    def set_seed(self, seed: int) -> None:
        """Type a seed."""
        self._type("seed", seed)

    def _type(self, name: str, number: int) -> None:
        spin = self.find(QtWidgets.QSpinBox, name)
        spin.selectAll()
        QtTest.QTest.keyClicks(spin, str(number))
        QtTest.QTest.keyClick(spin, QtCore.Qt.Key_Tab)
        assert spin.value() == number

    def ask(self) -> None:
        """Press the main button."""
        self.click("ask")

    def cancel(self) -> None:
        """Cancel the newest of the active document's processes that are under way."""
        self.click(f"cancel_{self.running[-1].job_id}")

    @property
    def running(self) -> list[PaintingProcess]:
        """The active document's processes under way, oldest first."""
        state = shared_desk().state
        return state.running if state is not None else []

    @property
    def message(self) -> str:
        """The sentence in the message box, "" where it cannot be seen."""
        box = self.find(QtWidgets.QFrame, "message_box")
        if not box.isVisibleTo(self.docker):
            return ""
        return self.find(QtWidgets.QLabel, "message").text()

    @property
    def status(self) -> str:
        """What the status row says of the backend."""
        return self.find(QtWidgets.QLabel, "status").words

    @property
    def is_offered(self) -> bool:
        """Whether frames of an earlier process are offered."""
        return self.find(QtWidgets.QFrame, "offer").isVisibleTo(self.docker)

    @property
    def thumbnails(self) -> int:
        """How many thumbnails there are."""
        return self.find(QtWidgets.QListWidget, "thumbnails").count()

    @property
    def slider(self) -> QtWidgets.QSlider:
        """The slider over the frames."""
        return self.find(QtWidgets.QSlider, "scrub")

    def until_done(self) -> Steps:
        """Steps until nothing of the active document is under way any more."""
        yield 100
        yield from self.stage.until(
            lambda: not self.running,
            f"the end of the job ({self.message})",
            ANSWER_SECONDS,
        )
        yield 50

    def until_thumbnails(self, count: int, seconds: float = ANSWER_SECONDS) -> Steps:
        """Steps until that many frames have arrived; fail at once where there is a message."""
        yield from self.stage.until(
            lambda: self.thumbnails >= count or self.message != "",
            f"{count} thumbnails",
            seconds,
        )
        assert self.thumbnails >= count, self.message

    def shot(self, title: str) -> None:
        """Save what the docker shows as SCENARIO_docker_TITLE.png."""
        name = f"{self.stage.name}_docker_{title}.png"
        assert self.docker.grab().save(str(self.stage.artifacts / name))


def process_layers(document: Document) -> list[Node]:
    """Return the groups of layers that Pentimento has made."""
    return [node for node in document.rootNode().childNodes() if is_own_layer(node)]


def animated_layer(group: Node) -> Node:
    """Return the one animated layer of a process."""
    (layer,) = group.childNodes()
    assert layer.animated(), "the layer is not animated"
    return layer


def check_process(document: Document, frames: int) -> Node:
    """Check that the one process of a document has its keys, and return its layer."""
    groups = process_layers(document)
    assert len(groups) == 1, [node.name() for node in groups]
    layer = animated_layer(groups[0])
    keys = [time for time in range(frames + 2) if layer.hasKeyframeAtTime(time)]
    assert keys == list(range(frames)), keys
    return layer


def pixels_at(layer: Node, document: Document, time: int) -> bytes:
    """Return a frame's pixels as Krita holds them."""
    return layer.pixelDataAtTime(0, 0, document.width(), document.height(), time).data()


def canvas_pixels(document: Document) -> bytes:
    """Return the merged image, BGRA."""
    return image_pixels(document.projection(0, 0, document.width(), document.height()))


def paint_something(document: Document) -> None:
    """Paint a small picture with several regions on the bottom layer."""
    width, height = document.width(), document.height()
    image = QtGui.QImage(width, height, QtGui.QImage.Format_ARGB32)
    sky = QtGui.QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QtGui.QColor(90, 140, 200))
    sky.setColorAt(1, QtGui.QColor(240, 220, 190))
    painter = QtGui.QPainter(image)
    painter.setRenderHint(QtGui.QPainter.Antialiasing)
    painter.fillRect(image.rect(), sky)
    painter.setPen(QtGui.QPen(QtGui.QColor(40, 30, 30), max(1, width // 100)))
    painter.setBrush(QtGui.QColor(230, 120, 60))
    painter.drawEllipse(QtCore.QPointF(width * 0.65, height * 0.35), width * 0.18, width * 0.18)
    painter.setBrush(QtGui.QColor(70, 110, 60))
    hill = [(0, 0.8), (0.3, 0.55), (0.7, 0.75), (1, 0.6), (1, 1), (0, 1)]
    painter.drawPolygon(QtGui.QPolygonF([QtCore.QPointF(x * width, y * height) for x, y in hill]))
    painter.end()
    layer = document.rootNode().childNodes()[0]
    layer.setPixelData(image_pixels(image), 0, 0, width, height)
    document.refreshProjection()
    document.waitForDone()


def pentimento_folder() -> Path:
    """Return the folder of the backend and of the plugin's own files in this run."""
    return Path(os.environ["PENTIMENTO_HOME"])


def backend_pid() -> int:
    """Return the process id of the backend that runs now."""
    text = (pentimento_folder() / "connection.json").read_text(encoding="utf-8")
    return int(json.loads(text)["pid"])
