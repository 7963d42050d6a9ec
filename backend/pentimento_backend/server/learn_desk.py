"""The part of the desk that sends a process off to learn a style from a painter's recordings."""

from __future__ import annotations

import json

from pentimento_protocol import limits
from pentimento_protocol.errand_messages import STYLE_NAME, Learn
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import Message, ProtocolError

from ..models.catalogue import CATALOGUE
from .errand_process import Task
from .errands import Errands
from .named_paths import named_path

SETTINGS = ("base_style", "steps", "rank", "size", "memory_budget", "seed", "device")


class LearnDesk:
    """Answers Learn."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands

    def learn(self, route: bytes, message: Learn) -> Message:
        """Check what is wanted, start it and let the client follow; raises ProtocolError."""
        _check_name(message.name)
        for place in message.recordings:
            _check_recording(place)
        order = {
            "name": message.name,
            "recordings": message.recordings,
            **{name: getattr(message, name) for name in SETTINGS},
        }
        task = Task("pentimento_backend.training.errand", order=json.dumps(order))
        self._errands.start(message.name, "learn", task)
        self._errands.follow(route)
        return Done(message.id)


def _check_name(name: str) -> None:
    if not STYLE_NAME.fullmatch(name):
        raise ProtocolError(
            "bad-name",
            f"{name!a} cannot be the name of a style: take up to {limits.MAX_STYLE_NAME} letters "
            "of a to z, digits, - and _.",
        )
    if any(name == model.name for model in CATALOGUE):
        raise ProtocolError(
            "bad-name", f"{name} is the name of a model already: choose another one."
        )


def _check_recording(place: str) -> None:
    if not named_path(place).exists():
        raise ProtocolError("bad-path", f"There is no recording {place}: choose another one.")
