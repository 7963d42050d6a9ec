"""The one interface between the house and its engines.

An engine turns a `ProcessRequest` into a stream of `Frame`s, first marks first.
It knows nothing of sockets, jobs, the store or Krita.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Canvas = NDArray[np.uint8]
"""A canvas: uint8, (height, width, 4), RGBA order, sRGB, straight (not premultiplied) alpha."""

OptionValue = bool | int | float | str
FrameOrigin = Literal["given", "generated"]

FIRST_STEP = 999
"""Operation step of the first mark on the blank canvas (numbering of Paints-UNDO)."""
LAST_STEP = 0
"""Operation step of the finished canvas."""


def falling_steps(count: int) -> tuple[int, ...]:
    """Operation steps of `count` states (2 at least) at equal distances, from 999 down to 0."""
    return tuple(round(FIRST_STEP * (count - 1 - index) / (count - 1)) for index in range(count))


class Cancelled(Exception):
    """Raised by `Studio.check_cancelled` when the painter has cancelled the job."""


class UnpaintableRequest(Exception):
    """Raised by an engine for a request it cannot answer; its text is one sentence for painters."""


@dataclass(frozen=True)
class Option:
    """One setting that an engine understands; command line and docker build controls from it.

    `minimum` and `maximum` bound a number; a text has at most `maximum` characters. `models` are
    names of the catalogue: for each choice the one that it needs, "" for none; for options of other
    kinds those that are needed unless the value is 0, off or empty. `title` is the label of its
    control in a painter's words; "" stands for the name with blanks.
    """

    name: str
    description: str
    kind: Literal["bool", "int", "float", "choice", "text"]
    default: OptionValue
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    title: str = ""

    def models_for(self, value: OptionValue) -> tuple[str, ...]:
        """Return the models that a job needs where this option has the value."""
        if not self.models:
            return ()
        if self.kind == "choice":
            needed = self.models[self.choices.index(str(value))]
            return (needed,) if needed else ()
        return self.models if value else ()


@dataclass(frozen=True)
class EngineInfo:
    """What an engine declares about itself.

    `devices` are kinds of devices, the best first; `models` are names of the catalogue, needed
    whatever the options are. `takes_masks`: a given may be an area of a canvas, which is finished.
    """

    name: str
    title: str
    version: str
    licence: str
    tasks: tuple[str, ...]
    options: tuple[Option, ...] = ()
    devices: tuple[str, ...] = ("cpu",)
    models: tuple[str, ...] = ()
    takes_masks: bool = False

    def values(self, options: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
        """Return the value of every option: what `options` say, otherwise its default."""
        return {option.name: options.get(option.name, option.default) for option in self.options}

    def models_for(self, options: Mapping[str, OptionValue]) -> tuple[str, ...]:
        """Return the models that a job with these options needs."""
        values = self.values(options)
        chosen = (option.models_for(values[option.name]) for option in self.options)
        return (*self.models, *chain.from_iterable(chosen))


@dataclass(frozen=True)
class Given:
    """A canvas state that must appear in the process exactly.

    `step` lies in 0..999; `mask` (uint8, height x width, 255 = given) restricts it to an area.
    `origin` "generated" says that it is a frame of another process, not the painter's own.
    """

    step: int
    image: Canvas
    mask: NDArray[np.uint8] | None = None
    origin: FrameOrigin = "given"


@dataclass(frozen=True)
class Layer:
    """One layer of the painter's document, in stacking order from the bottom.

    `image` is cropped to the layer's content and placed at (`x`, `y`) on the canvas; it is None for
    groups and for layers whose pixels were not sent. `parent` is the index of the enclosing group.
    `clips` says that the layer shows only where the layers below it in its group are painted
    (Krita's "inherit alpha").
    """

    name: str
    kind: str
    visible: bool
    opacity: float
    blending_mode: str
    x: int = 0
    y: int = 0
    parent: int | None = None
    image: Canvas | None = None
    clips: bool = False


@dataclass(frozen=True)
class ProcessRequest:
    """One question about a canvas; the tasks differ only in their givens.

    `frames` counts all frames of the answer; an engine yields those from `first_frame` on, so that
    an interrupted job continues where it stopped (the same seed gives the same frames).
    `order` (uint8, height x width) is the painter's wish for what comes first: 255 start here, the
    lower the later, 0 no wish.
    """

    task: str
    width: int
    height: int
    givens: tuple[Given, ...]
    frames: int
    seed: int
    layers: tuple[Layer, ...] = ()
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    first_frame: int = 0
    order: NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class Frame:
    """One state of the painting process: operation step (999 first .. 0 last), picture, stage.

    `layer` is the index in the request's layers of the document's layer that this frame's new paint
    belongs to; None where that is not known, or where the request has no layers.
    """

    step: int
    image: Canvas
    stage: str
    origin: FrameOrigin = "generated"
    layer: int | None = None


class Studio(Protocol):
    """What an engine may lean on while it paints."""

    @property
    def device(self) -> str:
        """Device the engine runs on: "cpu", "cuda:0", ..."""
        ...

    def progress(self, done: float, total: float, note: str) -> None:
        """Tell the painter how far the work is; `note` is a few words such as "finding regions"."""
        ...

    def preview(self, image: NDArray[Any]) -> None:
        """Show an unfinished picture (RGBA or RGB, any size)."""
        ...

    def model(self, name: str) -> Path:
        """Return the folder of a model of the catalogue; raises ModelProblem."""
        ...

    def keep(self, name: str, content: bytes) -> None:
        """Keep a by-product of the process, such as "strokes.json.gz", beside its frames."""
        ...

    def check_cancelled(self) -> None:
        """Raise `Cancelled` if the painter has cancelled; call at least every 0.2 s."""
        ...


class Engine(Protocol):
    """A painting-process engine."""

    info: EngineInfo

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield frames `request.first_frame` .. `request.frames` - 1, first marks first.

        Steps fall along the way; for every given there is one frame with exactly its step, which
        the worker pins. Raises UnpaintableRequest.
        """
        ...
