"""Krita's own timeline: which time it shows, and whether it is to be seen."""

from __future__ import annotations

from krita import Document, Krita

from .documents import is_open


def show_time(document: Document, time: int) -> None:
    """Move Krita's own timeline to `time`; Krita composes that frame in the background.

    Krita itself records this as an undo entry "Switch current time", one for a whole scrub.
    """
    if is_open(document) and document.currentTime() != time:
        document.setCurrentTime(time)


def show_timeline() -> None:
    """Show Krita's timeline docker."""
    for docker in Krita.instance().dockers():
        if docker.objectName() == "TimelineDocker":
            docker.show()
            docker.raise_()
