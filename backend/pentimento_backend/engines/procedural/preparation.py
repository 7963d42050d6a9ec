"""From a request to passages: which canvas leads to which, and the study of each finish."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import cv2
import numpy as np

from ..interface import FIRST_STEP, Canvas, ProcessRequest, Studio, UnpaintableRequest
from .info import INFO
from .layers import stacking
from .outcome import outcome_of
from .passage import Passage
from .regions import find_regions
from .settings import settings_of
from .study import study_canvas


@dataclass(frozen=True, eq=False)
class Leg:
    """One leg of the way: from `start` (None: a blank canvas) at `first_step` to `finish`."""

    start: Canvas | None
    finish: Canvas
    first_step: int
    last_step: int
    ending: str = "given"
    """Whether the finish was given, or painted by following on from the start."""


def read_legs(request: ProcessRequest) -> list[Leg]:
    """Check a request and read its legs; raises UnpaintableRequest with one sentence."""
    if request.task not in INFO.tasks:
        raise UnpaintableRequest(f"The procedural painter cannot {request.task}.")
    for given in request.givens:
        if given.mask is not None:
            raise UnpaintableRequest("The procedural painter takes whole canvases, without a mask.")
        if given.image.shape != (request.height, request.width, 4) or given.image.dtype != np.uint8:
            raise UnpaintableRequest(
                f"The canvas must be {request.width} x {request.height} RGBA with 8 bits a channel."
            )
    if not 0 <= request.first_frame < request.frames:
        raise UnpaintableRequest(
            f"There is no frame {request.first_frame} among {request.frames} frames."
        )
    givens = sorted(request.givens, key=lambda given: -given.step)
    steps = [given.step for given in givens]
    if len(set(steps)) < len(steps):
        raise UnpaintableRequest("Two canvases are given at the same operation step.")
    if request.task == "reconstruct":
        if steps != [0]:
            raise UnpaintableRequest(
                "To reconstruct takes exactly one whole canvas, given at step 0."
            )
        return [Leg(None, givens[0].image, FIRST_STEP, 0)]
    if request.task == "complete" and len(givens) == 1 and steps[0] > 0:
        return [Leg(givens[0].image, _outcome(givens[0].image, request), steps[0], 0, "painted")]
    if len(givens) < 2 or steps[-1] != 0:
        raise UnpaintableRequest(
            f"To {request.task} takes at least two canvases, the last of them at step 0."
        )
    if request.frames < len(givens):
        raise UnpaintableRequest(f"{len(givens)} canvases need at least {len(givens)} frames.")
    return [
        Leg(before.image, after.image, before.step, after.step)
        for before, after in itertools.pairwise(givens)
    ]


def _outcome(canvas: Canvas, request: ProcessRequest) -> Canvas:
    rng = np.random.default_rng([request.seed, 11])
    return outcome_of(canvas, study_canvas(canvas, 0.0), rng)


def prepare(leg: Leg, request: ProcessRequest, studio: Studio) -> Passage:
    """Study the finish of a leg and find its regions."""
    rng = np.random.default_rng([request.seed, 0])
    hand_angle = float(rng.uniform(-1.1, -0.4))
    study = study_canvas(leg.finish, hand_angle)
    studio.check_cancelled()
    size = (study.width, study.height)
    evidence = stacking(request.layers, (request.width, request.height), size)
    wish = None
    if request.order is not None:
        wish = cv2.resize(request.order, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        wish /= 255.0
    regions = find_regions(study, evidence, wish, rng, studio.check_cancelled)
    studio.check_cancelled()
    settings = settings_of(request)
    if leg.ending == "painted":
        # flats and a second tone are all that is added; the painter's lines stay as they are
        settings = replace(settings, shares={**settings.shares, "shading": 0.0, "details": 0.0})
    return Passage(
        finish=leg.finish,
        start=leg.start,
        study=study,
        regions=regions,
        settings=settings,
        hand_angle=hand_angle,
        wish=wish,
        pause=studio.check_cancelled,
    )
