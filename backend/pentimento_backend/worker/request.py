"""From a stored submission to the request that an engine gets."""

from __future__ import annotations

from collections.abc import Sequence

from pentimento_protocol.messages import FROM_CLIENT, GivenImage, LayerDescription, Submit
from pentimento_protocol.wire import ProtocolError, decode

from ..canvas_coding import decode_canvas
from ..engines.interface import Given, Layer, ProcessRequest
from ..imaging.colour import luminance_times_alpha
from ..storage.job_folder import JobFolder


class UnreadableRequest(Exception):
    """What a job asks for is not on the disk any more; the text is a sentence for the painter."""


def stored_request(folder: JobFolder, first_frame: int) -> tuple[Submit, ProcessRequest]:
    """Return the submission of a job and the engine's request; raises UnreadableRequest."""
    try:
        return read_request(folder.read_request(), first_frame)
    except (OSError, ProtocolError) as error:
        raise UnreadableRequest(
            "The pictures of this job can no longer be read from the disk: ask for a new process."
        ) from error


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
        order=None
        if submission.order is None
        else luminance_times_alpha(decode_canvas(submission.order, payloads)),
    )
    return submission, request


def _given(given: GivenImage, payloads: Sequence[bytes]) -> Given:
    mask = None if given.mask is None else decode_canvas(given.mask, payloads)[:, :, 3]
    image = decode_canvas(given.image, payloads)
    return Given(given.step, image, mask, given.origin or "given")


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
        image=None if layer.image is None else decode_canvas(layer.image, payloads),
        clips=layer.clips,
    )
