"""What the painter asks for: one of four questions, each with the controls it needs."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.questions import Task
from ..link.session import LinkState
from ..qt import QtCore, QtWidgets
from ..words import tr
from .engine_options import EngineOptions
from .mode_buttons import ModeButtons
from .model_offer import ModelOffer
from .panel_parts import ElidedLabel, align_labels
from .preset_row import PresetRow
from .question_extent import ExtentControls
from .question_goal import GoalControls
from .question_seed import FramesAndSeed
from .question_states import StatesControls
from .wrapping_buttons import WrappingButton


class QuestionSection(QtWidgets.QWidget):
    """The controls of a question; a question under way does not lock them. Emits `asked`."""

    asked = QtCore.pyqtSignal()

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._extras_wanted = False
        self._make_widgets()
        self._lay_out()
        self._connect()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what can be asked for now."""
        task = self._desk.form.task
        self._modes.show_task(task)
        self._goal.setVisible(task is Task.COMPLETE)
        self._states.setVisible(task is Task.INBETWEEN)
        for part in (self._presets, self._goal, self._states, self._extent, self._frames):
            part.refresh(state)
        self._show_options(state)
        align_labels([self._presets.label, self._goal.label, *self._options.labels])
        self._show_size(state)
        self._show_models()
        self._button.set_words(_ask_words(task))

    def show_extras(self) -> None:
        """Offer the models that the engine could do without."""
        self._extras_wanted = True
        self._show_models()

    def _make_widgets(self) -> None:
        self._modes = ModeButtons(self)
        self._presets = PresetRow(self._desk, self)
        self._goal = GoalControls(self._desk, self)
        self._states = StatesControls(self._desk, self)
        self._wake = WrappingButton(tr("Show engines and options"), self)
        self._wake.setObjectName("wake")
        self._wake.setToolTip(tr("Start the backend, which knows what there is to choose"))
        self._unable = QtWidgets.QLabel(tr("No engine here answers this question yet."), self)
        self._unable.setObjectName("unable")
        self._unable.setWordWrap(True)
        self._options = EngineOptions(self._wake, self)
        self._extent = ExtentControls(self._desk, self)
        self._frames = FramesAndSeed(self._desk, self)
        self._size = ElidedLabel(self)
        self._size.setObjectName("size")
        self._models = ModelOffer(self)
        self._button = WrappingButton(parent=self)
        self._button.setObjectName("ask")
        self._button.setToolTip(tr("Ask; you can go on painting meanwhile"))

    def _lay_out(self) -> None:
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._modes,
            self._presets,
            self._goal,
            self._states,
            self._wake,
            self._unable,
            self._options,
            self._extent,
            self._frames,
            self._size,
            self._models,
            self._button,
        ):
            column.addWidget(part)

    def _connect(self) -> None:
        desk = self._desk
        self._modes.chosen.connect(self._on_task)
        self._button.clicked.connect(self._on_ask)
        self._options.engine_chosen.connect(self._on_engine)
        self._options.option_changed.connect(desk.form.change_option)
        self._wake.clicked.connect(desk.start_backend)
        self._models.download_wanted.connect(desk.models.download)
        self._models.cancel_wanted.connect(desk.models.cancel)
        self._models.folder_chosen.connect(desk.models.use_folder)

    def _on_ask(self) -> None:
        self._options.commit()
        self._frames.commit()
        self._desk.ask()
        self.asked.emit()

    def _on_task(self, task: Task) -> None:
        self._options.commit()
        self._extras_wanted = False
        self._desk.form.choose_task(task)
        self.refresh(self._desk.state)

    def _on_engine(self, engine: str) -> None:
        self._extras_wanted = False
        self._desk.form.choose_engine(engine)
        self.refresh(self._desk.state)

    def _show_options(self, state: Optional[DocumentState]) -> None:
        engine, session = self._desk.engine, self._desk.session
        off = session.state in (LinkState.OFF, LinkState.LOST)
        self._options.setVisible(engine is not None)
        self._wake.setVisible(not session.engines and off)
        self._unable.setVisible(engine is None and bool(session.engines))
        if engine is None:
            return
        form = self._desk.form
        self._options.show_engine(form.task, form.engines, engine, form.values(engine))
        shown = state.shown if state is not None else None
        proposal = shown.proposal if shown is not None and form.task is not Task.IMAGINE else ""
        self._options.show_proposal(proposal, self._prompt_hint())

    def _prompt_hint(self) -> str:
        engine = self._desk.engine
        if self._desk.form.task is Task.IMAGINE:
            return tr("What is to be painted, in a few words")
        if engine is not None and self._desk.models.has_tagger(engine):
            return tr("What the picture shows; left empty, the tagger describes it")
        return tr("What the picture shows, in a few words")

    def _show_models(self) -> None:
        """Offer what the engine lacks, in the place of a button that could not be used."""
        engine = self._desk.engine
        offer = self._desk.models.offer(engine) if engine is not None else None
        self._models.show_offer(offer, extras_too=self._extras_wanted)
        able = engine is not None or not self._desk.session.engines
        self._button.setVisible(able and (offer is None or not offer.needed))

    def _show_size(self, state: Optional[DocumentState]) -> None:
        if state is None or state.document.width() < 1:
            self._size.set_words(tr("No document is open"))
            return
        width, height = state.document.width(), state.document.height()
        mebibytes = width * height * 4 * self._desk.settings.frames / 2**20
        self._size.set_words(
            tr("{width} x {height} px, {size} MB of frames").format(
                width=width, height=height, size=f"{mebibytes:,.0f}"
            ),
            tr("The memory that all frames take on Krita's timeline"),
        )
        self._size.setAccessibleName(self._size.words)


def _ask_words(task: Task) -> str:
    return {
        Task.RECONSTRUCT: tr("Reconstruct process"),
        Task.COMPLETE: tr("Complete painting"),
        Task.IMAGINE: tr("Imagine painting"),
        Task.INBETWEEN: tr("Paint what lies between"),
    }[task]
