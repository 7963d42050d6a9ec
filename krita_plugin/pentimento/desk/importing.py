"""The way of a process's frames onto the timeline of its document, as steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Dict, Iterator, List, Optional

from pentimento_protocol.wire import ProtocolError

from ..document.animated_group import CommitFailed, document_closed
from ..document.clip import ClipKeeper
from ..document.document_memory import TimelinePlace
from ..document.documents import all_nodes, is_open
from ..document.free_memory import free_memory
from ..document.kept_frames import KeptFramesDamaged
from ..document.pixels import space_of
from ..document.process_layers import see_process
from ..document.stage_layers import NotOpaque, StageLayers
from ..document.timeline import show_time
from ..document.timeline_import import TimelineImport
from ..document.timeline_plan import (
    ImportNeed,
    Layout,
    Start,
    TimelineOptions,
    TimelinePlan,
    import_need,
    is_large,
    make_plan,
)
from ..eventloop import SETTLE, NotSettled, Steps, run
from ..frame_label import FrameLabel
from ..link.frame_fetch import FramesMissing
from ..link.jobs import JobPhase, ProcessJob
from ..qt import QtCore
from ..words import counted, tr
from .backend_steps import LOOK_MS, BackendFailed
from .document_state import DocumentState
from .frame_reel import FramePart, FrameReel
from .frame_sources import FrameSources, WholeFrames
from .process import PaintingProcess
from .remembering import remember
from .settings import Settings

LEAST_TAKEN = 8
"""An import that is too large is offered with every second frame, every third ... eighth."""


class DocumentClosed(Exception):
    """The document was closed while its job was under way."""


@dataclass(frozen=True)
class LargeImport:
    """A question to the painter: all frames, which take `need`, or every n-th, which take less?"""

    need: ImportNeed
    every: int
    reduced: ImportNeed


class Importing(QtCore.QObject):
    """Puts processes on timelines; `changed` says that one is further.

    Only one at a time for each document, so that they are numbered one after the other.
    """

    changed = QtCore.pyqtSignal()

    def __init__(
        self,
        sources: FrameSources,
        settings: Callable[[], Settings],
        parent: Optional[QtCore.QObject] = None,
    ) -> None:
        super().__init__(parent)
        self._sources = sources
        self._settings = settings
        self._clips = ClipKeeper(self)
        self._busy: List[DocumentState] = []
        self._questions: Dict[str, LargeImport] = {}
        self._fractions: Dict[str, float] = {}
        self._cancelled: List[str] = []

    def question(self, process: PaintingProcess) -> Optional[LargeImport]:
        """Return what the painter is to be asked before a process is added, None for nothing."""
        return self._questions.get(process.job_id)

    def fraction(self, process: PaintingProcess) -> Optional[float]:
        """Return how far the adding of a process is, 0..1; None while it is not being added."""
        return self._fractions.get(process.job_id)

    def need(self, state: DocumentState, process: PaintingProcess) -> ImportNeed:
        """Return what it takes to add a process with the settings of now."""
        return self._need(state, len(process.labels), 1)

    def bring_in(self, state: DocumentState, process: PaintingProcess) -> Steps[None]:
        """Steps that take a process's frames as they are decoded and put them on the timeline.

        Nothing in the document changes before the last frame, and nothing at all where the job has
        ended before. Raises DocumentClosed, CommitFailed.
        """
        job = process.job
        assert job is not None
        plan = self._plan_ahead(state, job)
        if plan is None:
            job.keeps_pixels = False
            yield from frames_pass_by(state, job)
        elif (yield from self._stream(state, process, job, plan)):
            return
        wanted = job.outcome == "finished" or job.wants_any
        if job.pictures and wanted and not self._ask_first(state, process):
            job.phase = JobPhase.ADDING
            yield from self._add(state, process, every=1)

    def add(self, state: DocumentState, process: PaintingProcess) -> None:
        """Put a process onto the timeline, once more if it is there; a large one is asked about."""
        if self.fraction(process) is None and not self._ask_first(state, process):
            self._start(state, process, every=1)
        self.changed.emit()

    def answer(self, state: DocumentState, process: PaintingProcess, every: int) -> None:
        """Add every n-th frame of a large process, none for 0."""
        if self._questions.pop(process.job_id, None) is not None and every > 0:
            self._start(state, process, every)
        self.changed.emit()

    def cancel(self, process: PaintingProcess) -> None:
        """Stop adding a process; the document is as before."""
        if process.job_id in self._fractions:
            self._cancelled.append(process.job_id)

    def _start(self, state: DocumentState, process: PaintingProcess, every: int) -> None:
        def failed(error: Exception) -> None:
            told = isinstance(error, (BackendFailed, CommitFailed, NotSettled))
            unknown = tr("The frames could not be added to the timeline ({error}): try again.")
            state.tell(str(error) if told else unknown.format(error=type(error).__name__))
            self.changed.emit()

        state.tell("")
        self._fractions[process.job_id] = 0.0
        run(self._add(state, process, every), failed=failed)

    def _plan_ahead(self, state: DocumentState, job: ProcessJob) -> Optional[TimelinePlan]:
        """Return where frames go that are still to be painted, None where that cannot be said."""
        timeline = self._settings().timeline
        simple = (timeline.layout, timeline.start) == (Layout.ONE.value, Start.BEGINNING.value)
        if job.wants_any or not simple or is_large(self._need(state, job.frames, 1), free_memory()):
            return None
        labels = [FrameLabel(0, "")] * job.frames
        return make_plan(labels, (), TimelineOptions(spacing=timeline.spacing), 0)

    def _stream(
        self, state: DocumentState, process: PaintingProcess, job: ProcessJob, plan: TimelinePlan
    ) -> Steps[bool]:
        """Steps that end in True where all planned frames have come and are on the timeline."""
        coming = TimelineImport(state.document, plan)
        try:
            yield from coming.open()
            while not job.complete:
                if not is_open(state.document):
                    raise DocumentClosed
                for frame in job.take_decoded():
                    index = frame.picture.index
                    yield from coming.add_frame(index, frame.pixels, frame.width, frame.height)
                yield LOOK_MS
            if job.outcome != "finished" or len(job.pictures) != len(plan.frames):
                return False
            job.phase = JobPhase.ADDING
            yield from self._commit(state, process, coming, plan, every=1)
            return True
        finally:
            coming.discard()

    def _ask_first(self, state: DocumentState, process: PaintingProcess) -> bool:
        count = len(process.labels)
        need = self._need(state, count, 1)
        free = free_memory()
        if not is_large(need, free):
            return False
        every, reduced = 2, self._need(state, count, 2)
        while is_large(reduced, free) and every < LEAST_TAKEN:
            every += 1
            reduced = self._need(state, count, every)
        self._questions[process.job_id] = LargeImport(need, every, reduced)
        self.changed.emit()
        return True

    def _need(self, state: DocumentState, count: int, every: int) -> ImportNeed:
        document = state.document
        pixel = space_of(document).pixel_bytes
        lanes = 1 if self._settings().timeline.layout == Layout.ONE.value else 2
        frames = -(-count // every)
        return import_need(frames, document.width(), document.height(), pixel, lanes)

    def _add(self, state: DocumentState, process: PaintingProcess, every: int) -> Steps[None]:
        """Steps that put the frames that are kept somewhere onto the timeline."""
        timeline = self._settings().timeline
        options = TimelineOptions(
            Layout(timeline.layout), Start(timeline.start), timeline.spacing, every
        )
        self._fractions[process.job_id] = 0.0
        try:
            while state in self._busy:
                yield LOOK_MS
            self._busy.append(state)
            try:
                yield from self._fetch_and_commit(state, process, options)
            except NotOpaque:
                yield from self._fetch_and_commit(
                    state, process, replace(options, layout=Layout.ONE)
                )
                state.tell(
                    tr(
                        "The frames are on one layer: this painting has half-transparent paint, "
                        "or paint that is taken away again, which several layers cannot show."
                    )
                )
            finally:
                self._busy.remove(state)
        except (FramesMissing, KeptFramesDamaged, ProtocolError) as error:
            raise CommitFailed(str(error)) from error
        finally:
            self._fractions.pop(process.job_id, None)
            self._cancelled = [job for job in self._cancelled if job != process.job_id]
            self.changed.emit()

    def _fetch_and_commit(
        self, state: DocumentState, process: PaintingProcess, options: TimelineOptions
    ) -> Steps[None]:
        if not is_open(state.document):
            raise document_closed()
        if not process.labels:
            raise CommitFailed(tr("There are no frames to put on the timeline."))
        first_time = _first_time(state, options.start)
        plan = make_plan(process.labels, process.layer_names, options, first_time)
        frames = yield from self._sources.whole_frames(state.document, process)
        coming = TimelineImport(state.document, plan)
        reel = FrameReel(lambda stopped: _parts(frames, plan, stopped))

        def take(part: FramePart) -> Steps[None]:
            if process.job_id in self._cancelled:
                raise CommitFailed(tr("Cancelled: nothing was added to the timeline."))
            if not is_open(state.document):
                raise document_closed()
            yield from coming.add_frame(part.index, part.pixels, part.width, part.height)
            self._fractions[process.job_id] = 1 - coming.missing / len(plan.frames)
            self.changed.emit()

        try:
            yield from coming.open()
            yield from reel.each(take)
            yield from self._commit(state, process, coming, plan, options.every)
        finally:
            reel.stop()
            coming.discard()

    def _commit(
        self,
        state: DocumentState,
        process: PaintingProcess,
        coming: TimelineImport,
        plan: TimelinePlan,
        every: int,
    ) -> Steps[None]:
        self.changed.emit()
        # The last frame is the canvas: going there first, nothing seems to change when the layers
        # come, and one undo takes them away.
        show_time(state.document, plan.last_time)
        yield SETTLE
        rate = self._settings().timeline.frames_per_second
        committed = yield from coming.commit(_subject(process), rate)
        self._clips.change(state.document, committed.layer_id, committed.clip)
        count = len(process.labels)
        place = TimelinePlace(plan.first_time, count, plan.spacing, every, committed.layer_id)
        process.imported = place
        if not self._settings().show_on_canvas:
            see_process(state.document, "", [place.layer])
        remember(state.document, process)


def frames_pass_by(state: DocumentState, job: ProcessJob) -> Steps[None]:
    """Steps that wait for a job's end without putting its frames anywhere."""
    while not job.complete:
        if not is_open(state.document):
            raise DocumentClosed
        yield LOOK_MS
    process = state.find(job.job)
    if process is not None and process.labels and (job.outcome == "finished" or job.wants_any):
        remember(state.document, process)


def _first_time(state: DocumentState, start: Start) -> int:
    document = state.document
    if start is Start.CURRENT:
        return document.currentTime()
    if start is Start.END and any(node.animated() for node in all_nodes(document)):
        return document.fullClipRangeEndTime() + 1
    return 0


def _subject(process: PaintingProcess) -> str:
    """Return the settings of a process, as the name of its group has them."""
    frames = counted("{count} frame", "{count} frames", len(process.labels))
    if not process.engine:
        return f"{process.title}, {frames}"
    return tr("{engine}, seed {seed}, {frames}").format(
        engine=process.engine, seed=process.seed, frames=frames
    )


def _parts(
    frames: WholeFrames, plan: TimelinePlan, stopped: Callable[[], bool]
) -> Iterator[FramePart]:
    """Yield what of each planned frame goes on its layer; for a thread. Raises NotOpaque."""
    lanes = dict(zip(plan.frames, plan.lanes))
    layers = StageLayers() if len(plan.tracks) > 1 else None
    for index, width, height, pixels in frames(plan.frames, stopped):
        part = pixels if layers is None else layers.part(pixels, lanes[index])
        yield FramePart(index, width, height, part)
