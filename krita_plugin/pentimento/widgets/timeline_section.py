"""What becomes of a process: onto the timeline, and whether the document keeps its frames."""

from __future__ import annotations

from typing import Optional

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.importing import LargeImport
from ..desk.process import PaintingProcess
from ..document.timeline_plan import size_words
from ..qt import QtCore, QtWidgets
from ..words import tr
from .icons import icon_button
from .panel_parts import Collapsible, ElidedLabel, Notice
from .timeline_options import TimelineOptionsForm
from .wrapping_buttons import WrappingButton

PROGRESS_STEPS = 1000


class TimelineSection(QtWidgets.QWidget):
    """The options are there for every document, the rest where a process is shown."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: Optional[DocumentState] = None
        self._process: Optional[PaintingProcess] = None
        self._fetch = WrappingButton(tr("Show its frames"), self)
        self._fetch.setObjectName("fetch_frames")
        self._fetch.setToolTip(tr("Start the backend, which has the frames in its store"))
        self._add = WrappingButton(tr("Add to timeline"), self)
        self._add.setObjectName("add_to_timeline")
        self._progress = _ProgressRow(self)
        self._need = ElidedLabel(self)
        self._need.setObjectName("timeline_need")
        self._question = LargeImportQuestion(self)
        self._kept = KeptFramesRow(self)
        self._options = TimelineOptionsForm(desk, self)
        inside = QtWidgets.QWidget(self)
        folded = QtWidgets.QVBoxLayout(inside)
        folded.setContentsMargins(0, 0, 0, 0)
        folded.addWidget(self._options)
        folded.addWidget(self._kept)
        more = Collapsible(tr("Timeline and document"), inside, self)
        more.button.setObjectName("timeline_more")
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fetch)
        column.addWidget(self._add)
        column.addWidget(self._need)
        column.addWidget(self._progress)
        column.addWidget(self._question)
        column.addWidget(more)
        self._fetch.clicked.connect(desk.start_backend)
        self._add.clicked.connect(desk.add_to_timeline)
        self._progress.cancel.clicked.connect(self._on_cancel)
        self._question.answered.connect(self._on_answer)
        self._kept.keep.clicked.connect(self._on_keep)
        self._kept.let_go.clicked.connect(self._on_let_go)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show how the process that is shown stands."""
        process = state.shown if state is not None else None
        if process is not None and (process.running or not process.labels):
            process = None
        self._state, self._process = state, process
        self.setVisible(state is not None)
        self._options.refresh(process)
        self._show_kept(state, process)
        self._show_adding(state, process)

    def _show_adding(
        self, state: Optional[DocumentState], process: Optional[PaintingProcess]
    ) -> None:
        if state is None or process is None:
            for widget in (self._fetch, self._add, self._need, self._progress, self._question):
                widget.hide()
            return
        self._fetch.setVisible(self._desk.thumbnails.need_backend(state, process))
        importing = self._desk.importing
        fraction, question = importing.fraction(process), importing.question(process)
        idle = fraction is None and question is None
        self._add.setVisible(idle)
        self._add.setToolTip(_add_words(process))
        self._add.setAccessibleDescription(_add_words(process))
        self._need.setVisible(idle)
        self._need.set_words(importing.need(state, process).sentence)
        if fraction is not None:
            self._progress.show_progress(tr("Adding to the timeline"), fraction)
        self._progress.setVisible(fraction is not None)
        self._question.show_question(question)

    def _show_kept(
        self, state: Optional[DocumentState], process: Optional[PaintingProcess]
    ) -> None:
        self._kept.setVisible(process is not None)
        if state is not None and process is not None:
            keeping = self._desk.keeping
            self._kept.show_kept(keeping.size(state, process), keeping.fraction(process))

    def _on_cancel(self) -> None:
        if self._process is not None:
            self._desk.importing.cancel(self._process)

    def _on_answer(self, every: int) -> None:
        if self._state is not None and self._process is not None:
            self._desk.importing.answer(self._state, self._process, every)

    def _on_keep(self) -> None:
        if self._state is not None and self._process is not None:
            self._desk.keeping.keep(self._state, self._process)

    def _on_let_go(self) -> None:
        if self._state is not None and self._process is not None:
            self._desk.keeping.let_go(self._state, self._process)


class LargeImportQuestion(Notice):
    """Asks about an import that takes much memory; `answered(every)`, 0 for not at all."""

    answered = QtCore.pyqtSignal(int)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("large_import")
        self.label.setObjectName("large_import_words")
        self._every = 2
        self._reduced = WrappingButton(parent=self)
        self._reduced.setObjectName("large_import_reduced")
        self._all = WrappingButton(tr("All frames"), self)
        self._all.setObjectName("large_import_all")
        self._none = WrappingButton(tr("Not now"), self)
        self._none.setObjectName("large_import_none")
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.label)
        for button in (self._reduced, self._all, self._none):
            column.addWidget(button)
        self._reduced.clicked.connect(lambda: self.answered.emit(self._every))
        self._all.clicked.connect(lambda: self.answered.emit(1))
        self._none.clicked.connect(lambda: self.answered.emit(0))

    def show_question(self, question: Optional[LargeImport]) -> None:
        """Show the question; hide where there is none."""
        self.setVisible(question is not None)
        if question is None:
            return
        self._every = question.every
        sentence = tr("This takes much of the memory that is free. {need}.")
        self.label.setText(sentence.format(need=question.need.sentence))
        self.setAccessibleName(self.label.text())
        words = tr("Every second frame ({memory})")
        if question.every > 2:
            words = tr("Every {every}th frame ({memory})")
        memory = size_words(question.reduced.memory)
        self._reduced.set_words(words.format(every=question.every, memory=memory))


class KeptFramesRow(QtWidgets.QWidget):
    """Says whether the document keeps the frames of a process, and changes that."""

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._words = QtWidgets.QLabel(self)
        self._words.setObjectName("kept_words")
        self._words.setWordWrap(True)
        self.keep = WrappingButton(tr("Keep the frames in the document"), self)
        self.keep.setObjectName("keep_frames")
        self.keep.setToolTip(
            tr("Saves all frames, without loss, in the .kra file: they go where it goes.")
        )
        self.let_go = QtWidgets.QPushButton(tr("Remove"), self)
        self.let_go.setObjectName("let_go_of_frames")
        self.let_go.setToolTip(tr("Take the frames out of the document; layers stay."))
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.keep, 1)
        row.addWidget(self.let_go)

    def show_kept(self, size: int, fraction: Optional[float]) -> None:
        """Show the bytes that are kept, 0 for none, and how far the keeping is, None for not."""
        idle = fraction is None
        self.keep.setVisible(idle and size == 0)
        self.let_go.setVisible(idle and size > 0)
        self._words.setVisible(not idle or size > 0)
        if fraction is not None:
            words = tr("Keeping the frames: {percent} %").format(percent=round(100 * fraction))
        else:
            words = tr("Frames kept in the document: {size}").format(size=size_words(size))
        self._words.setText(words)


class _ProgressRow(QtWidgets.QWidget):
    """Words, a bar, and a button that stops."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(self)
        self._words.setObjectName("adding_words")
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setObjectName("adding_progress")
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self.cancel = icon_button(
            self, "adding_cancel", "docker_close", tr("Stop; the document stays as it is")
        )
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(self.cancel, 0, 1, 2, 1)
        grid.addWidget(self._bar, 1, 0)
        grid.setColumnStretch(0, 1)

    def show_progress(self, words: str, fraction: float) -> None:
        """Show how far it is, 0..1."""
        self._words.set_words(f"{words}…")
        self._bar.setAccessibleName(words)
        self._bar.setValue(round(fraction * PROGRESS_STEPS))


def _add_words(process: PaintingProcess) -> str:
    if process.imported is None:
        return tr("Put all frames on Krita's timeline, as layers that one undo takes away again")
    return tr("Put all frames on Krita's timeline once more; what is there stays")
