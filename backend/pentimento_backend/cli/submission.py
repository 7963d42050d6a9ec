"""From artwork to the submission that asks how it could have been painted."""

from __future__ import annotations

import os
from dataclasses import replace

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.images import ImageHeader
from pentimento_protocol.messages import GivenImage, LayerDescription, Submit
from pentimento_protocol.wire import OptionValue, ProtocolError

from ..canvas_coding import encode_canvas
from ..documents.artwork import Artwork
from ..engines.interface import Canvas, Layer
from ..imaging.resize import fit, scaled
from .failure import BAD_INPUT, Failure


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


def reconstruct_submission(
    artwork: Artwork, engine: str, frames: int, seed: int, options: dict[str, OptionValue]
) -> tuple[Submit, list[bytes]]:
    """Return message and payloads; layer pixels beyond MAX_SUBMIT_BYTES stay at home.

    Raises Failure for a canvas beyond the protocol's limits.
    """
    payloads = Payloads()
    height, width = artwork.canvas.shape[:2]
    try:
        given = GivenImage(payloads.add(artwork.canvas), 0)
        layers = [_layer(layer, payloads) for layer in artwork.layers[: limits.MAX_LAYERS]]
    except ProtocolError as problem:
        raise Failure(problem.sentence, BAD_INPUT) from None
    message = Submit(
        id=new_id(),
        job=new_id(),
        task="reconstruct",
        engine=engine,
        width=width,
        height=height,
        frames=frames,
        seed=seed,
        options=options,
        givens=[given],
        layers=layers,
        title=_readable(artwork.name)[: limits.MAX_NAME],
    )
    return message, payloads.data


def scaled_artwork(artwork: Artwork, side: int) -> Artwork:
    """Return artwork whose long side measures `side` pixels, layers included; never larger."""
    height, width = artwork.canvas.shape[:2]
    if max(height, width) <= side:
        return artwork
    scale = side / max(height, width)
    canvas = scaled(artwork.canvas, *fit(width, height, side))
    layers = tuple(_scaled_layer(layer, scale) for layer in artwork.layers)
    return replace(artwork, canvas=canvas, layers=layers)


def _scaled_layer(layer: Layer, scale: float) -> Layer:
    image = layer.image
    if image is not None:
        height, width = image.shape[:2]
        image = scaled(image, max(1, round(width * scale)), max(1, round(height * scale)))
    return replace(layer, x=round(layer.x * scale), y=round(layer.y * scale), image=image)


def _readable(file_name: str) -> str:
    """Return the name of a file as text, also where its bytes are none."""
    return os.fsencode(file_name).decode("utf-8", "replace")


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
