"""From the pictures of a question, as they were read, to the submission that asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, Iterator, List, Optional, Tuple

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.images import ImageHeader, encode_image, store
from pentimento_protocol.messages import GivenImage, LayerDescription, Submit
from pentimento_protocol.portions import Bytes
from pentimento_protocol.wire import OptionValue

from ..words import tr
from .questions import Question, Task

if TYPE_CHECKING:
    from .question_reading import GivenPixels, QuestionReading

CHUNK_BYTES = 1 << 20


class NothingPainted(Exception):
    """The canvas shows nothing that could be asked about."""


@dataclass(frozen=True)
class CodedQuestion:
    """The pictures of a question, coded for the wire."""

    title: str
    width: int
    height: int
    givens: List[GivenImage]
    layers: List[LayerDescription]
    order: Optional[ImageHeader]
    payloads: Tuple[bytes, ...]


def code_question(reading: QuestionReading, task: Task) -> CodedQuestion:
    """Return the coded pictures; for a thread.

    Raises NothingPainted for a canvas without anything on it, ProtocolError beyond the limits.
    """
    if task in (Task.RECONSTRUCT, Task.COMPLETE):
        check_painted(reading.givens[0].pixels)
    payloads: List[bytes] = []
    givens = [_code_given(given, reading, payloads) for given in reading.givens]
    layers = _code_layers(reading, payloads) if len(reading.layers) <= limits.MAX_LAYERS else []
    order = None
    if reading.start_here is not None:
        order = _code(_white(reading.start_here), reading, payloads)
    return CodedQuestion(
        reading.title, reading.width, reading.height, givens, layers, order, tuple(payloads)
    )


def check_painted(pixels: Bytes) -> None:
    """Raise NothingPainted where BGRA pixels are all transparent or all of one colour."""
    if _all_transparent(pixels):
        raise NothingPainted(tr("The canvas is empty: paint something, then ask again."))
    if _all_alike(pixels):
        raise NothingPainted(
            tr("The canvas is of one colour all over: paint something, then ask again.")
        )


def submit_message(
    job: str,
    tag: str,
    question: Question,
    engine: str,
    options: Dict[str, OptionValue],
    coded: CodedQuestion,
) -> Submit:
    """Return the message that goes with `coded.payloads`."""
    return Submit(
        id=new_id(),
        job=job,
        task=question.task.value,
        engine=engine,
        width=coded.width,
        height=coded.height,
        frames=question.frames,
        seed=question.seed,
        options=options,
        givens=coded.givens,
        layers=coded.layers,
        title=coded.title[: limits.MAX_NAME],
        tag=tag,
        order=coded.order,
        parent=question.parent,
    )


def _code_given(given: GivenPixels, reading: QuestionReading, payloads: List[bytes]) -> GivenImage:
    image = _code(given.pixels, reading, payloads)
    mask = None
    if given.finished is not None:
        mask = _code(_white(given.finished), reading, payloads)
    # the painter's own is what is meant unless said otherwise, also by earlier backends
    origin = given.origin if given.origin != "given" else None
    return GivenImage(image, given.step, mask, origin)


def _code(pixels: Bytes, reading: QuestionReading, payloads: List[bytes]) -> ImageHeader:
    """Return the header of a picture of the canvas's size, adding the picture to `payloads`."""
    header, data = encode_image(
        pixels, reading.width, reading.height, len(payloads), compress=store
    )
    payloads.append(data)
    return header


def _white(alpha: bytes) -> bytes:
    """Return white BGRA pixels of this alpha."""
    pixels = bytearray(b"\xff") * (4 * len(alpha))
    for start in range(0, len(alpha), CHUNK_BYTES):
        piece = alpha[start : start + CHUNK_BYTES]
        pixels[4 * start + 3 : 4 * (start + len(piece)) : 4] = piece
    return bytes(pixels)


def _code_layers(reading: QuestionReading, payloads: List[bytes]) -> List[LayerDescription]:
    """Return the layers' descriptions, adding their images to `payloads`."""
    descriptions = []
    for layer in reading.layers:
        header = None
        if layer.pixels is not None:
            bounds = layer.bounds
            header, data = encode_image(
                layer.pixels, bounds.width, bounds.height, len(payloads), compress=store
            )
            payloads.append(data)
        descriptions.append(
            LayerDescription(
                name=layer.name[: limits.MAX_TEXT],
                kind=layer.kind,
                visible=layer.visible,
                opacity=layer.opacity,
                blending_mode=layer.blending_mode,
                x=layer.bounds.x,
                y=layer.bounds.y,
                parent=layer.parent,
                image=header,
                clips=layer.inherit_alpha,
            )
        )
    return descriptions


def _all_transparent(pixels: Bytes) -> bool:
    return not any(piece[3::4].strip(b"\0") for piece in _pieces(pixels))


def _all_alike(pixels: Bytes) -> bool:
    alike = bytes(pixels[:4]) * (CHUNK_BYTES // 4)
    return all(piece == alike[: len(piece)] for piece in _pieces(pixels))


def _pieces(pixels: Bytes) -> Iterator[bytes]:
    """Yield a piece at a time: a look at a whole page would keep Python's lock for too long."""
    for start in range(0, len(pixels), CHUNK_BYTES):
        yield bytes(pixels[start : start + CHUNK_BYTES])
