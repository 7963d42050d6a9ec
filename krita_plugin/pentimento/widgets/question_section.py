"""What the painter asks for: the engine, its options, frames and seed, and the button that asks."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.settings import FEWEST_FRAMES, LARGEST_SEED, MOST_FRAMES
from ..desk.submission import chosen_options, reconstructing
from ..link.session import LinkState
from ..qt import QtCore, QtWidgets
from ..words import tr
from .engine_options import NARROWEST_SPIN, EngineOptions
from .model_offer import ModelOffer
from .panel_parts import ElidedLabel, dice_icon, name_widget


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
        self._show_options(state)
        self._show_size(state)
        self._show_models()

    def show_extras(self) -> None:
        """Offer the models that the engine could do without."""
        self._extras_wanted = True
        self._show_models()

    def _make_widgets(self) -> None:
        settings = self._desk.settings
        self._frames = QtWidgets.QSpinBox(self)
        self._frames.setRange(FEWEST_FRAMES, MOST_FRAMES)
        self._frames.setValue(settings.frames)
        name_widget(self._frames, "frames", tr("Number of frames of the process"))
        self._seed = QtWidgets.QSpinBox(self)
        self._seed.setRange(0, LARGEST_SEED)
        self._seed.setValue(settings.seed)
        name_widget(self._seed, "seed", tr("Seed: the same seed gives the same process again"))
        self._dice = QtWidgets.QToolButton(self)
        name_widget(self._dice, "dice", tr("Another seed"))
        self._dice.setIcon(dice_icon(self.palette(), 16, self.devicePixelRatioF()))
        self._options = EngineOptions(self)
        self._wake = QtWidgets.QPushButton(tr("Show engines and options"), self)
        name_widget(
            self._wake, "wake", tr("Start the backend, which knows what there is to choose")
        )
        self._size = ElidedLabel(self)
        self._size.setObjectName("size")
        self._models = ModelOffer(self)
        self._button = QtWidgets.QPushButton(tr("Reconstruct process"), self)
        name_widget(
            self._button,
            "ask",
            tr("Show on the timeline how this canvas could have been painted"),
        )

    def _lay_out(self) -> None:
        request = QtWidgets.QHBoxLayout()
        for title, control in ((tr("&Frames"), self._frames), (tr("&Seed"), self._seed)):
            label = QtWidgets.QLabel(title, self)
            label.setBuddy(control)
            control.setMinimumWidth(NARROWEST_SPIN)
            request.addWidget(label)
            request.addWidget(control, 1)
        request.addWidget(self._dice)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(request)
        for widget in (self._wake, self._options, self._size, self._models, self._button):
            column.addWidget(widget)

    def _connect(self) -> None:
        desk = self._desk
        self._button.clicked.connect(self._on_ask)
        self._frames.valueChanged.connect(self._on_frames)
        self._seed.valueChanged.connect(lambda seed: desk.change_settings(seed=seed))
        self._dice.clicked.connect(lambda: self._seed.setValue(desk.roll_seed()))
        self._options.engine_chosen.connect(self._on_engine)
        self._options.option_changed.connect(desk.change_option)
        self._wake.clicked.connect(desk.start_backend)
        self._models.download_wanted.connect(desk.models.download)
        self._models.cancel_wanted.connect(desk.models.cancel)
        self._models.folder_chosen.connect(desk.models.use_folder)

    def _on_ask(self) -> None:
        self._options.commit()
        self._desk.ask()
        self.asked.emit()

    def _on_frames(self, frames: int) -> None:
        self._desk.change_settings(frames=frames)
        self._show_size(self._desk.state)

    def _on_engine(self, engine: str) -> None:
        self._desk.change_settings(engine=engine)
        self._extras_wanted = False
        self.refresh(self._desk.state)

    def _show_options(self, state: Optional[DocumentState]) -> None:
        engine = self._desk.engine
        self._options.setVisible(engine is not None)
        off = self._desk.session.state in (LinkState.OFF, LinkState.LOST)
        self._wake.setVisible(engine is None and off)
        if engine is not None:
            engines = reconstructing(self._desk.session.engines)
            changed = self._desk.settings.options.get(engine.name, {})
            self._options.show_engine(engines, engine, chosen_options(engine, changed))
            shown = state.shown if state is not None else None
            self._options.show_proposal(shown.proposal if shown is not None else "")

    def _show_models(self) -> None:
        """Offer what the engine lacks, in the place of a button that could not be used."""
        engine = self._desk.engine
        offer = self._desk.models.offer(engine) if engine is not None else None
        self._models.show_offer(offer, extras_too=self._extras_wanted)
        self._button.setVisible(offer is None or not offer.needed)

    def _show_size(self, state: Optional[DocumentState]) -> None:
        if state is None or state.document.width() < 1:
            self._size.set_words(tr("No document is open"))
            return
        width, height = state.document.width(), state.document.height()
        mebibytes = width * height * 4 * self._desk.settings.frames / 2**20
        self._size.set_words(
            tr("{width} x {height} pixels, about {size} MB of frames").format(
                width=width, height=height, size=f"{mebibytes:,.0f}"
            )
        )
