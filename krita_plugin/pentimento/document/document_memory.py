"""What a document itself remembers of its processes: which jobs it has, and where on its timeline.

Kept in an annotation, so that it is saved with the layer it speaks of and lost together with it:
frames of a document that was never saved are rightly offered again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Tuple

from ..frame_label import FrameLabel

if TYPE_CHECKING:
    from krita import Document

_ANNOTATION = "pentimento/processes"
MOST_PROCESSES = 50


@dataclass(frozen=True)
class ImportedProcess:
    """A process on the timeline: its job, its first frame's time, and its frames' labels."""

    job: str
    first_time: int
    labels: Tuple[FrameLabel, ...]


def imported_processes(document: Document) -> List[ImportedProcess]:
    """Return the processes on the document's timeline, oldest first."""
    try:
        values = json.loads(bytes(document.annotation(_ANNOTATION).data()).decode("utf-8"))
        return [
            ImportedProcess(
                job=str(value["job"]),
                first_time=int(value["first_time"]),
                labels=tuple(_label(label) for label in value["labels"]),
            )
            for value in values
        ]
    except (ValueError, KeyError, TypeError):
        return []


def remember_process(document: Document, process: ImportedProcess) -> None:
    """Note that a process is on the document's timeline now."""
    processes = [one for one in imported_processes(document) if one.job != process.job]
    kept = [asdict(one) for one in [*processes, process][-MOST_PROCESSES:]]
    data = json.dumps(kept).encode("utf-8")
    document.setAnnotation(_ANNOTATION, "Pentimento: the processes on the timeline", data)


def _label(value: Dict[str, Any]) -> FrameLabel:
    layer = value.get("layer")
    return FrameLabel(
        int(value["step"]), str(value["stage"]), layer if isinstance(layer, int) else None
    )
