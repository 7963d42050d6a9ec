"""What can be exported of a process: videos, pictures, documents, strokes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Tuple

from pentimento_protocol.client import new_id
from pentimento_protocol.errand_messages import EXPORT_ENDINGS, Export
from pentimento_protocol.errand_messages import ExportKind as ExportKindName

from ..qt import QtCore
from ..words import tr

EXPORT = "export"
"""The protocol's word for this errand."""


@dataclass(frozen=True)
class ExportKind:
    """One kind of export, by the protocol's name for it.

    `plays` says that it has a frame rate, `length_counts` that the last frame can be held and the
    length bounded, `has_pixels` that the size of its pictures can be chosen.
    """

    name: ExportKindName
    plays: bool = False
    length_counts: bool = False
    has_pixels: bool = True

    @property
    def ending(self) -> str:
        """The file's usual ending, "" for a folder."""
        return EXPORT_ENDINGS.get(self.name, ("",))[0]


KINDS = (
    ExportKind("video-mp4", plays=True, length_counts=True),
    ExportKind("video-webm", plays=True, length_counts=True),
    ExportKind("gif", plays=True, length_counts=True),
    ExportKind("images"),
    ExportKind("contact-sheet"),
    ExportKind("kra", plays=True),
    ExportKind("strokes-json", has_pixels=False),
    ExportKind("strokes-svg", has_pixels=False),
)


def export_folder(document: str) -> Path:
    """Return where exports go unless the painter says otherwise: beside the document.

    `document` is its path, "" where it was never saved: the folder of films then, or home.
    """
    if document:
        return Path(document).parent
    films = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.MoviesLocation
    )
    return Path(films) if films and Path(films).is_dir() else Path.home()


def export_order(  # every one is a choice of the painter's
    job: str,
    kind: ExportKind,
    path: Path,
    *,
    frames_per_second: int,
    hold_last_seconds: float,
    longest_seconds: Optional[int],
    long_side: Optional[int],
    whole: bool,
) -> Export:
    """Return the message that asks for an export; what is there already is replaced."""
    return Export(
        id=new_id(),
        job=job,
        kind=kind.name,
        path=str(path),
        replace=True,
        frames_per_second=float(frames_per_second),
        hold_last_seconds=hold_last_seconds,
        longest_seconds=float(longest_seconds) if longest_seconds else None,
        long_side=long_side,
        whole=whole or None,
    )


def kind_titles() -> Dict[str, str]:
    """Return what each kind of export is called."""
    return {
        "video-mp4": tr("Video (mp4)"),
        "video-webm": tr("Video (webm)"),
        "gif": tr("Animation (gif)"),
        "images": tr("Picture for each frame (png)"),
        "contact-sheet": tr("Contact sheet (png)"),
        "kra": tr("Krita document (kra)"),
        "strokes-json": tr("Strokes (json)"),
        "strokes-svg": tr("Strokes (svg)"),
    }


def lengths() -> Tuple[Tuple[str, int], ...]:
    """Return the lengths that a film may be fitted to, in seconds; 0 as it comes."""
    return (
        (tr("As it comes"), 0),
        (tr("15 seconds at most"), 15),
        (tr("30 seconds at most"), 30),
        (tr("60 seconds at most"), 60),
    )
