"""The canvas of an animated Krita document in time."""

from __future__ import annotations

from pathlib import Path

from ..engines.interface import Layer
from .artwork import refusing
from .krita import read_krita_at, read_krita_keyframes


def keyframe_times(path: Path) -> tuple[int, ...]:
    """Return the times, rising, at which a layer of a .kra file has a keyframe.

    There are none where it is not animated. Raises UnreadableArtwork.
    """
    with refusing(path):
        return read_krita_keyframes(path)


def read_layers_at(path: Path, time: int) -> tuple[tuple[int, int], tuple[Layer, ...]]:
    """Return a .kra file's width and height, and its layers as they are at a time.

    Raises UnreadableArtwork.
    """
    with refusing(path):
        return read_krita_at(path, time)
