"""What the engine can be asked."""

from __future__ import annotations

from itertools import pairwise

from .. import request_checks
from ..interface import LAST_STEP, ProcessRequest, UnpaintableRequest
from .info import INFO
from .settings import Settings


def check_request(request: ProcessRequest, settings: Settings) -> None:
    """Raise UnpaintableRequest, in one sentence, for what the engine cannot answer."""
    request_checks.check_request(request, INFO)
    steps = [given.step for given in request.givens]
    if request.task == "imagine":
        _check_words(request, settings)
    if request.task == "complete" and not any(steps):
        raise UnpaintableRequest(
            "To complete takes an unfinished canvas, given at an operation step from 1 to 999."
        )
    if any(later >= earlier for earlier, later in pairwise(steps)):
        raise UnpaintableRequest(
            "The canvases must come in the order of the process, at operation steps that fall, not "
            f"at {', '.join(map(str, steps))}."
        )
    least = len(steps) + (LAST_STEP not in steps)
    if request.frames < least:
        raise UnpaintableRequest(
            f"{len(steps)} given canvases and the finish need at least {least} frames."
            if steps
            else "A process has at least one frame."
        )


def _check_words(request: ProcessRequest, settings: Settings) -> None:
    if request.givens:
        raise UnpaintableRequest(
            "To imagine starts from words alone: leave the canvas out, or choose to complete it."
        )
    if not settings.prompt:
        raise UnpaintableRequest("To imagine takes a prompt: say in words what is painted.")
