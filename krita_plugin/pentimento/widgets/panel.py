"""The inside of the docker: widgets only. Shows what the desk says, passes on what is done."""

from __future__ import annotations

from typing import Callable, Optional, Tuple

from pentimento_protocol.messages import EngineDescription

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.settings import FEWEST_FRAMES, LARGEST_SEED, MOST_FRAMES
from ..desk.submission import choose_engine, chosen_options, reconstructing
from ..link.jobs import JobPhase, ProcessJob
from ..link.session import LinkState, Session
from ..qt import QAction, QtCore, QtGui, QtWidgets
from .engine_options import NARROWEST_SPIN, EngineOptions
from .frame_view import FrameView, ScrubSlider, ThumbnailStrip
from .model_offer import ModelOffer
from .panel_parts import ElidedLabel, MessageBox, OfferRow, StatusRow, dice_icon

REFRESH_MS = 30
TIMELINE_MS = 150
SCRUB_MS = 50
"""Pause between two moves of Krita's timeline while the painter drags."""

PROGRESS_STEPS = 1000

GREEN, AMBER, RED = (QtGui.QColor(name) for name in ("#3fae5a", "#e0a030", "#d9534f"))


class Panel(QtWidgets.QWidget):
    """The docker's content; refreshes itself when the desk has changed and it can be seen."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("pentimento_panel")
        self._desk = desk
        self._target: Optional[int] = None
        self._extras_wanted = False
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._refresh_timer = _single_shot(self, REFRESH_MS, self.refresh)
        self._scrub_timer = _single_shot(self, SCRUB_MS, self._move_timeline)
        self._timeline_timer = QtCore.QTimer(self)
        self._timeline_timer.timeout.connect(self._follow_timeline)
        self.refresh()

    def showEvent(self, a0: QtGui.QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up, and follow Krita's timeline from now on."""
        super().showEvent(a0)
        self._desk.models.look()
        self.refresh()
        self._timeline_timer.start(TIMELINE_MS)

    def hideEvent(self, a0: QtGui.QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Do nothing while nobody sees it."""
        super().hideEvent(a0)
        self._timeline_timer.stop()

    def refresh(self) -> None:
        """Show the desk's state as it is now."""
        state = self._desk.state
        self._status.show_status(*_status(self._desk.session, state))
        self._stop_action.setEnabled(self._desk.session.state is LinkState.READY)
        self._message.show_message(*_message(self._desk))
        self._offer.setVisible(state is not None and bool(state.waiting) and not state.running)
        self._show_options(state)
        self._show_size(state)
        self._show_job(state)
        self._show_models(state)
        self._show_frames(state)

    def _make_widgets(self) -> None:
        settings = self._desk.settings
        self._status = StatusRow(self)
        menu = QtWidgets.QMenu(self)
        self._timeline_action = _action(menu, "Show the timeline", "show_timeline")
        self._extras_action = _action(menu, "Models that are not here…", "show_extras")
        self._stop_action = _action(menu, "Stop the backend", "stop_backend")
        self._status.menu_button.setMenu(menu)
        self._offer = OfferRow(self)
        self._frames = QtWidgets.QSpinBox(self)
        self._frames.setRange(FEWEST_FRAMES, MOST_FRAMES)
        self._frames.setValue(settings.frames)
        _name(self._frames, "frames", "Number of frames of the process")
        self._seed = QtWidgets.QSpinBox(self)
        self._seed.setRange(0, LARGEST_SEED)
        self._seed.setValue(settings.seed)
        _name(self._seed, "seed", "Seed: the same seed gives the same process again")
        self._dice = QtWidgets.QToolButton(self)
        _name(self._dice, "dice", "Another seed")
        self._dice.setIcon(dice_icon(self.palette(), 16, self.devicePixelRatioF()))
        self._options = EngineOptions(self)
        self._wake = QtWidgets.QPushButton("Show engines and options", self)
        _name(self._wake, "wake", "Start the backend, which knows what there is to choose")
        self._size = ElidedLabel(self)
        self._size.setObjectName("size")
        self._button = QtWidgets.QPushButton("Reconstruct process", self)
        self._button.setObjectName("reconstruct")
        self._models = ModelOffer(self)
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        _name(self._bar, "progress", "How far the process is")
        self._note = ElidedLabel(self)
        self._note.setObjectName("note")
        self._message = MessageBox(self)
        self._view = FrameView(self)
        _name(self._view, "frame", "The frame at the slider")
        self._slider = ScrubSlider(self)
        _name(self._slider, "scrub", "Move through the process, here and on Krita's timeline")
        self._stage = ElidedLabel(self)
        self._stage.setObjectName("stage")
        self._step = QtWidgets.QLabel(self)
        self._step.setObjectName("step")
        self._step.setToolTip("Operation step: 999 is the first mark, 0 the finished canvas")
        self._strip = ThumbnailStrip(self)
        _name(self._strip, "thumbnails", "The frames of the process")
        self._strip.setToolTip("")

    def _lay_out(self) -> None:
        request = QtWidgets.QHBoxLayout()
        for title, control in (("&Frames", self._frames), ("&Seed", self._seed)):
            label = QtWidgets.QLabel(title, self)
            label.setBuddy(control)
            control.setMinimumWidth(NARROWEST_SPIN)
            request.addWidget(label)
            request.addWidget(control, 1)
        request.addWidget(self._dice)
        under_slider = QtWidgets.QHBoxLayout()
        under_slider.addWidget(self._stage, 1)
        under_slider.addWidget(self._step)
        self._process = QtWidgets.QWidget(self)
        process = QtWidgets.QVBoxLayout(self._process)
        process.setContentsMargins(0, 0, 0, 0)
        process.addWidget(self._view, 100)
        process.addWidget(self._slider)
        process.addLayout(under_slider)
        process.addWidget(self._strip)
        process.addStretch(1)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._status)
        column.addWidget(self._offer)
        column.addLayout(request)
        column.addWidget(self._wake)
        column.addWidget(self._options)
        column.addWidget(self._size)
        column.addWidget(self._models)
        column.addWidget(self._button)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        column.addWidget(self._message)
        column.addWidget(self._process, 1)
        self._filler = QtWidgets.QWidget(self)
        column.addWidget(self._filler, 1)

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._refresh_soon)
        self._button.clicked.connect(self._on_button)
        self._frames.valueChanged.connect(self._on_frames)
        self._seed.valueChanged.connect(lambda seed: desk.change_settings(seed=seed))
        self._dice.clicked.connect(lambda: self._seed.setValue(desk.roll_seed()))
        self._options.engine_chosen.connect(self._on_engine)
        self._options.option_changed.connect(desk.change_option)
        self._wake.clicked.connect(desk.start_backend)
        self._models.download_wanted.connect(desk.models.download)
        self._models.cancel_wanted.connect(desk.models.cancel)
        self._models.folder_chosen.connect(desk.models.use_folder)
        self._extras_action.triggered.connect(self._on_extras)
        self._timeline_action.triggered.connect(desk.show_timeline)
        self._stop_action.triggered.connect(desk.stop_backend)
        self._offer.show_button.clicked.connect(desk.show_waiting)
        self._offer.discard_button.clicked.connect(desk.discard_waiting)
        self._message.close_button.clicked.connect(desk.dismiss)
        self._slider.valueChanged.connect(self._on_slider)
        self._strip.chosen.connect(self._slider.setValue)

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _on_button(self) -> None:
        self._options.commit()
        state = self._desk.state
        if state is not None and state.running:
            self._desk.cancel()
        else:
            self._desk.reconstruct()
        self.refresh()

    def _on_frames(self, frames: int) -> None:
        self._desk.change_settings(frames=frames)
        self._show_size(self._desk.state)

    def _on_engine(self, engine: str) -> None:
        self._desk.change_settings(engine=engine)
        self._extras_wanted = False
        self.refresh()

    def _on_extras(self) -> None:
        self._extras_wanted = True
        self.refresh()

    def _on_slider(self, index: int) -> None:
        self._show_frame(index)
        self._target = index
        if not self._scrub_timer.isActive():
            self._move_timeline()
            self._scrub_timer.start()

    def _move_timeline(self) -> None:
        if self._target is not None:
            self._desk.show_frame(self._target)
            self._target = None

    def _follow_timeline(self) -> None:
        """Let the slider follow when the painter moves through Krita's own timeline."""
        state = self._desk.state
        if state is None or self._slider.isSliderDown() or self._target is not None:
            return
        index = state.shown_frame()
        if index is not None and index != self._slider.value():
            _set_quietly(self._slider, index)
            self._show_frame(index)

    def _show_options(self, state: Optional[DocumentState]) -> None:
        engine = self._engine()
        self._options.setVisible(engine is not None)
        off = self._desk.session.state in (LinkState.OFF, LinkState.LOST)
        self._wake.setVisible(engine is None and off)
        if engine is not None:
            engines = reconstructing(self._desk.session.engines)
            changed = self._desk.settings.options.get(engine.name, {})
            self._options.show_engine(engines, engine, chosen_options(engine, changed))
            self._options.show_proposal(state.proposal if state is not None else "")

    def _show_models(self, state: Optional[DocumentState]) -> None:
        """Offer what the engine lacks, in the place of a button that could not be used."""
        engine = self._engine()
        offer = self._desk.models.offer(engine) if engine is not None else None
        running = state is not None and state.running
        self._models.show_offer(None if running else offer, extras_too=self._extras_wanted)
        self._extras_action.setEnabled(offer is not None and not offer.needed)
        self._button.setVisible(running or offer is None or not offer.needed)

    def _engine(self) -> Optional[EngineDescription]:
        """Return the engine that paints next, None where the backend has not told of any yet."""
        engines = reconstructing(self._desk.session.engines)
        return choose_engine(engines, self._desk.settings.engine) if engines else None

    def _show_size(self, state: Optional[DocumentState]) -> None:
        if state is None or state.document.width() < 1:
            self._size.set_words("No document is open")
            return
        width, height = state.document.width(), state.document.height()
        mebibytes = width * height * 4 * self._desk.settings.frames / 2**20
        self._size.set_words(f"{width} x {height} pixels, about {mebibytes:,.0f} MB of frames")

    def _show_job(self, state: Optional[DocumentState]) -> None:
        job = state.job if state is not None else None
        running = job is not None and job.running
        for control in (self._frames, self._seed, self._dice, self._options):
            control.setEnabled(not running)
        self._bar.setVisible(running)
        self._note.setVisible(running)
        if job is None or not running:
            self._button.setText("Reconstruct process")
            self._button.setToolTip("Show on the timeline how this canvas could have been painted")
            self._button.setEnabled(True)
            return
        self._button.setText("Cancelling…" if job.cancelling else "Cancel")
        self._button.setToolTip("Stop; the frames painted so far are kept")
        self._button.setEnabled(not job.cancelling and job.phase is not JobPhase.ADDING)
        self._bar.setValue(round(_fraction(job) * PROGRESS_STEPS))
        self._note.set_words(_note(job))

    def _show_frames(self, state: Optional[DocumentState]) -> None:
        labels = state.labels() if state is not None else []
        pictures = state.pictures if state is not None else []
        self._process.setVisible(bool(labels))
        self._filler.setVisible(not labels)
        self._strip.show_pictures(pictures)
        self._strip.setVisible(bool(pictures))
        self._view.setVisible(bool(pictures))
        blocked = self._slider.blockSignals(True)
        was_at_end = self._slider.value() == self._slider.maximum()
        self._slider.setRange(0, max(0, len(labels) - 1))
        if was_at_end and state is not None and state.running:
            self._slider.setValue(self._slider.maximum())
        self._slider.blockSignals(blocked)
        self._show_frame(self._slider.value())

    def _show_frame(self, index: int) -> None:
        state = self._desk.state
        labels = state.labels() if state is not None else []
        if state is None or not 0 <= index < len(labels):
            return
        label = labels[index]
        self._stage.set_words(f"{label.stage.capitalize()} · frame {index + 1} of {len(labels)}")
        self._step.setText(f"step {label.step}")
        if index < len(state.pictures):
            self._view.show_image(state.pictures[index].picture)
            self._strip.select(index)


def _status(session: Session, state: Optional[DocumentState]) -> Tuple[QtGui.QColor, str]:
    """Return the dot's colour and the words for how the plugin stands with the backend."""
    device = session.devices[0] if session.devices else ""
    if session.state is LinkState.READY:
        working = state is not None and state.running
        words = "Working" if working else "Ready"
        return (AMBER if working else GREEN), f"{words}: {device}"
    if session.state is LinkState.STARTING:
        return AMBER, "Starting the backend…"
    if session.state is LinkState.LOST:
        return RED, "The backend is lost"
    return QtGui.QColor(QtCore.Qt.GlobalColor.gray), "Off, starts with the first process"


def _message(desk: Desk) -> Tuple[str, str]:
    """Return the sentence to show and its details."""
    state = desk.state
    if state is not None and state.message:
        return state.message, state.details
    return desk.notice, ""


def _fraction(job: ProcessJob) -> float:
    if job.phase is JobPhase.ADDING:
        return 1.0
    return max(min(job.fraction, 1.0), len(job.pictures) / max(1, job.frames))


def _note(job: ProcessJob) -> str:
    """Return a few words on what is being done."""
    words = job.phase.value
    if job.phase is JobPhase.PAINTING and job.pictures:
        words += f" frame {len(job.pictures)} of {job.frames}"
    return f"{words}: {job.note}" if job.note else f"{words}…"


def _name(widget: QtWidgets.QWidget, name: str, words: str) -> None:
    widget.setObjectName(name)
    widget.setToolTip(words)
    widget.setAccessibleName(words)


def _action(menu: QtWidgets.QMenu, title: str, name: str) -> QAction:
    action = menu.addAction(title)
    action.setObjectName(name)
    return action


def _set_quietly(slider: QtWidgets.QSlider, value: int) -> None:
    blocked = slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(blocked)


def _single_shot(parent: QtCore.QObject, pause: int, slot: Callable[[], None]) -> QtCore.QTimer:
    timer = QtCore.QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(slot)
    return timer
