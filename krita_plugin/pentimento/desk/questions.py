"""What a painter can ask for. Nothing here knows of Krita; layers are named by their ids."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Mapping, Optional, Tuple, Union

from pentimento_protocol.messages import Branch, FrameOrigin
from pentimento_protocol.portions import Bytes
from pentimento_protocol.wire import OptionValue

FIRST_STEP, LAST_STEP = 999, 0
"""Operation steps of the first mark and of the finished canvas."""


class Task(str, enum.Enum):
    """The four questions, by their names in the protocol."""

    RECONSTRUCT = "reconstruct"
    COMPLETE = "complete"
    IMAGINE = "imagine"
    INBETWEEN = "inbetween"


class SelectionUse(enum.Enum):
    """What Krita's selection says: nothing, where to start, or what is finished already."""

    UNUSED = "unused"
    START_HERE = "start-here"
    FINISHED = "finished"


class Unanswerable(Exception):
    """The question lacks something; the text is one sentence for the painter."""


@dataclass(frozen=True)
class LayerState:
    """What a layer shows by itself, as a state of the canvas."""

    layer: str
    title: str


@dataclass(frozen=True)
class TimeState:
    """What the canvas shows at a time of the document's timeline."""

    time: int
    title: str


@dataclass(frozen=True, eq=False)
class PictureState:
    """A picture that is there already: BGRA8, rows from the top, of the canvas's size."""

    title: str
    width: int
    height: int
    pixels: Bytes
    origin: FrameOrigin = "given"


State = Union[LayerState, TimeState, PictureState]


@dataclass(frozen=True)
class GivenState:
    """A state that has to appear in the process at an operation step, 999..0."""

    state: State
    step: int


@dataclass(frozen=True)
class ReferenceFile:
    """A picture file that shows what the painting shall become."""

    path: str
    title: str


Reference = Union[ReferenceFile, LayerState]


@dataclass(frozen=True)
class Wishes:
    """What the painter has chosen for one document.

    `canvas_step` says how far along the canvas is where it is to be completed, `reference` what it
    shall become. `states` are those between which to paint, in the order of the process. With
    `chosen_layers_alone`, only the layers selected in Krita count.
    """

    canvas_step: int = 500
    reference: Optional[Reference] = None
    states: Tuple[GivenState, ...] = ()
    chosen_layers_alone: bool = False
    selection: SelectionUse = SelectionUse.UNUSED


@dataclass(frozen=True)
class Question:
    """One question, all that the painter has chosen. An `engine` of "" leaves that open.

    `options` are those that differ from an engine's own, by the engine's name. Where there are
    `givens`, they are asked about and the canvas is not read; `parent` is the frame that such a
    question goes on from.
    """

    task: Task
    frames: int
    seed: int
    engine: str = ""
    options: Mapping[str, Mapping[str, OptionValue]] = field(default_factory=dict)
    wishes: Wishes = Wishes()
    givens: Tuple[GivenState, ...] = ()
    parent: Optional[Branch] = None


def spread(states: Tuple[State, ...]) -> Tuple[GivenState, ...]:
    """Return states with steps spread evenly from 999 to 0; a single one is at 999."""
    gaps = max(1, len(states) - 1)
    return tuple(
        GivenState(state, FIRST_STEP - round(FIRST_STEP * index / gaps))
        for index, state in enumerate(states)
    )
