"""From a question to the pictures that it is about, as steps through Krita."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Optional, Tuple

from pentimento_protocol.messages import FrameOrigin
from pentimento_protocol.portions import Bytes

from ..background import Background
from ..document.canvas import CanvasReading, LayerReading, read_canvas
from ..document.canvas_states import read_canvas_at, read_layer_alone, read_selection
from ..document.layer_wish import LayerWish, chosen_layers
from ..eventloop import Steps
from ..words import tr
from .backend_steps import in_background
from .questions import (
    LAST_STEP,
    GivenState,
    LayerState,
    PictureState,
    Question,
    Reference,
    ReferenceFile,
    SelectionUse,
    State,
    Task,
    TimeState,
    Unanswerable,
)
from .reference_file import read_reference

if TYPE_CHECKING:
    from krita import Document


@dataclass(frozen=True)
class GivenPixels:
    """A given canvas: BGRA8 rows of the canvas's size.

    `finished` says for each pixel how far it belongs to what is finished, None for a whole canvas.
    """

    step: int
    pixels: Bytes
    origin: FrameOrigin = "given"
    finished: Optional[bytes] = None


@dataclass(frozen=True)
class QuestionReading:
    """All pictures of a question, `width` x `height` pixels each.

    `start_here` says for each pixel how early it comes, 255 first, 0 for no wish.
    """

    title: str
    width: int
    height: int
    givens: Tuple[GivenPixels, ...] = ()
    layers: Tuple[LayerReading, ...] = ()
    start_here: Optional[bytes] = None


def read_question(
    document: Document, question: Question, background: Background
) -> Steps[QuestionReading]:
    """Steps that read what a question is about.

    Raises Unreadable and Unanswerable, each with a sentence for the painter.
    """
    if question.givens:
        return (yield from _read_states(document, question.givens))
    if question.task is Task.IMAGINE:
        return QuestionReading(document.name(), document.width(), document.height())
    if question.task is Task.INBETWEEN:
        _check_states(question)
        return (yield from _read_states(document, question.wishes.states))
    if question.task is Task.COMPLETE:
        return (yield from _read_completion(document, question, background))
    canvas, selection = yield from _read_canvas(document, question)
    given = GivenPixels(LAST_STEP, canvas.pixels)
    return QuestionReading(
        canvas.title, canvas.width, canvas.height, (given,), canvas.layers, selection
    )


def _read_canvas(
    document: Document, question: Question
) -> Steps[Tuple[CanvasReading, Optional[bytes]]]:
    """Steps to the canvas of the layers that count, and to the selection where it is used."""
    wishes = question.wishes
    wish = LayerWish()
    if wishes.chosen_layers_alone:
        wish = LayerWish(only=tuple(layer.id for layer in chosen_layers(document)))
        if not wish.only:
            raise Unanswerable(
                tr("No layer is selected: select some in Krita's layer list, or let all count.")
            )
    if question.task is Task.COMPLETE and isinstance(wishes.reference, LayerState):
        wish = LayerWish(wish.only, without=(wishes.reference.layer,))
    selection = None
    if wishes.selection is not SelectionUse.UNUSED:
        selection = yield from read_selection(document)
        if selection is None:
            raise Unanswerable(
                tr("Nothing is selected: select an area of the canvas, or do not use a selection.")
            )
    canvas = yield from read_canvas(document, wish=wish)
    return canvas, selection


def _read_completion(
    document: Document, question: Question, background: Background
) -> Steps[QuestionReading]:
    wishes = question.wishes
    canvas, selection = yield from _read_canvas(document, question)
    finished = selection if wishes.selection is SelectionUse.FINISHED else None
    givens = [GivenPixels(wishes.canvas_step, canvas.pixels, finished=finished)]
    if wishes.reference is not None:
        goal = yield from _read_reference(document, wishes.reference, background)
        givens.append(GivenPixels(LAST_STEP, goal))
    start_here = selection if wishes.selection is SelectionUse.START_HERE else None
    return QuestionReading(
        canvas.title, canvas.width, canvas.height, tuple(givens), canvas.layers, start_here
    )


def _read_reference(
    document: Document, reference: Reference, background: Background
) -> Steps[Bytes]:
    if isinstance(reference, LayerState):
        return (yield from _read_state(document, reference)).pixels
    size = document.width(), document.height()
    return (yield from _read_file(reference, size, background))


def _read_file(
    reference: ReferenceFile, size: Tuple[int, int], background: Background
) -> Steps[bytes]:
    return (yield from in_background(background, lambda: read_reference(reference.path, *size)))


def _check_states(question: Question) -> None:
    states = question.wishes.states
    if len(states) < 2:
        raise Unanswerable(
            tr("Choose at least two states of the painting, the earliest first, then ask again.")
        )
    steps = [given.step for given in states]
    if steps[-1] != LAST_STEP or any(later >= earlier for earlier, later in zip(steps, steps[1:])):
        raise Unanswerable(
            tr("The steps of the states must fall from one to the next, down to 0 at the last.")
        )
    if question.frames < len(states):
        raise Unanswerable(
            tr("{count} states need at least as many frames.").format(count=len(states))
        )


def _read_states(document: Document, givens: Tuple[GivenState, ...]) -> Steps[QuestionReading]:
    pictures: List[GivenPixels] = []
    for given in givens:
        picture = yield from _read_state(document, given.state)
        pictures.append(GivenPixels(given.step, picture.pixels, picture.origin))
        width, height = picture.width, picture.height
        if (width, height) != (document.width(), document.height()):
            raise Unanswerable(
                tr("“{title}” has another size than the canvas: take it anew.").format(
                    title=picture.title
                )
            )
    return QuestionReading(document.name(), document.width(), document.height(), tuple(pictures))


def _read_state(document: Document, state: State) -> Steps[PictureState]:
    if isinstance(state, PictureState):
        return state
    size = document.width(), document.height()
    if isinstance(state, TimeState):
        pixels = yield from read_canvas_at(document, state.time)
        return PictureState(state.title, *size, pixels)
    alone = yield from read_layer_alone(document, state.layer)
    if alone is None:
        raise Unanswerable(
            tr("The layer “{title}” is gone: choose another one.").format(title=state.title)
        )
    return PictureState(state.title, *size, alone)
