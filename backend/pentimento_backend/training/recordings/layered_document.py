"""Documents that tell of time: by their layers from the bottom up, or by their animation."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ...documents import Artwork, UnreadableArtwork, read_artwork
from ...documents.animation import keyframe_times, read_layers_at
from ...engines.interface import Layer
from ...imaging.colour import WHITE, Pixels, over
from ...imaging.compositing import composite, stack_of
from .recording import RecordingKind, UnusableRecording


class LayeredDocument:
    """A document layer by layer: the lowest alone, with the next one, ... up to the canvas."""

    kind: RecordingKind = "layers"

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    def count(self) -> int:
        """Return how many states there are; the last is the canvas. Raises UnusableRecording."""
        return len(self._painted) + 1

    def frames(self, wanted: Container[int]) -> Iterator[tuple[int, Pixels | None]]:
        """Yield the states; see Recording."""
        layers = self._artwork.layers
        height, width = self._artwork.canvas.shape[:2]
        for index in range(len(self._painted)):
            if index in wanted:
                shown = set(self._painted[: index + 1])
                yield index, _flat(_showing(layers, shown), width, height)
        if len(self._painted) in wanted:
            yield len(self._painted), over(self._artwork.canvas, WHITE)

    @cached_property
    def _artwork(self) -> Artwork:
        return _read(self._path)

    @cached_property
    def _painted(self) -> list[int]:
        """Indices of the visible layers that hold pixels."""
        return [
            index
            for index, layer in enumerate(self._artwork.layers)
            if layer.visible and layer.image is not None
        ]


class AnimatedDocument:
    """A .kra document whose layers have keyframes: one state for each of their times."""

    kind: RecordingKind = "animation"

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    def count(self) -> int:
        """Return how many times have a keyframe. Raises UnusableRecording."""
        return len(self._times)

    def frames(self, wanted: Container[int]) -> Iterator[tuple[int, Pixels | None]]:
        """Yield the canvas at these times; see Recording."""
        for index, time in enumerate(self._times):
            if index in wanted:
                try:
                    (width, height), layers = read_layers_at(self._path, time)
                except UnreadableArtwork as problem:
                    raise UnusableRecording(str(problem)) from None
                yield index, _flat(layers, width, height)

    @cached_property
    def _times(self) -> tuple[int, ...]:
        return times_of(self._path)


def times_of(path: Path) -> tuple[int, ...]:
    """Return the times at which anything changes in a .kra; none where it is not animated.

    Raises UnusableRecording.
    """
    try:
        return keyframe_times(path)
    except UnreadableArtwork as problem:
        raise UnusableRecording(str(problem)) from None


def _read(path: Path) -> Artwork:
    try:
        return read_artwork(path)
    except UnreadableArtwork as problem:
        raise UnusableRecording(str(problem)) from None


def _showing(layers: Sequence[Layer], shown: set[int]) -> list[Layer]:
    """Hide the layers with pixels that are not in `shown`; groups stay as they are."""
    return [
        replace(layer, visible=layer.visible and (layer.image is None or index in shown))
        for index, layer in enumerate(layers)
    ]


def _flat(layers: Sequence[Layer], width: int, height: int) -> Pixels:
    return over(composite(stack_of(layers), width, height), WHITE)
