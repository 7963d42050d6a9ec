"""One export of a job, in a process of its own that may be ended at any moment.

`python -m pentimento_backend.exports.errand` takes an ExportOrder as the first line of its standard
input and writes JSON lines on its standard output: {"done": frames, "total": frames, "note": words}
along the way, and at the end {"sentence": words, "code": word} with exit code 0, or 1 where nothing
was written. When its standard input is closed, it stops and leaves nothing behind.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pentimento_protocol.descriptions import STROKES_FILE
from pentimento_protocol.errand_messages import STROKE_KINDS
from pentimento_protocol.errand_messages import Export as Wanted
from pentimento_protocol.limits import MAX_FRAME_RATE
from pentimento_protocol.wire import ProtocolError

from ..canvas_coding import decode_canvas
from ..engines.interface import Frame
from ..imaging.resize import fit, scaled
from ..parent_pipe import read_order, when_left_alone, write_line
from ..storage.export_order import ExportOrder, Stretch
from ..storage.job_folder import JobFolder
from ..storage.ledger import FrameRecord
from ..strokes.packing import DamagedStrokes
from .contact_sheet import ContactSheet
from .destination import Destination
from .export import Export
from .frames_folder import FramesFolder
from .gif import FASTEST as FASTEST_GIF
from .gif import Gif
from .krita_document import KritaDocument
from .pace import Pace, Timing, pace
from .provenance import Provenance
from .stroke_file import write_strokes
from .video import Video
from .writing import CannotWrite

log = logging.getLogger(__name__)

TIMED_KINDS = ("video-mp4", "video-webm", "gif")
"""Kinds of export that a player shows in time."""

PATIENCE = 1.0
"""Seconds that the export may go on with what it does when it is stopped."""


@dataclass(frozen=True)
class KeptFrame:
    """Frame `index` of the job in `folder`."""

    folder: JobFolder
    index: int
    record: FrameRecord


class Stopped(Exception):
    """Nobody wants the export any more."""


class Watch:
    """Notices that standard input has been closed, and ends a process that does not heed it.

    `last_act` is what it does before that.
    """

    def __init__(self) -> None:
        self.last_act: Callable[[], None] = lambda: None
        self._closed = threading.Event()
        when_left_alone(self._stop)

    def check(self) -> None:
        """Raise Stopped where the export is not wanted any more."""
        if self._closed.is_set():
            raise Stopped

    def _stop(self) -> None:
        self._closed.set()
        time.sleep(PATIENCE)
        self.last_act()
        os._exit(1)


def run(order: ExportOrder, watch: Watch) -> str:
    """Do the export and return a sentence about it.

    Raises CannotWrite, DamagedStrokes, Stopped, OSError where a frame cannot be read.
    """
    wanted = order.wanted
    path = Path(wanted.path)
    with Destination(path, Path(order.workroom), replace=wanted.replace) as place:
        watch.last_act = place.discard
        if wanted.kind in STROKE_KINDS:
            folder = _folder(order.stretches[-1])
            write_strokes(place.work, folder.read_by_product(STROKES_FILE))
            place.keep()
            return f"The strokes are in {path}."
        shown = _pace(order)
        _write_frames(order, shown, place.work, watch)
        watch.check()
        place.keep()
    return _praise(wanted, shown)


def _write_frames(order: ExportOrder, shown: Pace, path: Path, watch: Watch) -> None:
    kept = _kept_frames(order)
    with _export(order, shown.timing, path) as export:
        for done, index in enumerate(shown.frames):
            watch.check()
            write_line(done=done, total=len(shown.frames), note="writing frames")
            export.add(_frame(kept[index], order.wanted.long_side))
        watch.check()
        write_line(done=len(shown.frames), total=len(shown.frames), note="finishing the file")
        export.finish()


def _export(order: ExportOrder, timing: Timing, path: Path) -> Export:
    provenance = Provenance.of_stretches(
        [(stretch.job, len(stretch.frames)) for stretch in order.stretches]
    )
    kind = order.wanted.kind
    if kind == "gif":
        return Gif(path, provenance, timing)
    if kind == "images":
        return FramesFolder(path, provenance)
    if kind == "contact-sheet":
        return ContactSheet(path, provenance)
    if kind == "kra":
        return KritaDocument(path, provenance, max(1, round(timing.frames_per_second)))
    return Video(path, provenance, timing)


def _pace(order: ExportOrder) -> Pace:
    wanted = order.wanted
    timing = Timing(wanted.frames_per_second, wanted.hold_last_seconds)
    fastest = FASTEST_GIF if wanted.kind == "gif" else MAX_FRAME_RATE
    longest = wanted.longest_seconds if wanted.kind in TIMED_KINDS else None
    return pace(len(_kept_frames(order)), timing, longest, fastest)


def _kept_frames(order: ExportOrder) -> list[KeptFrame]:
    return [
        KeptFrame(_folder(stretch), index, record)
        for stretch in order.stretches
        for index, record in enumerate(stretch.frames)
    ]


def _frame(kept: KeptFrame, long_side: int | None) -> Frame:
    record = kept.record
    image = decode_canvas(record.image, [kept.folder.read_frame(kept.index)])
    height, width = image.shape[:2]
    if long_side is not None and max(width, height) > long_side:
        image = scaled(image, *fit(width, height, long_side))
    return Frame(record.step, image, record.stage, record.origin, record.layer)


def _folder(stretch: Stretch) -> JobFolder:
    path = Path(stretch.folder)
    return JobFolder(path.parent, path.name)


def _praise(wanted: Wanted, shown: Pace) -> str:
    frames = len(shown.frames)
    counted = f"{frames} frame{'' if frames == 1 else 's'}"
    if wanted.kind in TIMED_KINDS:
        return f"{wanted.path} is written: {counted}, {shown.timing.seconds(frames):.1f} seconds."
    return f"{wanted.path} is written: {counted}."


def main() -> int:
    """Do the export that the first line of standard input orders; returns the exit code."""
    logging.basicConfig(level=logging.WARNING)
    line = read_order()
    watch = Watch()
    sentence, code = "", ""
    try:
        sentence = run(ExportOrder.from_line(line), watch)
    except Stopped:
        return 1
    except CannotWrite as problem:
        sentence, code = str(problem), problem.code
    except (DamagedStrokes, ProtocolError) as problem:
        sentence, code = str(problem), "broke-down"
    except OSError as error:
        log.exception("a frame cannot be read")
        sentence = f"A frame can no longer be read ({error.strerror}): ask for a new process."
        code = "broke-down"
    write_line(sentence=sentence, code=code)
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
