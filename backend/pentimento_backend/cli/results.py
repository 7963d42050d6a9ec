"""From the frames of a job to the files that the painter asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pentimento_protocol.descriptions import PROMPT_FILE, STROKES_FILE
from pentimento_protocol.messages import FrameArrived, JobEnded, JobSummary, Progress

from ..exports.contact_sheet import ContactSheet
from ..exports.export import Export
from ..exports.frames_folder import FramesFolder
from ..exports.gif import Gif
from ..exports.krita_document import KritaDocument
from ..exports.provenance import Provenance
from ..exports.stroke_file import ENDINGS, is_stroke_file, write_strokes
from ..exports.video import ENDINGS as VIDEO_ENDINGS
from ..exports.video import Video
from ..exports.writing import CannotWrite, check_writable
from ..strokes.packing import DamagedStrokes
from ..taking_thread import TakingThread
from .failure import BAD_INPUT, JOB_FAILED, Failure
from .following import Link, cancelled_on_interrupt, follow
from .kept_jobs import frame_of
from .reporting import Reporter


@dataclass(frozen=True)
class Wanted:
    """Which results, and where."""

    out: Path | None
    video: Path | None
    kra: Path | None
    contact_sheet: Path | None
    strokes: Path | None

    def or_folder(self, name: str) -> Wanted:
        """Return these places, or where there is none a folder that begins with `name`."""
        if any(vars(self).values()):
            return self
        return replace(self, out=Path(f"{name}_process"))

    def check(self) -> None:
        """Raise Failure for a file name that does not fit its kind."""
        for path, endings in (
            (self.video, (*VIDEO_ENDINGS, ".gif")),
            (self.kra, (".kra",)),
            (self.contact_sheet, (".png",)),
        ):
            if path is not None and path.suffix.lower() not in endings:
                raise Failure(f"{path} must end in {' or '.join(endings)}.", BAD_INPUT)
        if self.strokes is not None and not is_stroke_file(self.strokes):
            raise Failure(f"{self.strokes} must end in {' or '.join(ENDINGS)}.", BAD_INPUT)

    def files(self) -> dict[str, str]:
        """Return what lies where, by kind."""
        places = {
            "frames": self.out,
            "video": self.video,
            "krita document": self.kra,
            "contact sheet": self.contact_sheet,
            "strokes": self.strokes,
        }
        return {kind: str(place) for kind, place in places.items() if place is not None}


def receive(link: Link, job: JobSummary, wanted: Wanted, reporter: Reporter) -> None:
    """Write the frames of a job, from its first, until it ends.

    Ctrl-C cancels the job in the backend. Raises Failure then, and where a file cannot be written
    or the job does not finish.
    """
    try:
        with _exports(wanted, Provenance.of(job)) as exports:
            _write_all(link, job, exports, reporter)
        if wanted.strokes is not None:
            _write_strokes(link, job, wanted.strokes)
        _say_prompt(link, job, reporter)
    except CannotWrite as problem:
        raise Failure(
            f"{problem} The frames are kept: write them with `pentimento jobs resume {job.job}`.",
            BAD_INPUT,
        ) from None
    finally:
        reporter.close()
        link.close()
    reporter.finished(wanted.files())


def open_and_close(wanted: Wanted) -> None:
    """Raise Failure where a result could not be written, before any work is done for it."""
    try:
        with _exports(wanted, Provenance("", "", 0)):
            if wanted.strokes is not None:
                check_writable(wanted.strokes)
    except CannotWrite as problem:
        raise Failure(str(problem), BAD_INPUT) from None


def _write_all(link: Link, job: JobSummary, exports: list[Export], reporter: Reporter) -> None:
    # each export works in a thread of its own, while the engine paints on
    threads = [TakingThread(export.add, "export") for export in exports]
    try:
        with cancelled_on_interrupt(job.job):
            for arrival in follow(link, job.job):
                message = arrival.message
                if isinstance(message, Progress):
                    reporter.progress(message.fraction, message.note)
                elif isinstance(message, FrameArrived):
                    frame = frame_of(arrival, message)
                    for thread in threads:
                        thread.add(frame)
                    reporter.frame(message.index, message.step, message.stage)
                elif isinstance(message, JobEnded):
                    _check_end(message, job)
    finally:
        for thread in threads:
            thread.stop()
    for thread, export in zip(threads, exports, strict=True):
        thread.check()
        export.finish()


def _write_strokes(link: Link, job: JobSummary, path: Path) -> None:
    packed = link.fetch(job.job, STROKES_FILE)
    if packed is None:
        raise Failure(
            f"The engine {job.engine} keeps no list of its strokes: {path} was not written, "
            "everything else was.",
            JOB_FAILED,
        )
    try:
        write_strokes(path, packed)
    except DamagedStrokes as problem:
        raise Failure(str(problem), JOB_FAILED) from None


def _say_prompt(link: Link, job: JobSummary, reporter: Reporter) -> None:
    """Show the words that an engine found for itself, so that the painter can correct them."""
    if not job.options.get("prompt"):
        found = link.fetch(job.job, PROMPT_FILE)
        if found:
            words = found.decode("utf-8", "replace")
            reporter.say(f"The engine saw: {words} (change it with --prompt)")


def _check_end(message: JobEnded, job: JobSummary) -> None:
    if message.state != "finished":
        raise Failure(message.sentence, JOB_FAILED)
    if message.frames != job.frames:
        raise Failure(
            f"The backend ended the job with {message.frames} of {job.frames} frames: restart it, "
            f"then write all of them with `pentimento jobs resume {job.job}`.",
            JOB_FAILED,
        )


@contextmanager
def _exports(wanted: Wanted, provenance: Provenance) -> Iterator[list[Export]]:
    with ExitStack() as stack:
        exports: list[Export] = []
        if wanted.out is not None:
            exports.append(FramesFolder(wanted.out, provenance))
        if wanted.contact_sheet is not None:
            exports.append(ContactSheet(wanted.contact_sheet, provenance))
        if wanted.video is not None:
            kind = Gif if wanted.video.suffix.lower() == ".gif" else Video
            exports.append(kind(wanted.video, provenance))
        if wanted.kra is not None:
            exports.append(KritaDocument(wanted.kra, provenance))
        for export in exports:
            stack.enter_context(export)
        yield exports
