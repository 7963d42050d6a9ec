"""The docker as the documentation shows it: each question, both themes, large fonts, languages.

What is asserted is what a picture cannot show by itself: nothing is wider than the docker,
everything that can be used has a name for those who do not see it, and no letter opens it with Alt:
the docker is part of Krita's window, whose menus have these keys.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from krita import Krita
from pentimento_scenarios.painter import Painter, canvas_pixels, paint_something, process_layers
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore, QtGui, QtWidgets

from pentimento import words
from pentimento.docker import shared_desk
from pentimento.widgets.panel import Panel

Steps = Generator[int, None, None]

FRAMES = 12
WIDTH = 300
QUESTIONS = ("reconstruct", "complete", "imagine", "inbetween")
LANGUAGES = ("de", "ja", "zh")


def scenario_pictures(stage: Stage) -> Steps:
    document = yield from _picture(stage)
    painter = Painter(stage)
    painter.docker.resize(WIDTH, 1000)
    yield 500
    painter.set_frames(FRAMES)
    painter.ask()
    yield from painter.until_thumbnails(4)
    _shot(stage, painter.docker, "watching")
    yield from painter.until_done()
    assert painter.message == "", painter.message
    assert process_layers(document)
    yield 800
    _shot(stage, painter.docker, "reconstruct")
    _check(painter.docker)
    yield from _krita(stage, painter)
    for question in QUESTIONS[1:]:
        painter.click(f"task_{question}")
        yield 300
        _shot(stage, painter.docker, question)
        _check(painter.docker)
    painter.click("task_reconstruct")
    yield 200
    _theme("Krita bright")
    yield 800
    _shot(stage, painter.docker, "bright")
    _theme("Krita dark")
    yield 500
    yield from _large_fonts(stage)
    yield from _languages(stage)
    yield from _narrow_and_large(stage)
    assert canvas_pixels(document)


def _picture(stage: Stage) -> Generator[int, None, object]:
    art = stage.art / "public"
    pictures = sorted(art.glob("p05*.png"))
    if pictures:
        return (yield from stage.open_document(pictures[0]))
    document = yield from stage.new_document(800, 600, title="Hill")
    paint_something(document)
    return document


def _krita(stage: Stage, painter: Painter) -> Steps:
    """The whole window, with the docker where painters have it, and the timeline."""
    for docker in Krita.instance().dockers():
        kept = docker is painter.docker or docker.objectName() in ("ToolBox", "TimelineDocker")
        docker.setVisible(kept)
    painter.docker.setFloating(False)
    stage.window.resize(1500, 1000)
    Krita.instance().action("zoom_to_100pct").trigger()
    yield 800
    painter.slider.setValue(FRAMES // 3)
    yield 1200
    stage.screenshot("krita")
    painter.docker.setFloating(True)
    painter.docker.resize(WIDTH, 1000)
    yield 500


def _large_fonts(stage: Stage) -> Steps:
    with _larger_fonts():
        panel = _new_panel(WIDTH)
        yield 600
        assert panel.grab().save(str(stage.artifacts / "large_fonts.png"))
        _check(panel)
        panel.deleteLater()


def _languages(stage: Stage) -> Steps:
    """A docker speaks the language that was set when it was made."""
    for code in LANGUAGES:
        words.use_language(code)
        panel = _new_panel(WIDTH)
        yield 400
        panel.grab().save(str(stage.artifacts / f"language_{code}.png"))
        _check(panel)
        panel.deleteLater()
    words.use_language("en")


def _narrow_and_large(stage: Stage) -> Steps:
    """With a scroll bar, large fonts and all parts open: every language finds its room."""
    for code in ("en", *LANGUAGES):
        words.use_language(code)
        with _larger_fonts():
            yield from _narrow_panel(stage, code)
    words.use_language("en")


def _narrow_panel(stage: Stage, code: str) -> Steps:
    bar = QtWidgets.QApplication.style().pixelMetric(QtWidgets.QStyle.PM_ScrollBarExtent)
    panel = _new_panel(WIDTH - bar)
    for name in ("more_options", "extent", "timeline_more", "branch"):
        panel.findChild(QtWidgets.QAbstractButton, name).setChecked(True)
    for question in QUESTIONS:
        panel.findChild(QtWidgets.QAbstractButton, f"task_{question}").click()
        yield 150
        panel.resize(WIDTH - bar, panel.height())  # a window does not shrink by itself
        yield 50
        assert panel.width() == WIDTH - bar, (code, question, panel.width())
        _check(panel)
    panel.grab().save(str(stage.artifacts / f"narrow_{code}.png"))
    panel.deleteLater()


def _new_panel(width: int) -> Panel:
    panel = Panel(shared_desk())
    panel.resize(width, 1000)
    panel.setAttribute(QtCore.Qt.WA_DontShowOnScreen)
    panel.show()
    return panel


@contextmanager
def _larger_fonts() -> Iterator[None]:
    """Those of a painter whose desktop has large ones: Krita takes them at its start."""
    usual = QtWidgets.QApplication.font()
    large = QtGui.QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * 1.5)
    QtWidgets.QApplication.setFont(large)
    try:
        yield
    finally:
        QtWidgets.QApplication.setFont(usual)


def _shot(stage: Stage, docker: QtWidgets.QWidget, title: str) -> None:
    area = docker.findChild(QtWidgets.QScrollArea)
    inside = area.widget()
    # all of it, also what would have to be scrolled to
    picture = QtGui.QPixmap(area.viewport().width(), max(inside.height(), 300))
    inside.render(picture)
    assert picture.save(str(stage.artifacts / f"{title}.png"))


def _theme(name: str) -> None:
    def actions(menu: QtWidgets.QMenu) -> Generator[QtWidgets.QAction, None, None]:
        for action in menu.actions():
            if action.menu() is not None:
                yield from actions(action.menu())
            else:
                yield action

    bar = Krita.instance().activeWindow().qwindow().menuBar()
    for top in bar.actions():
        if top.menu() is not None:
            for action in actions(top.menu()):
                if action.text().replace("&", "") == name:
                    action.trigger()
                    return
    raise AssertionError(f"Krita has no theme {name}")


def _check(docker: QtWidgets.QWidget) -> None:
    """Nothing sticks out at the side, what can be used has a name, and Alt is left to the menus."""
    panel = docker if isinstance(docker, Panel) else docker.findChild(Panel)
    for widget in panel.findChildren(QtWidgets.QWidget):
        if not widget.isVisibleTo(panel) or widget.window() is not panel.window():
            continue
        right = widget.mapTo(panel, QtCore.QPoint(widget.width(), 0)).x()
        inside = isinstance(widget.parentWidget(), (QtWidgets.QAbstractItemView,))
        scrolled = _is_scrolled(widget, panel)
        assert inside or scrolled or right <= panel.width() + 1, (
            f"{widget.objectName() or widget} ends at {right} of {panel.width()}"
        )
        if isinstance(widget, (QtWidgets.QLabel, QtWidgets.QAbstractButton)):
            key = QtGui.QKeySequence.mnemonic(widget.text())
            assert key.isEmpty(), f"“{widget.text()}” takes {key.toString()} from Krita's menus"
        usable = isinstance(
            widget, (QtWidgets.QAbstractButton, QtWidgets.QComboBox, QtWidgets.QAbstractSpinBox)
        )
        if usable and not scrolled and widget.focusPolicy() != QtCore.Qt.NoFocus:
            named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert named, f"{widget.objectName() or widget} has no name for screen readers"


def _is_scrolled(widget: QtWidgets.QWidget, panel: QtWidgets.QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not panel:
        if isinstance(parent, QtWidgets.QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
