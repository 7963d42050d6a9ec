"""What the painter picks in Krita for a question: layers, moments of an animation, the canvas."""

from __future__ import annotations

from typing import Callable, Optional, Tuple

from ..document.canvas import check_readable
from ..document.canvas_states import read_visible
from ..document.layer_wish import LayerName, chosen_layers
from ..document.pixels import Unreadable
from ..eventloop import run
from ..words import tr
from .document_state import DocumentState
from .questions import LayerState, PictureState, State, TimeState, spread


class Choosing:
    """Puts what is picked among the wishes of the active document, which `active` returns."""

    def __init__(self, active: Callable[[], Optional[DocumentState]]) -> None:
        self._active = active

    def add_layer_states(self) -> None:
        """Add what each of the selected layers shows, the lowest as the earliest."""
        state = self._active()
        if state is not None:
            self._add(state, tuple(LayerState(one.id, one.title) for one in _chosen(state)))

    def add_time_state(self) -> None:
        """Add what the canvas shows at the current time of Krita's timeline."""
        state = self._active()
        if state is not None:
            time = state.document.currentTime()
            self._add(state, (TimeState(time, tr("Canvas at time {time}").format(time=time)),))

    def add_canvas_state(self) -> None:
        """Add the canvas as it is at this moment, whatever is painted afterwards."""
        state = self._active()
        if state is None:
            return
        width, height = state.document.width(), state.document.height()
        number = 1 + sum(isinstance(one.state, PictureState) for one in state.wishes.states)
        title = tr("Canvas, picture {number}").format(number=number)
        try:
            check_readable(state.document)
        except Unreadable as problem:
            state.tell(str(problem))
            return
        run(
            read_visible(state.document),
            done=lambda pixels: self._add(state, (PictureState(title, width, height, pixels),)),
            failed=lambda error: state.tell(str(error)),
        )

    def choose_reference_layer(self) -> None:
        """Take what the selected layer shows for what the painting shall become."""
        state = self._active()
        if state is not None:
            layers = _chosen(state)
            if layers:
                state.wish(reference=LayerState(layers[-1].id, layers[-1].title))

    def _add(self, state: DocumentState, added: Tuple[State, ...]) -> None:
        if added:
            before = tuple(given.state for given in state.wishes.states)
            state.wish(states=spread((*before, *added)))


def _chosen(state: DocumentState) -> Tuple[LayerName, ...]:
    layers = tuple(chosen_layers(state.document))
    if not layers:
        state.tell(tr("No layer is selected: select one in Krita's layer list first."))
    return layers
