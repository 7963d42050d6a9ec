"""The processes under way, of all documents: how far each is, whose turn is next, cancelling."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence

from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.process import PaintingProcess
from ..desk.questions import Task
from ..link.jobs import JobPhase, ProcessJob
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .icons import icon_button
from .mode_buttons import task_words
from .panel_parts import ElidedLabel

PROGRESS_STEPS = 1000
CLOCK_MS = 1000
BAR_HEIGHT = 6


class QueueList(QtWidgets.QWidget):
    """A row for each process under way, in the order of their turns."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._desk = desk
        self._rows: Dict[str, QueueRow] = {}
        self._column = QtWidgets.QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._clock = QtCore.QTimer(self)
        self._clock.timeout.connect(self._show_progress)
        self.hide()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show what is under way now."""
        queue = self._desk.queue
        for job_id in set(self._rows) - {process.job_id for _, process in queue}:
            self._remove(self._rows.pop(job_id))
        for owner, process in queue:
            if process.job_id not in self._rows:
                self._add(owner, process)
        self._put_in_order([self._rows[process.job_id] for _, process in queue])
        self._show_progress()
        self.setVisible(bool(queue))
        # the time left goes on falling between two messages of the backend
        if queue and not self._clock.isActive():
            self._clock.start(CLOCK_MS)
        elif not queue:
            self._clock.stop()

    def _add(self, owner: DocumentState, process: PaintingProcess) -> None:
        row = QueueRow(owner, process, self)
        row.wanted_next.connect(lambda: self._desk.paint_next(process))
        row.cancelled.connect(lambda: self._desk.cancel(process))
        row.chosen.connect(lambda: owner.show(process))
        self._rows[process.job_id] = row
        self._column.addWidget(row)

    def _remove(self, row: QueueRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _put_in_order(self, rows: Sequence[QueueRow]) -> None:
        """Stand the rows in this order, for the eye and for the Tab key."""
        if rows == [self._row_at(place) for place in range(self._column.count())]:
            return
        for place, row in enumerate(rows):
            self._column.removeWidget(row)
            self._column.insertWidget(place, row)
        buttons = [button for row in rows for button in row.buttons]
        for before, after in zip(buttons, buttons[1:]):
            QtWidgets.QWidget.setTabOrder(before, after)

    def _row_at(self, place: int) -> Optional[QtWidgets.QWidget]:
        item = self._column.itemAt(place)
        return item.widget() if item is not None else None

    def _show_progress(self) -> None:
        waiting = 0
        for _, process in self._desk.queue:
            row = self._rows.get(process.job_id)
            if row is not None:
                waiting += row.is_waiting
                row.show_progress(waiting)


class QueueRow(QtWidgets.QFrame):
    """One process under way; its signals say what the painter does with it."""

    wanted_next = QtCore.pyqtSignal()
    cancelled = QtCore.pyqtSignal()
    chosen = QtCore.pyqtSignal()

    def __init__(
        self, owner: DocumentState, process: PaintingProcess, parent: QtWidgets.QWidget
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._title = ElidedLabel(self)
        self._title.setObjectName(f"queue_title_{process.job_id}")
        self._title.set_words(_title(owner, process))
        self._next = icon_button(
            self, f"next_{process.job_id}", "arrowup", tr("Paint this one next")
        )
        self._next.clicked.connect(self.wanted_next)
        self._next.hide()
        self._cancel = icon_button(
            self,
            f"cancel_{process.job_id}",
            "docker_close",
            tr("Cancel; the frames painted so far are kept"),
        )
        self._cancel.clicked.connect(self.cancelled)
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setObjectName(f"progress_{process.job_id}")
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(BAR_HEIGHT)
        self._note = ElidedLabel(self)
        self._note.setObjectName(f"note_{process.job_id}")
        head = QtWidgets.QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._next)
        head.addWidget(self._cancel)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._note)

    def mouseReleaseEvent(self, a0: QtGui.QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Take a click for the wish to see this process."""
        super().mouseReleaseEvent(a0)
        self.chosen.emit()

    @property
    def buttons(self) -> List[QtWidgets.QToolButton]:
        """Its buttons, from left to right."""
        return [self._next, self._cancel]

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for its turn in the backend."""
        job = self._process.job
        return job is not None and job.phase is JobPhase.WAITING

    def show_progress(self, counted_place: int) -> None:
        """Show how far it is.

        `counted_place` counts the waiting ones up to it, itself included: for a backend that does
        not tell whose turn it is.
        """
        job = self._process.job
        if job is None:
            return
        place = job.place or counted_place
        can_be_next = self.is_waiting and (job.place or 1) > 1 and not job.cancelling
        self._next.setVisible(can_be_next)
        self._bar.setVisible(not self.is_waiting)
        self._bar.setValue(round(job.whole_fraction * PROGRESS_STEPS))
        words = _note(job, place)
        self._note.set_words(words)
        self._bar.setAccessibleName(words)
        self._cancel.setEnabled(not job.cancelling and job.phase is not JobPhase.ADDING)


def _title(owner: DocumentState, process: PaintingProcess) -> str:
    if not process.task:  # one that the backend has kept from earlier
        return owner.title
    seed = tr("seed {seed}").format(seed=process.seed)
    # the end is cut off where the docker is narrow
    return f"{task_words(Task(process.task))} · {seed} · {owner.title}"


def _note(job: ProcessJob, place: int) -> str:
    """Return a few words on what is being done."""
    if job.cancelling:
        return tr("Cancelling…")
    if job.phase is JobPhase.WAITING:
        return tr("Waiting, number {place} in the queue").format(place=place)
    if job.phase is JobPhase.PAINTING:
        return _painting_note(job)
    return {
        JobPhase.READING: tr("Reading the canvas…"),
        JobPhase.STARTING: tr("Starting the backend…"),
        JobPhase.SENDING: tr("Sending the canvas…"),
        JobPhase.ADDING: tr("Adding the frames to the timeline…"),
        JobPhase.ENDED: "",
    }[job.phase]


def _painting_note(job: ProcessJob) -> str:
    words = tr("Painting…")
    if job.pictures:
        words = tr("Frame {frame} of {frames}").format(frame=len(job.pictures), frames=job.frames)
    seconds = job.seconds_left()
    if seconds is not None:
        words = tr("{words}, {time} left").format(words=words, time=clock_words(seconds))
    return f"{words}: {tr(job.note)}" if job.note else words


def clock_words(seconds: float) -> str:
    """Return a span of time for people, such as "0:31" or "1:02:00"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
