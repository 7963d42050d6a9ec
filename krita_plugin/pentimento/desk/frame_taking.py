"""What a painter makes of one frame: a layer to paint on, a branch, a given of a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Optional

from pentimento_protocol.messages import Branch
from pentimento_protocol.wire import OptionValue, ProtocolError

from ..document.frame_layer import DocumentGone, FramePixels, Placement, add_frame_layer
from ..document.kept_frames import KeptFramesDamaged
from ..eventloop import NotSettled, Steps, run
from ..link.frame_fetch import FramesMissing
from ..qt import QtCore
from ..words import tr
from .backend_steps import BackendFailed
from .document_state import DocumentState
from .engine_choice import PROMPT
from .frame_supply import FrameSupply, TakenFrame
from .process import PaintingProcess
from .questions import GivenState, PictureState, Question, Task, spread

TOLD_ERRORS = (BackendFailed, FramesMissing, KeptFramesDamaged, NotSettled, ProtocolError)
"""Errors whose text is a sentence for the painter."""


@dataclass(frozen=True)
class BranchWish:
    """In which way a process shall go on from one of its frames."""

    engine: str
    prompt: str
    seed: int
    frames: int
    options: Dict[str, OptionValue]


@dataclass(frozen=True)
class FrameOf:
    """One frame of a process of an open document; `index` 0 is the first."""

    state: DocumentState
    process: PaintingProcess
    index: int


class FrameTaking(QtCore.QObject):
    """Takes one whole frame at a time; `changed` when it begins and when it has ended.

    What goes wrong is told to the painter of the frame's document. While a frame is being taken,
    `busy` is set and nothing else is.
    """

    changed = QtCore.pyqtSignal()

    def __init__(self, supply: FrameSupply, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._supply = supply
        self.busy = False

    def copy(self, frame: FrameOf, placement: Placement) -> None:
        """Put a frame into a new layer beside the active one."""
        self._take(frame, lambda taken: self._add_layer(frame, taken, placement))

    def branch(
        self,
        frame: FrameOf,
        wish: BranchWish,
        ask: Callable[[DocumentState, Question], PaintingProcess],
    ) -> None:
        """Ask how it goes on from a frame in another way, and show the process that comes of it."""

        def ask_and_show(taken: TakenFrame) -> Steps[None]:
            yield 0
            frame.state.show(ask(frame.state, branch_question(frame, taken, wish)))

        self._take(frame, ask_and_show)

    def use_as_given(self, frame: FrameOf) -> None:
        """Let the next process that lies in between pass through a frame."""

        def add(taken: TakenFrame) -> Steps[None]:
            yield 0
            states = tuple(given.state for given in frame.state.wishes.states)
            frame.state.wish(states=spread((*states, picture_of(frame, taken))))

        self._take(frame, add)

    def _take(self, frame: FrameOf, use: Callable[[TakenFrame], Steps[None]]) -> None:
        if self.busy:
            return
        self.busy = True
        self.changed.emit()
        run(
            self._fetch_and_use(frame, use),
            done=lambda _: self._end(frame.state, ""),
            failed=lambda error: self._end(frame.state, _sentence(error)),
        )

    def _fetch_and_use(
        self, frame: FrameOf, use: Callable[[TakenFrame], Steps[None]]
    ) -> Steps[None]:
        document = frame.state.document
        taken = yield from self._supply.frame(document, frame.process, frame.index)
        yield from use(taken)

    def _add_layer(self, frame: FrameOf, taken: TakenFrame, placement: Placement) -> Steps[None]:
        name = tr("Pentimento step {step}").format(step=taken.label.step)
        pixels = FramePixels(taken.width, taken.height, taken.pixels)
        yield from add_frame_layer(frame.state.document, pixels, name, placement)

    def _end(self, state: DocumentState, sentence: str) -> None:
        self.busy = False
        if sentence:
            state.tell(sentence)
        self.changed.emit()


def branch_question(frame: FrameOf, taken: TakenFrame, wish: BranchWish) -> Question:
    """Return the question how a painting goes on from a frame of another process."""
    options = {**wish.options, PROMPT: wish.prompt}
    return Question(
        task=Task.COMPLETE,
        frames=wish.frames,
        seed=wish.seed,
        engine=wish.engine,
        options={wish.engine: options},
        givens=(GivenState(picture_of(frame, taken), taken.label.step),),
        parent=Branch(frame.process.job_id, frame.index),
    )


def picture_of(frame: FrameOf, taken: TakenFrame) -> PictureState:
    """Return a frame as a state of the canvas; it says whose work it is."""
    pictures = frame.process.pictures
    is_given = frame.index < len(pictures) and pictures[frame.index].origin == "given"
    title = tr("{title}, step {step}").format(title=frame.process.title, step=taken.label.step)
    origin = "given" if is_given else "generated"
    return PictureState(title, taken.width, taken.height, taken.pixels, origin)


def _sentence(error: Exception) -> str:
    if isinstance(error, DocumentGone):
        return ""  # there is nobody to tell
    if isinstance(error, TOLD_ERRORS):
        return str(error)
    return tr("The frame could not be taken ({error}): try again.").format(
        error=type(error).__name__
    )
