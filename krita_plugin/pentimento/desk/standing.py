"""How the plugin stands with the backend, as a painter sees it."""

from __future__ import annotations

import enum
from typing import Iterable, List

from pentimento_protocol.messages import EngineDescription

from ..link.jobs import JobPhase
from ..link.session import LinkState, Session
from ..words import tr
from .model_shelf import in_words
from .process import PaintingProcess


class Standing(enum.Enum):
    """What the status row tells."""

    NOT_INSTALLED = "not installed"
    OFF = "off"
    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    WORKING = "working"
    LOST = "lost"


def standing_of(session: Session, queue: Iterable[PaintingProcess], *, missing: bool) -> Standing:
    """Return how it stands; `missing` says that there is no backend to start."""
    if session.state is LinkState.STARTING:
        return Standing.STARTING
    if session.state is LinkState.LOST:
        return Standing.LOST
    if session.state is LinkState.OFF:
        return Standing.NOT_INSTALLED if missing else Standing.OFF
    under_way = list(queue)
    if any(_is_loading(process, session.engines) for process in under_way):
        return Standing.LOADING
    return Standing.WORKING if under_way else Standing.READY


def standing_words(standing: Standing, session: Session) -> str:
    """Return it in words, with the device that paints and its free memory."""
    words = {
        Standing.NOT_INSTALLED: tr("Not installed"),
        Standing.OFF: tr("Off, starts with the first process"),
        Standing.STARTING: tr("Starting the backend…"),
        Standing.LOST: tr("The backend is lost"),
        Standing.LOADING: tr("Loading the model: {device}"),
        Standing.READY: tr("Ready: {device}"),
        Standing.WORKING: tr("Working: {device}"),
    }[standing]
    return words.format(device=_device_words(session))


def _device_words(session: Session) -> str:
    """Return the first device, which is the best one, with its free memory where it is known."""
    if not session.hardware:
        return tr(session.devices[0]) if session.devices else ""
    device = session.hardware[0]
    if device.free is None:
        return tr(device.title)
    return tr("{device}, {free} free").format(device=tr(device.title), free=in_words(device.free))


def store_words(session: Session) -> str:
    """Return how much room the kept frames take, "" where that is not known."""
    store = session.store
    if store is None:
        return ""
    return tr("Kept frames: {used} of {limit}").format(
        used=in_words(store.used), limit=in_words(store.limit)
    )


def _is_loading(process: PaintingProcess, engines: List[EngineDescription]) -> bool:
    """Return whether an engine with models has been given a job and has not told of progress."""
    job = process.job
    if job is None or job.phase is not JobPhase.PAINTING or job.whole_fraction > 0:
        return False
    return any(engine.name == process.engine and engine.models for engine in engines)
