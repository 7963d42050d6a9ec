"""A sequence as files of a WebDataset sample: KEY.json, KEY.frame_00.png, KEY.frame_01.png, ..."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.png import decode_png, encode_png
from .sequence import MAX_FRAMES, MAX_SIDE, PaintingSequence

FORMAT = 1
MAX_JSON_BYTES = 64_000
MAX_FRAME_PIXELS = MAX_SIDE * MAX_SIDE
MAX_FRAME_BYTES = 4 * MAX_FRAME_PIXELS + 1_000_000
"""An incompressible picture of the largest area."""

DESCRIPTION = "json"


class DamagedSequence(Exception):
    """The bytes are no painting sequence; the text completes "X cannot be read: ..."."""


def frame_suffix(index: int) -> str:
    """What follows the key and a dot in the name of a frame's file."""
    return f"frame_{index:02d}.png"


def largest_part(suffix: str) -> int:
    """Return how many bytes a part of a sample may have. Raises DamagedSequence: no such part."""
    if suffix == DESCRIPTION:
        return MAX_JSON_BYTES
    if suffix in _FRAME_SUFFIXES:
        return MAX_FRAME_BYTES
    raise DamagedSequence(f"it holds a file .{suffix[:40]}, which no painting sequence has")


def encode(sequence: PaintingSequence) -> dict[str, bytes]:
    """Return the parts of a sample by suffix, the description first; the same bytes each time."""
    description = {
        "format": FORMAT,
        "frames": len(sequence.frames),
        "steps": list(sequence.steps),
        "caption": sequence.caption,
        "source": sequence.source,
        "licence": sequence.licence,
        "kind": sequence.kind,
        "seed": sequence.seed,
    }
    parts = {DESCRIPTION: json.dumps(description, ensure_ascii=False).encode()}
    for index, frame in enumerate(sequence.frames):
        opaque = cv2.cvtColor(frame, cv2.COLOR_RGB2RGBA).astype(np.uint8, copy=False)
        parts[frame_suffix(index)] = encode_png(opaque)
    return parts


def decode(key: str, parts: Mapping[str, bytes]) -> PaintingSequence:
    """Inverse of `encode`, for bytes that nobody vouches for. Raises DamagedSequence."""
    told = _description(parts.get(DESCRIPTION, b""))
    try:
        if told["format"] != FORMAT:
            raise DamagedSequence("another version of Pentimento has written it")
        count = _whole(told["frames"])
        if not 1 <= count <= MAX_FRAMES or len(parts) != count + 1:
            raise DamagedSequence(f"it announces {count} frames and holds {len(parts) - 1}")
        frames = [_frame(parts[frame_suffix(index)]) for index in range(count)]
        if any(frame.shape != frames[0].shape for frame in frames):
            raise DamagedSequence("its frames differ in size")
        return PaintingSequence(
            key=key,
            frames=np.stack(frames),
            steps=tuple(_whole(step) for step in told["steps"]),
            caption=_text(told["caption"]),
            source=_text(told["source"]),
            licence=_text(told["licence"]),
            kind=_text(told["kind"]),
            seed=_whole(told["seed"]),
        )
    except KeyError as missing:
        raise DamagedSequence(f"its part {missing} is missing") from None
    except (ValueError, TypeError) as error:
        raise DamagedSequence(str(error)) from None


_FRAME_SUFFIXES = frozenset(map(frame_suffix, range(MAX_FRAMES)))


def _description(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_JSON_BYTES:
        raise DamagedSequence("its description is too long")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedSequence("its description is damaged") from None
    if not isinstance(told, dict):
        raise DamagedSequence("its description is damaged")
    return told


def _frame(data: bytes) -> NDArray[np.uint8]:
    picture = decode_png(data, MAX_FRAME_PIXELS)
    if picture.ndim == 2:
        picture = np.stack([picture] * 3, axis=-1)
    return picture[..., :3]


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"{str(value)[:40]!r} is no whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} is no text")
    return value
