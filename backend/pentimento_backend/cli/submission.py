"""From artwork to the submission that asks how it could have been painted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.descriptions import Branch, FrameOrigin, GivenImage, LayerDescription
from pentimento_protocol.images import ImageHeader
from pentimento_protocol.messages import Submit
from pentimento_protocol.wire import OptionValue, ProtocolError

from ..canvas_coding import encode_canvas
from ..documents.artwork import Artwork
from ..engines.interface import Canvas, Layer
from ..imaging.resize import fit, scaled
from .failure import BAD_INPUT, Failure


@dataclass(frozen=True)
class State:
    """A state of the canvas that the process must show at operation step `step`, 999..0.

    `origin` "generated" says that an engine has made it, not the painter.
    """

    canvas: Canvas
    step: int
    origin: FrameOrigin = "given"


@dataclass(frozen=True)
class Subject:
    """What a process is asked about: a canvas of `width` x `height`, and what is known of it.

    All pictures have that size; `order` shows what comes first (see messages.Submit). `parent` is
    the frame of another process that this one goes on from, the first of the states.
    """

    title: str
    width: int
    height: int
    states: Sequence[State] = ()
    layers: Sequence[Layer] = ()
    order: Canvas | None = None
    parent: Branch | None = None


class Payloads:
    """Collects the images of one message."""

    def __init__(self) -> None:
        self.data: list[bytes] = []

    def add(self, canvas: Canvas) -> ImageHeader:
        """Code a canvas and return its header."""
        header, data = encode_canvas(canvas, len(self.data))
        self.data.append(data)
        return header

    @property
    def size(self) -> int:
        """Bytes so far."""
        return sum(map(len, self.data))


def process_submission(
    task: str,
    subject: Subject,
    engine: str,
    frames: int,
    seed: int,
    options: dict[str, OptionValue],
) -> tuple[Submit, list[bytes]]:
    """Return message and payloads; layer pixels beyond MAX_SUBMIT_BYTES stay at home.

    Raises Failure for a canvas beyond the protocol's limits.
    """
    payloads = Payloads()
    try:
        givens = [
            GivenImage(payloads.add(state.canvas), state.step, origin=state.origin)
            for state in subject.states
        ]
        wish = None if subject.order is None else payloads.add(subject.order)
        layers = [_layer(layer, payloads) for layer in subject.layers[: limits.MAX_LAYERS]]
    except ProtocolError as problem:
        raise Failure(problem.sentence, BAD_INPUT) from None
    message = Submit(
        id=new_id(),
        job=new_id(),
        task=task,
        engine=engine,
        width=subject.width,
        height=subject.height,
        frames=frames,
        seed=seed,
        options=options,
        givens=givens,
        layers=layers,
        title=_readable(subject.title)[: limits.MAX_NAME],
        order=wish,
        parent=subject.parent,
    )
    return message, payloads.data


def scaled_canvas(canvas: Canvas, side: int | None) -> Canvas:
    """Return a canvas whose long side measures `side` pixels; never larger, None leaves it."""
    height, width = canvas.shape[:2]
    if side is None or max(height, width) <= side:
        return canvas
    return scaled(canvas, *fit(width, height, side))


def scaled_artwork(artwork: Artwork, side: int | None) -> Artwork:
    """Return artwork whose long side measures `side` pixels, layers included; never larger."""
    height, width = artwork.canvas.shape[:2]
    if side is None or max(height, width) <= side:
        return artwork
    scale = side / max(height, width)
    layers = tuple(_scaled_layer(layer, scale) for layer in artwork.layers)
    return replace(artwork, canvas=scaled_canvas(artwork.canvas, side), layers=layers)


def _scaled_layer(layer: Layer, scale: float) -> Layer:
    image = layer.image
    if image is not None:
        height, width = image.shape[:2]
        image = scaled(image, max(1, round(width * scale)), max(1, round(height * scale)))
    return replace(layer, x=round(layer.x * scale), y=round(layer.y * scale), image=image)


def _readable(file_name: str) -> str:
    """Return the name of a file as text for one line, also where its bytes are no text."""
    name = os.fsencode(file_name).decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )


def _layer(layer: Layer, payloads: Payloads) -> LayerDescription:
    image = None
    if layer.image is not None and payloads.size < limits.MAX_SUBMIT_BYTES // 2:
        image = payloads.add(layer.image)
    return LayerDescription(
        name=layer.name[: limits.MAX_TEXT],
        kind=layer.kind[: limits.MAX_NAME],
        visible=layer.visible,
        opacity=layer.opacity,
        blending_mode=layer.blending_mode[: limits.MAX_NAME],
        x=layer.x,
        y=layer.y,
        parent=layer.parent,
        image=image,
        clips=layer.clips,
    )
