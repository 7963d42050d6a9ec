"""From a stored submission to the request that an engine gets, and from arrays to wire images."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pentimento_protocol.images import ImageHeader, decode_image, encode_image, take_payload
from pentimento_protocol.messages import FROM_CLIENT, GivenImage, LayerDescription, Submit
from pentimento_protocol.wire import ProtocolError, decode

from ..engines.interface import Canvas, Given, Layer, ProcessRequest


def read_request(frames: Sequence[bytes], first_frame: int) -> tuple[Submit, ProcessRequest]:
    """Return a stored submission as its message and as the engine's request.

    Raises ProtocolError where the stored bytes are damaged.
    """
    submission = decode(frames, FROM_CLIENT)
    if not isinstance(submission, Submit):
        raise ProtocolError("bad-header", "The stored request is no submission.")
    payloads = frames[1:]
    request = ProcessRequest(
        task=submission.task,
        width=submission.width,
        height=submission.height,
        givens=tuple(_given(given, payloads) for given in submission.givens),
        frames=submission.frames,
        seed=submission.seed,
        layers=tuple(_layer(layer, payloads) for layer in submission.layers),
        options=submission.options,
        first_frame=first_frame,
    )
    return submission, request


def canvas_of(header: ImageHeader, payloads: Sequence[bytes]) -> Canvas:
    """Return a payload as RGBA canvas (height, width, 4); raises ProtocolError."""
    pixels = decode_image(header, take_payload(header, payloads))
    blue_first = np.frombuffer(pixels, np.uint8).reshape(header.height, header.width, 4)
    return cv2.cvtColor(blue_first, cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)


def image_of(canvas: NDArray[Any]) -> tuple[ImageHeader, bytes]:
    """Return wire header and payload of an RGBA canvas (height, width, 4), uint8."""
    blue_first = cv2.cvtColor(canvas, cv2.COLOR_RGBA2BGRA)
    height, width = canvas.shape[:2]
    return encode_image(blue_first.tobytes(), width, height)


def _given(given: GivenImage, payloads: Sequence[bytes]) -> Given:
    mask = None if given.mask is None else canvas_of(given.mask, payloads)[:, :, 3]
    return Given(given.step, canvas_of(given.image, payloads), mask)


def _layer(layer: LayerDescription, payloads: Sequence[bytes]) -> Layer:
    return Layer(
        name=layer.name,
        kind=layer.kind,
        visible=layer.visible,
        opacity=layer.opacity,
        blending_mode=layer.blending_mode,
        x=layer.x,
        y=layer.y,
        parent=layer.parent,
        image=None if layer.image is None else canvas_of(layer.image, payloads),
    )
