"""What the engine can be asked."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..interface import LAST_STEP, Given, ProcessRequest, UnpaintableRequest
from .info import INFO
from .settings import Settings


def check_request(request: ProcessRequest, settings: Settings) -> None:
    """Raise UnpaintableRequest, in one sentence, for what the engine cannot answer."""
    if request.task not in INFO.tasks:
        raise UnpaintableRequest(f"The engine {INFO.name} cannot {request.task}.")
    if not 0 <= request.first_frame < request.frames:
        raise UnpaintableRequest(
            f"There is no frame {request.first_frame} among {request.frames} frames."
        )
    for given in request.givens:
        _check_given(given, request)
    steps = [given.step for given in request.givens]
    if request.task == "imagine":
        _check_words(request, settings)
    if request.task == "reconstruct" and (
        steps != [LAST_STEP] or request.givens[0].mask is not None
    ):
        raise UnpaintableRequest("To reconstruct takes exactly one whole canvas, given at step 0.")
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


def _check_given(given: Given, request: ProcessRequest) -> None:
    size = (request.height, request.width)
    if given.image.shape != (*size, 4) or given.image.dtype != np.uint8:
        raise UnpaintableRequest(
            f"The canvas must be {request.width} x {request.height} RGBA with 8 bits a channel."
        )
    if given.mask is not None and (given.mask.shape != size or given.mask.dtype != np.uint8):
        raise UnpaintableRequest(
            f"The mask of what is finished must be {request.width} x {request.height}, 8 bits."
        )
