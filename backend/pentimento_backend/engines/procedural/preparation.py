"""From a request to passages: which canvas leads to which, and the study of each finish."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np

from ...imaging.colour import largest_difference
from ..interface import FIRST_STEP, Canvas, ProcessRequest, Studio, UnpaintableRequest
from ..request_checks import check_request
from .info import INFO
from .layered import states_of
from .layers import stacking
from .motif import Motif
from .outcome import outcome_of
from .passage import Passage
from .regions import find_regions
from .settings import settings_of
from .study import study_canvas

_FEWEST_FRAMES_FOR_LAYERS = 4


@dataclass(frozen=True, eq=False)
class Leg:
    """One leg of the way: from `start` (None: a blank canvas) at `first_step` to `finish`."""

    start: Canvas | None
    finish: Canvas
    first_step: int
    last_step: int
    ending: Literal["given", "painted"] = "given"
    """Whether the finish was given, or is painted by following on from the start."""
    beginning: Literal["given", "painted"] = "given"
    stage: str = ""
    """Stage of all frames of the leg, where the document's layers tell it."""
    drawn: bool = False
    """Whether only lines come onto the canvas."""
    layer: int | None = None
    """Index of the document's layer that the leg paints, where it is known."""


def read_legs(request: ProcessRequest) -> list[Leg]:
    """Check a request and read its legs; raises UnpaintableRequest with one sentence."""
    check_request(request, INFO)
    givens = sorted(request.givens, key=lambda given: -given.step)
    steps = [given.step for given in givens]
    if len(set(steps)) < len(steps):
        raise UnpaintableRequest("Two canvases are given at the same operation step.")
    if request.task == "reconstruct":
        return _through_layers(givens[0].image, request) or [
            Leg(None, givens[0].image, FIRST_STEP, 0)
        ]
    if steps and not max(2, len(steps)) <= request.frames <= steps[0] + 1:
        raise UnpaintableRequest(
            f"Between operation steps {steps[0]} and 0 there is room for {max(2, len(steps))} to "
            f"{steps[0] + 1} frames, not for {request.frames}."
        )
    if request.task == "complete" and len(givens) == 1 and steps[0] > 0:
        return [Leg(givens[0].image, _outcome(givens[0].image, request), steps[0], 0, "painted")]
    if len(givens) < 2 or steps[-1] != 0:
        raise UnpaintableRequest(
            f"To {request.task} takes at least two canvases, the last of them at step 0."
        )
    return [
        Leg(before.image, after.image, before.step, after.step)
        for before, after in itertools.pairwise(givens)
    ]


def _through_layers(finish: Canvas, request: ProcessRequest) -> list[Leg]:
    """One leg for each state of a layered document, with time by how much it changes."""
    settings = settings_of(request)
    if not settings.layers or request.frames < _FEWEST_FRAMES_FOR_LAYERS:
        return []
    states = states_of(request.layers, finish)
    if len(states) < 2:
        return []
    canvases = [np.zeros_like(finish), *(state.canvas for state in states)]
    work = np.array([_work(before, after) for before, after in itertools.pairwise(canvases)])
    edges = FIRST_STEP - np.rint(FIRST_STEP * np.cumsum(work) / work.sum()).astype(int)
    steps = [FIRST_STEP, *edges.tolist()]
    return [
        Leg(
            None if index == 0 else states[index - 1].canvas,
            state.canvas,
            steps[index],
            steps[index + 1],
            beginning="painted",
            stage=state.stage,
            drawn=state.drawn,
            layer=state.layer,
        )
        for index, state in enumerate(states)
    ]


def _work(before: Canvas, after: Canvas) -> float:
    """How much there is to do between two states: a little for the area, more for the forms."""
    change = largest_difference(before, after)
    forms = cv2.absdiff(change, cv2.blur(change, (5, 5)))
    return 0.2 * float(np.sqrt(change.mean())) + float(np.sqrt(forms.mean())) + 0.1


def _outcome(canvas: Canvas, request: ProcessRequest) -> Canvas:
    rng = np.random.default_rng([request.seed, 11])
    return outcome_of(canvas, study_canvas(canvas, 0.0), rng)


def prepare(leg: Leg, request: ProcessRequest, studio: Studio) -> Passage:
    """Study the finish of a leg and find its regions; `request.order` is the painter's order."""
    rng = np.random.default_rng([request.seed, 0])
    hand_angle = float(rng.uniform(-1.1, -0.4))
    study = study_canvas(leg.finish, hand_angle)
    studio.check_cancelled()
    size = (study.width, study.height)
    canvas_size = (request.width, request.height)
    evidence = None if leg.stage else stacking(request.layers, canvas_size, size)
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
    motif = Motif(leg.finish, leg.start, study, regions, settings, leg.drawn)
    return Passage(motif, hand_angle, wish, studio.check_cancelled)
