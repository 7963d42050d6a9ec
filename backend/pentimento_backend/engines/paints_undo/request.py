"""What the engine can be asked."""

from __future__ import annotations

from .. import request_checks
from ..interface import LAST_STEP, ProcessRequest, UnpaintableRequest
from .info import INFO


def check_request(request: ProcessRequest) -> None:
    """Raise UnpaintableRequest, in one sentence, for what the engine cannot answer."""
    request_checks.check_request(request, INFO)
    steps = [given.step for given in request.givens]
    if request.task == "inbetween" and (len(set(steps)) < 2 or LAST_STEP not in steps):
        raise UnpaintableRequest(
            "To inbetween takes at least two canvases at different steps, the last of them at 0."
        )
    if request.frames < len(steps):
        raise UnpaintableRequest(f"{len(steps)} canvases need at least {len(steps)} frames.")
