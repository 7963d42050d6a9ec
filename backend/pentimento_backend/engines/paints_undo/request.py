"""What the engine can be asked."""

from __future__ import annotations

import numpy as np

from ..interface import LAST_STEP, ProcessRequest, UnpaintableRequest
from .info import INFO


def check_request(request: ProcessRequest) -> None:
    """Raise UnpaintableRequest, in one sentence, for what the engine cannot answer."""
    if request.task not in INFO.tasks:
        raise UnpaintableRequest(f"The engine {INFO.name} cannot {request.task}.")
    for given in request.givens:
        if given.mask is not None:
            raise UnpaintableRequest(f"The engine {INFO.name} takes whole canvases, no mask.")
        if given.image.shape != (request.height, request.width, 4) or given.image.dtype != np.uint8:
            raise UnpaintableRequest(
                f"The canvas must be {request.width} x {request.height} RGBA with 8 bits a channel."
            )
    if not 0 <= request.first_frame < request.frames:
        raise UnpaintableRequest(
            f"There is no frame {request.first_frame} among {request.frames} frames."
        )
    steps = [given.step for given in request.givens]
    if request.task == "reconstruct" and steps != [LAST_STEP]:
        raise UnpaintableRequest("To reconstruct takes exactly one whole canvas, given at step 0.")
    if request.task == "inbetween" and (len(set(steps)) < 2 or LAST_STEP not in steps):
        raise UnpaintableRequest(
            "To inbetween takes at least two canvases at different steps, the last of them at 0."
        )
    if request.frames < len(steps):
        raise UnpaintableRequest(f"{len(steps)} canvases need at least {len(steps)} frames.")
