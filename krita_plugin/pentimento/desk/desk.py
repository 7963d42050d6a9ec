"""The painter's desk: the documents on it, and what the docker's buttons do with them.

Knows documents, jobs and the link to the backend; knows nothing of widgets. Each document has a
state of its own, so that two of them never mix.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import List, Optional, Sequence, Tuple

from pentimento_protocol.client import new_id
from pentimento_protocol.messages import EngineDescription, FreeMemory, JobSummary
from pentimento_protocol.places import data_folder

from ..background import Background
from ..document.canvas import check_readable
from ..document.documents import active_document
from ..document.frame_layer import Placement
from ..document.pixels import Unreadable
from ..document.process_layers import see_process
from ..document.timeline import show_time, show_timeline
from ..eventloop import run
from ..link.backend_start import NOT_INSTALLED
from ..link.dispatch import Dispatch
from ..link.session import LinkState, Session
from ..qt import QtCore
from ..words import tr
from .asking import Asking
from .backend_steps import until_ready
from .canvas_look import CanvasLook
from .choosing import Choosing
from .collection import Collection
from .document_places import DocumentPlaces, document_places_file
from .document_state import DocumentState
from .errand import Errand
from .exporting import EXPORT
from .failures import Remedy
from .frame_sources import FrameSources
from .frame_supply import FrameSupply
from .frame_taking import FrameOf, FrameTaking
from .importing import Importing
from .keeping import Keeping
from .learning import LEARN
from .model_shelf import ModelShelf
from .offering import Offering
from .open_documents import OpenDocuments
from .playback import Playback
from .process import PaintingProcess
from .question_form import QuestionForm
from .questions import Question
from .report import make_report
from .settings import Settings, save_settings, settings_file
from .standing import Standing, standing_of
from .thumbnails import Thumbnails
from .told import NOTHING, Told
from .waiting_jobs import WaitingJobs, waiting_jobs_file

FREEING_MS = 2000
"""After so long, what has been freed shows in what devices tell of themselves."""


class Desk(QtCore.QObject):
    """Everything the docker shows and does; `changed` says that it should look again."""

    changed = QtCore.pyqtSignal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.models = ModelShelf(session, self)
        self.exporting = Errand(session, EXPORT, self)
        self.learning = Errand(session, LEARN, self)
        self.form = QuestionForm(session, lambda: self.settings, self.change_settings)
        self.choosing = Choosing(lambda: self.state)
        self._missing = ""
        self._notice = NOTHING
        self._background = Background(parent=self)
        self._dispatch = Dispatch(session, self._background, self)
        self._offering = Offering(
            WaitingJobs(waiting_jobs_file()),
            DocumentPlaces(document_places_file()),
            self._dispatch,
        )
        sources = FrameSources(session)
        self.importing = Importing(sources, lambda: self.settings, self)
        self.keeping = Keeping(sources, self)
        self.thumbnails = Thumbnails(session, sources, self)
        self._asking = Asking(
            session, self._dispatch, self._offering, self.importing, self._background, self
        )
        self.playback = Playback(settings.playback_speed, settings.playback_loop, self)
        self.supply = FrameSupply(session, self)
        self.taking = FrameTaking(self.supply, self)
        self.canvas_look = CanvasLook(self)
        self._documents = OpenDocuments(self._offering, self)
        self._documents.changed.connect(self.changed)
        self._documents.activated.connect(self._on_activated)
        self.collection = Collection(self._offering)
        for doing in (self.importing, self.keeping, self.thumbnails):
            doing.changed.connect(self.changed)
        self.changed.connect(lambda: self.thumbnails.look(self.state))
        self._asking.changed.connect(self.changed)
        self._asking.noticed.connect(self._on_noticed)
        self._dispatch.changed.connect(self.changed)
        self._dispatch.jobs_listed.connect(self._on_jobs_listed)
        self._dispatch.proposed.connect(self._on_proposed)
        self.models.changed.connect(self.changed)
        self.taking.changed.connect(self.changed)
        for errand in (self.exporting, self.learning):
            errand.changed.connect(self.changed)
            errand.told.connect(self._on_told)
        session.changed.connect(self._on_link_changed)
        session.welcomed.connect(self._ask_for_jobs_of_active_document)

    @property
    def state(self) -> Optional[DocumentState]:
        """The state of the active document, None where no document is open."""
        return self._documents.active

    @property
    def engine(self) -> Optional[EngineDescription]:
        """The engine that paints next, None where the backend has not told of one that can."""
        return self.form.engine

    @property
    def frame_looked_at(self) -> Optional[FrameOf]:
        """The frame at the slider, None where there is none."""
        process, index = self.playback.process, self.playback.index
        if self.state is None or process is None or index >= len(process.labels):
            return None
        return FrameOf(self.state, process, index)

    @property
    def told(self) -> Told:
        """What the painter should read now."""
        if self.state is not None and self.state.told.sentence:
            return self.state.told
        return self._notice

    @property
    def queue(self) -> List[Tuple[DocumentState, PaintingProcess]]:
        """The processes under way in all documents, in the order of their turns."""
        return self._asking.queue

    def ask(self) -> None:
        """Ask the question about the active document."""
        document = active_document()
        try:
            check_readable(document)
        except Unreadable as problem:
            no_document = tr(
                "No document is open: open a painting, then ask how it could have been painted."
            )
            self._tell(no_document if document is None else str(problem))
            return
        self._documents.look()
        if self.state is not None:
            self._notice = NOTHING
            self.ask_about(self.state, self.form.question(self.state.wishes))

    def ask_about(self, state: DocumentState, question: Question) -> PaintingProcess:
        """Ask a question about an open document, whatever the docker's controls say."""
        keeps_pixels = self.settings.add_when_finished
        return self._asking.ask(state, question, keeps_pixels=keeps_pixels)

    def cancel(self, process: PaintingProcess) -> None:
        """Cancel a process under way; its frames so far are kept and offered."""
        self._asking.cancel(process)

    def paint_next(self, process: PaintingProcess) -> None:
        """Have a process that waits painted before the others that wait."""
        self._asking.paint_next(process)

    def cancel_newest(self) -> None:
        """Cancel the newest process under way in the active document."""
        if self.state is not None and self.state.running:
            self.cancel(self.state.running[-1])

    def show_waiting(self) -> None:
        """Bring the newest waiting process of the active document onto its timeline."""
        if self.state is not None and self.state.waiting:
            self._asking.bring_back(self.state, self.state.waiting[0])

    def discard_waiting(self) -> None:
        """Delete the newest waiting process of the active document."""
        if self.state is not None:
            self._offering.discard_newest(self.state)

    def copy_frame(self, placement: Placement = Placement.ABOVE) -> None:
        """Put the frame that is looked at into a new layer beside the active one."""
        frame = self.frame_looked_at
        if frame is not None:
            self.taking.copy(frame, placement)

    def show_frame(self, index: int) -> None:
        """Show a frame of the process that is shown on the canvas, where it is on the timeline."""
        shown = self.state.shown if self.state is not None else None
        if self.state is not None and shown is not None and shown.imported is not None:
            place = shown.imported
            see_process(self.state.document, place.layer, self.state.process_layers)
            show_time(self.state.document, place.time_of(index))

    def show_painting(self) -> None:
        """Show the painting itself on the canvas: no process hides it."""
        if self.state is not None:
            see_process(self.state.document, "", self.state.process_layers)

    def add_to_timeline(self) -> None:
        """Put the process that is shown onto the timeline of its document, once more if need be."""
        if self.state is not None and self.state.shown is not None:
            self.importing.add(self.state, self.state.shown)

    def show_timeline(self) -> None:
        """Show Krita's timeline docker."""
        show_timeline()

    def dismiss(self) -> None:
        """Take the message away."""
        self._tell("")

    @property
    def backend_missing(self) -> str:
        """Why no backend can be started here, in a sentence; "" where one can, or one is there."""
        return "" if self.session.state is LinkState.READY else self._missing

    @property
    def backend_place(self) -> Path:
        """The folder that an installed backend lies in."""
        return data_folder() / "environment"

    def look_for_backend(self) -> None:
        """Look again whether a backend can be started."""
        self._missing = self.session.missing()
        self.changed.emit()

    def start_backend(self) -> None:
        """Start the backend, so that the painter sees what it offers."""
        self.session.wake()
        run(
            until_ready(self.session, cancelled=lambda: False),
            failed=lambda error: self._tell(str(error)),
        )

    @property
    def standing(self) -> Standing:
        """How it stands with the backend."""
        under_way = [process for _, process in self.queue]
        return standing_of(self.session, under_way, missing=bool(self._missing))

    def free_memory(self) -> None:
        """Have the backend give up the models that it holds between jobs."""
        if self.session.send(FreeMemory(new_id())):
            QtCore.QTimer.singleShot(FREEING_MS, self.session.greet_again)

    def stop_backend(self) -> None:
        """Stop the backend; what it has not finished goes on at its next start."""
        self.session.stop_backend()

    def change_settings(self, **changes: object) -> None:
        """Change and keep some of the settings."""
        self.settings = replace(self.settings, **changes)
        save_settings(settings_file(), self.settings)
        if "backend" in changes:
            self._missing = self.session.missing()
        self.changed.emit()

    def change_language(self, language: str) -> None:
        """Change and keep the language of the docker, "" for Krita's own."""
        self.change_settings(language=language)

    def help(self, remedy: Remedy) -> None:
        """Do what helps against a failure, as far as it needs no window."""
        if remedy is Remedy.ASK_AGAIN:
            self.ask()
        elif remedy is Remedy.GO_ON and self.state is not None and self.state.shown is not None:
            self._asking.go_on(self.state, self.state.shown)
        elif remedy is Remedy.GET_MODELS and self.engine is not None:
            offer = self.models.offer(self.engine)
            self.models.download([model.name for model in offer.needed] if offer else [])
        elif remedy is Remedy.FREE_MEMORY:
            self.free_memory()
        elif remedy is Remedy.STOP_BACKEND:
            self.stop_backend()

    def report(self) -> str:
        """Return what a painter can send along with a question; it names no path of theirs."""
        return make_report(self.session, self.settings, self.told.sentence)

    def note_saved(self, path: str) -> None:
        """Note that a document has been saved to `path`."""
        self._documents.note_saved(path)

    def close(self) -> None:
        """Let go of everything; for the moment when Krita closes. The backend finishes its jobs."""
        self.session.close()
        self.keeping.close()
        self.supply.close()
        self._background.close()

    def _tell(self, sentence: str) -> None:
        self._notice = Told(sentence) if self.state is None else NOTHING
        if self.state is not None:
            self.state.tell(sentence)
        self.changed.emit()

    def _on_link_changed(self) -> None:
        if self.session.code == NOT_INSTALLED:
            self._missing = self.session.missing()
        self.changed.emit()

    def _on_told(self, told: Told) -> None:
        if self.state is not None:
            self.state.tell(told.sentence, told.details, told.code)
        else:
            self._notice = told
        self.changed.emit()

    def _on_noticed(self, sentence: str) -> None:
        self._notice = Told(sentence)
        self.changed.emit()

    def _on_activated(self) -> None:
        self._ask_for_jobs_of_active_document()
        self.changed.emit()

    def _ask_for_jobs_of_active_document(self) -> None:
        if self.state is not None:
            self._offering.ask_backend(self.state)

    def _on_jobs_listed(self, jobs: Sequence[JobSummary]) -> None:
        self._offering.take_list(self._documents.states, jobs)

    def _on_proposed(self, job_id: str, prompt: str) -> None:
        """Note the words that an engine has put in the place of an empty prompt."""
        process = self._documents.find_process(job_id)
        if process is not None:
            process.proposal = prompt
        self.changed.emit()
