"""The canvas of an animated Krita document in time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..engines.interface import Layer
from .artwork import Flaw, UnreadableArtwork
from .krita import read_krita_at, read_krita_keyframes

Answer = TypeVar("Answer")


def keyframe_times(path: Path) -> tuple[int, ...]:
    """Return the times, rising, at which a layer of a .kra file has a keyframe.

    There are none where it is not animated. Raises UnreadableArtwork.
    """
    return _refusing(path, lambda: read_krita_keyframes(path))


def read_layers_at(path: Path, time: int) -> tuple[tuple[int, int], tuple[Layer, ...]]:
    """Return a .kra file's width and height, and its layers as they are at a time.

    Raises UnreadableArtwork.
    """
    return _refusing(path, lambda: read_krita_at(path, time))


def _refusing(path: Path, read: Callable[[], Answer]) -> Answer:
    """Turn what is wrong with the file into a sentence."""
    try:
        return read()
    except Flaw as flaw:
        raise UnreadableArtwork(f"{path.name} cannot be read: {flaw}.") from None
    except OSError as error:
        reason = error.strerror or "its disk does not answer"
        raise UnreadableArtwork(f"{path.name} cannot be read: {reason}.") from error
