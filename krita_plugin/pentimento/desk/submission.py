"""From a canvas as it was read to the submission that asks how it was painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, List, Sequence, Tuple

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.images import ImageHeader, encode_image, store
from pentimento_protocol.messages import (
    EngineDescription,
    GivenImage,
    LayerDescription,
    OptionDescription,
    Submit,
)
from pentimento_protocol.wire import OptionValue

if TYPE_CHECKING:
    from ..document.canvas import CanvasReading

RECONSTRUCT = "reconstruct"
FINISHED_STEP = 0

PROMPT = "prompt"
"""Name of the option that an engine may find words for by itself."""
CHUNK_BYTES = 1 << 20


class NothingPainted(Exception):
    """The canvas shows nothing that could be reconstructed."""


@dataclass(frozen=True)
class Question:
    """What the painter asks for: a process of `frames` frames, by which engine, from which seed."""

    frames: int
    seed: int
    engine: str
    options: Dict[str, OptionValue]


@dataclass(frozen=True)
class CodedCanvas:
    """A canvas and its layers, coded for the wire."""

    title: str
    width: int
    height: int
    canvas: ImageHeader
    layers: List[LayerDescription]
    payloads: Tuple[bytes, ...]


def code_canvas(reading: CanvasReading) -> CodedCanvas:
    """Return the coded canvas; for a thread.

    Raises NothingPainted for a canvas without anything on it, ProtocolError beyond the limits.
    """
    check_painted(reading.pixels)
    header, data = encode_image(reading.pixels, reading.width, reading.height, compress=store)
    payloads = [data]
    layers = _code_layers(reading, payloads) if len(reading.layers) <= limits.MAX_LAYERS else []
    return CodedCanvas(
        reading.title, reading.width, reading.height, header, layers, tuple(payloads)
    )


def check_painted(pixels: bytes) -> None:
    """Raise NothingPainted where BGRA pixels are all transparent or all of one colour."""
    if _all_transparent(pixels):
        raise NothingPainted(
            "The canvas is empty: paint something, then ask how it could have been painted."
        )
    if _all_alike(pixels):
        raise NothingPainted(
            "The canvas is of one colour all over: paint something, then ask how it could have "
            "been painted."
        )


def submit_message(job: str, tag: str, question: Question, coded: CodedCanvas) -> Submit:
    """Return the message that goes with `coded.payloads`."""
    return Submit(
        id=new_id(),
        job=job,
        task=RECONSTRUCT,
        engine=question.engine,
        width=coded.width,
        height=coded.height,
        frames=question.frames,
        seed=question.seed,
        options=question.options,
        givens=[GivenImage(coded.canvas, FINISHED_STEP)],
        layers=coded.layers,
        title=coded.title[: limits.MAX_NAME],
        tag=tag,
    )


def lacks_prompt(question: Question) -> bool:
    """Return whether the engine takes a prompt and has to find the words by itself."""
    return not str(question.options.get(PROMPT, "given")).strip()


def choose_engine(engines: Sequence[EngineDescription], wanted: str) -> EngineDescription:
    """Return the wanted engine, or the first that can reconstruct; LookupError with a sentence."""
    able = reconstructing(engines)
    for engine in able:
        if engine.name == wanted:
            return engine
    if able:
        return able[0]
    raise LookupError("This backend has no engine that reconstructs a canvas: update the backend.")


def reconstructing(engines: Sequence[EngineDescription]) -> List[EngineDescription]:
    """Return the engines that can reconstruct."""
    return [engine for engine in engines if RECONSTRUCT in engine.tasks]


def chosen_options(
    engine: EngineDescription, changed: Dict[str, OptionValue]
) -> Dict[str, OptionValue]:
    """Return a value for each of the engine's options: the painter's where it fits."""
    return {
        option.name: changed[option.name] if _fits(option, changed) else option.default
        for option in engine.options
    }


def _fits(option: OptionDescription, changed: Dict[str, OptionValue]) -> bool:
    value = changed.get(option.name)
    if option.kind == "choice":
        return value in option.choices
    if option.kind == "text":
        return isinstance(value, str) and (option.maximum is None or len(value) <= option.maximum)
    if option.kind == "bool":
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if option.kind == "int" and not isinstance(value, int):
        return False
    above = option.minimum is None or value >= option.minimum
    return above and (option.maximum is None or value <= option.maximum)


def _code_layers(reading: CanvasReading, payloads: List[bytes]) -> List[LayerDescription]:
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


# Both look at a piece at a time: a look at a whole page would keep Python's lock for too long.


def _all_transparent(pixels: bytes) -> bool:
    starts = range(0, len(pixels), CHUNK_BYTES)
    return not any(pixels[start + 3 : start + CHUNK_BYTES : 4].strip(b"\0") for start in starts)


def _all_alike(pixels: bytes) -> bool:
    alike = pixels[:4] * (CHUNK_BYTES // 4)
    for start in range(0, len(pixels), CHUNK_BYTES):
        piece = pixels[start : start + CHUNK_BYTES]
        if piece != alike[: len(piece)]:
            return False
    return True
