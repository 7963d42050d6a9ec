"""The process that is shown: a frame large, the slider over all of them, player and strip."""

from __future__ import annotations

from typing import Callable, Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.process import PaintingProcess
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .comparison import CompareMode, Comparison
from .filmstrip import Filmstrip, WorkingPicture
from .frame_keys import FrameKeys
from .frame_words import frame_title, stage_words, step_words
from .icons import icon_button, label_button
from .large_preview import LargePreview
from .panel_parts import ElidedLabel, name_widget
from .picture_view import PictureView
from .player import Player
from .stage_slider import ScrubSlider, Stage, StageRuler

TIMELINE_MS = 150
SCRUB_MS = 50
"""Pause between two moves of Krita's timeline while the painter drags."""

REST_MS = 180
"""How long a frame is looked at before a larger picture of it is fetched."""


class ProcessView(QtWidgets.QWidget):
    """Shows the frames of the active document's process.

    Hovering over the strip only looks; the slider, the player and a click on the strip move through
    the process, and through Krita's timeline where the process is on it and the painter wants that.
    """

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._playback = desk.playback
        self._looked_at = -1
        self._on_its_way = False
        self._led_by_timeline = False
        self._comparison = Comparison(self)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._rest_timer = _single_shot(self, REST_MS, self._on_rest)
        self._scrub_timer = _single_shot(self, SCRUB_MS, self._move_timeline)
        self._timeline_timer = QtCore.QTimer(self)
        self._timeline_timer.timeout.connect(self._follow_timeline)

    def showEvent(self, a0: QtGui.QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow Krita's timeline from now on."""
        super().showEvent(a0)
        self._timeline_timer.start(TIMELINE_MS)
        self._comparison.rest(resting=False)

    def hideEvent(self, a0: QtGui.QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Do nothing while nobody sees it."""
        super().hideEvent(a0)
        self._timeline_timer.stop()
        self._preview.hide()
        self._comparison.rest(resting=True)
        self._playback.pause()

    def enterEvent(self, a0: QtCore.QEvent) -> None:  # noqa: N802 (Qt's name)
        """See what has become of the canvas: the painter comes from there."""
        super().enterEvent(a0)
        self._look_at_canvas()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show the frames that there are now."""
        shown = state.shown if state is not None else None
        self._playback.look_at(shown)
        self.setVisible(self._playback.count > 0)
        self._strip.show_pictures(shown.pictures if shown is not None else [])
        if shown is None:
            return
        self._title.set_words(shown.title)
        self._strip.setVisible(bool(shown.pictures))
        self._working.show_image(shown.job.preview if shown.job and shown.running else None)
        self._slider.setRange(0, max(0, self._playback.count - 1))
        self._slider.setTickInterval(1)
        self._ruler.show_stages(
            [
                Stage(start, stage_words(shown.labels[start].stage))
                for start in self._playback.stage_starts()
            ]
        )
        self._show_canvas_button(shown)
        if state is not None and self._comparison.mode is not CompareMode.OFF:
            self._desk.canvas_look.turn_to(state.document)
        self._show_position()

    def _make_widgets(self) -> None:
        settings = self._desk.settings
        self._title = ElidedLabel(self)
        self._title.setObjectName("process_title")
        split, flicker = tr("Compare with the canvas side by side"), tr("Compare by turns")
        self._split = icon_button(self, "compare_split", "mirror-view", split, checkable=True)
        self._flicker = icon_button(self, "compare_flicker", "onionOn", flicker, checkable=True)
        self._large = icon_button(
            self,
            "large_preview_wanted",
            "view-preview",
            tr("Show a large picture beside the docker while the pointer is over the frames"),
            checkable=True,
        )
        self._large.setChecked(settings.large_preview)
        self._eye = icon_button(self, "show_on_canvas", "visible", "", checkable=True)
        self._eye.setChecked(settings.show_on_canvas)
        self._view = PictureView(self._comparison, self)
        name_widget(self._view, "frame", tr("The frame at the slider"))
        self._slider = ScrubSlider(self)
        name_widget(self._slider, "scrub", tr("Move through the process"))
        self._ruler = StageRuler(self._slider, self)
        self._ruler.setObjectName("stages")
        self._words = ElidedLabel(self)
        self._words.setObjectName("stage")
        self._step = QtWidgets.QLabel(self)
        name_widget(
            self._step,
            "step",
            tr("How many undo steps lead from the finished painting back to this frame (0 to 999)"),
        )
        self._player = Player(self._playback, self)
        self._strip = Filmstrip(self)
        name_widget(self._strip, "thumbnails", tr("The frames of the process"))
        self._strip.setToolTip("")
        self._working = WorkingPicture(self)
        self._working.setObjectName("working_picture")
        self._preview = LargePreview(self._comparison, self._strip, self)

    def _lay_out(self) -> None:
        head = QtWidgets.QHBoxLayout()
        head.setSpacing(1)
        head.addWidget(self._title, 1)
        for button in (self._split, self._flicker, self._large, self._eye):
            head.addWidget(button)
        under_slider = QtWidgets.QHBoxLayout()
        under_slider.addWidget(self._words, 1)
        under_slider.addWidget(self._step)
        strip = QtWidgets.QHBoxLayout()
        strip.setSpacing(3)
        strip.addWidget(self._strip, 1)
        strip.addWidget(self._working, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._view)
        column.addWidget(self._slider)
        column.addWidget(self._ruler)
        column.addLayout(under_slider)
        column.addWidget(self._player)
        column.addLayout(strip)

    def _connect(self) -> None:
        self._playback.moved.connect(self._on_moved)
        self._playback.changed.connect(self._show_position)
        self._slider.valueChanged.connect(self._on_slider)
        self._ruler.chosen.connect(self._on_slider)
        self._strip.chosen.connect(self._on_slider)
        self._strip.looked_at.connect(self._on_looked_at)
        self._player.settings_chosen.connect(self._on_player_settings)
        self._split.toggled.connect(lambda on: self._compare(CompareMode.SPLIT, on))
        self._flicker.toggled.connect(lambda on: self._compare(CompareMode.FLICKER, on))
        self._large.toggled.connect(lambda on: self._desk.change_settings(large_preview=on))
        self._eye.toggled.connect(self._on_eye)
        self._desk.canvas_look.changed.connect(self._show_canvas)
        self._desk.supply.picture_came.connect(self._on_picture)
        for widget in (self._view, self._slider, self._strip):
            self._connect_keys(widget.keys)

    def _connect_keys(self, keys: FrameKeys) -> None:
        keys.step_wanted.connect(self._playback.step)
        keys.stage_wanted.connect(self._playback.step_stage)
        keys.end_wanted.connect(self._playback.go_to_end)
        keys.play_wanted.connect(self._playback.toggle)

    @property
    def _process(self) -> Optional[PaintingProcess]:
        return self._playback.process

    def _on_slider(self, index: int) -> None:
        self._playback.pause()
        self._playback.go_to(index)

    def _on_moved(self, _: int) -> None:
        self._show_position()
        self._on_its_way = not self._led_by_timeline
        if not self._scrub_timer.isActive():
            self._move_timeline()
            self._scrub_timer.start()

    def _on_looked_at(self, index: int) -> None:
        self._looked_at = index
        self._show_position()
        if index < 0:
            self._preview.hide()

    def _on_player_settings(self, speed: int, loop: bool) -> None:
        self._desk.change_settings(playback_speed=speed, playback_loop=loop)

    def _on_eye(self, on: bool) -> None:
        self._desk.change_settings(show_on_canvas=on)
        self._on_its_way = on
        if on:
            self._move_timeline()
        else:
            self._desk.show_painting()
        if self._process is not None:
            self._show_canvas_button(self._process)

    def _show_canvas_button(self, process: PaintingProcess) -> None:
        on_timeline = process.imported is not None
        self._eye.setEnabled(on_timeline)
        if not on_timeline:
            words = tr("Show on the canvas: add the process to the timeline first")
        elif self._eye.isChecked():
            words = tr("The canvas shows the frame at the slider; press to see your painting")
        else:
            words = tr("Show the frame at the slider on the canvas")
        label_button(self._eye, "visible" if self._eye.isChecked() else "novisible", words)

    def _move_timeline(self) -> None:
        """Move Krita's timeline; not while playing, it could not follow."""
        if self._on_its_way and not self._playback.playing:
            self._on_its_way = False
            if self._desk.settings.show_on_canvas:
                self._desk.show_frame(self._playback.index)

    def _follow_timeline(self) -> None:
        """Go where the painter has gone on Krita's own timeline."""
        state = self._desk.state
        busy = self._slider.isSliderDown() or self._on_its_way or self._playback.playing
        if state is None or busy or not self._desk.settings.show_on_canvas:
            return
        index = state.shown_frame()
        if index is not None and index != self._playback.index:
            self._led_by_timeline = True
            self._playback.go_to(index)
            self._led_by_timeline = False

    def _show_position(self) -> None:
        """Show the frame that is looked at: under the pointer, or at the slider."""
        process = self._process
        self._slider.show_value(self._playback.index)
        self._strip.select(self._playback.index)
        labels = process.labels if process is not None else []
        index = self._looked_at if 0 <= self._looked_at < len(labels) else self._playback.index
        if process is None or index >= len(labels):
            return
        label = labels[index]
        self._ruler.show_frame(index)
        self._words.set_words(
            tr("{stage} · frame {frame} of {frames}").format(
                stage=stage_words(label.stage), frame=index + 1, frames=len(labels)
            )
        )
        self._step.setText(step_words(label.step))
        self._show_picture(process, index)
        self._rest_timer.start()

    def _show_picture(self, process: PaintingProcess, index: int) -> None:
        picture = self._desk.supply.picture(process, index)
        self._view.setVisible(picture is not None)
        self._view.show_image(picture)
        hovering = self._looked_at == index and self._desk.settings.large_preview
        if hovering and picture is not None:
            self._preview.show_frame(picture, frame_title(index, process.labels[index]))

    def _on_rest(self) -> None:
        state, process = self._desk.state, self._process
        if state is None or process is None or self._playback.playing or not self.isVisible():
            return
        index = self._looked_at if self._looked_at >= 0 else self._playback.index
        if index < self._playback.count:
            self._desk.supply.want_picture(state.document, process, index)

    def _on_picture(self, process: PaintingProcess, index: int) -> None:
        looked_at = self._looked_at if self._looked_at >= 0 else self._playback.index
        if process is self._process and index == looked_at:
            self._show_picture(process, index)

    def _compare(self, mode: CompareMode, on: bool) -> None:
        other = self._flicker if mode is CompareMode.SPLIT else self._split
        if on:
            other.setChecked(False)
        elif self._comparison.mode is not mode:
            return  # the other one has been chosen meanwhile
        self._comparison.choose(mode if on else CompareMode.OFF)
        self._look_at_canvas()

    def _look_at_canvas(self) -> None:
        state = self._desk.state
        if state is not None and self._comparison.mode is not CompareMode.OFF:
            self._desk.canvas_look.look(state.document)

    def _show_canvas(self) -> None:
        self._comparison.show_canvas(self._desk.canvas_look.picture)


def _single_shot(parent: QtCore.QObject, pause: int, slot: Callable[[], None]) -> QtCore.QTimer:
    timer = QtCore.QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(slot)
    return timer
