"""What every engine asks of a request, whatever it paints with."""

from __future__ import annotations

import numpy as np

from .interface import LAST_STEP, EngineInfo, Given, ProcessRequest, UnpaintableRequest


def check_request(request: ProcessRequest, info: EngineInfo) -> None:
    """Raise UnpaintableRequest, in one sentence, for what the engine of `info` cannot answer.

    Checked are the task, the frames, the givens' sizes and formats, and that a reconstruction has
    one whole canvas.
    """
    if request.task not in info.tasks:
        raise UnpaintableRequest(f"The engine {info.name} cannot {request.task}.")
    for given in request.givens:
        _check_given(given, request, info)
    if not 0 <= request.first_frame < request.frames:
        raise UnpaintableRequest(
            f"There is no frame {request.first_frame} among {request.frames} frames."
        )
    if request.task == "reconstruct" and not _are_one_finish(request.givens):
        raise UnpaintableRequest("To reconstruct takes exactly one whole canvas, given at step 0.")


def _check_given(given: Given, request: ProcessRequest, info: EngineInfo) -> None:
    size = (request.height, request.width)
    if given.image.shape != (*size, 4) or given.image.dtype != np.uint8:
        raise UnpaintableRequest(
            f"The canvas must be {request.width} x {request.height} RGBA with 8 bits a channel."
        )
    if given.mask is None:
        return
    if not info.takes_masks:
        raise UnpaintableRequest(f"The engine {info.name} takes whole canvases, no mask.")
    if given.mask.shape != size or given.mask.dtype != np.uint8:
        raise UnpaintableRequest(
            f"The mask of what is finished must be {request.width} x {request.height}, 8 bits."
        )


def _are_one_finish(givens: tuple[Given, ...]) -> bool:
    return len(givens) == 1 and givens[0].step == LAST_STEP and givens[0].mask is None
