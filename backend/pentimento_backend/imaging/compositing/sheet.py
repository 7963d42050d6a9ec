"""What is composited: sheets stacked on each other, some of them groups of further sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..box import Box
from .modes import BLENDING

PASS_THROUGH = "pass through"
"""Mode of a group that does not composite on its own; its sheets go onto what lies below it."""

GROUP = "grouplayer"
_EMPTY_WITHOUT_PIXELS = ("paintlayer", "selectionmask")
_MODES = BLENDING | {"normal", "erase"}


_DEEPEST_NESTING = 64
"""No painter nests groups so deep; the recursion over them has to end."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One layer to be composited, or a group of them.

    `image` is RGBA uint8, height x width x 4, straight alpha, with its corner at (`x`, `y`) on the
    canvas; None for groups and empty layers. `enclosed` has lower sheets first. `kind` and
    `blending_mode` are Krita's names. `opacity` lies in 0..1 and is rounded to Krita's 255 steps.
    `clips` is Krita's "inherit alpha": the alpha of what lies below in the group stays as it is.
    """

    image: NDArray[np.uint8] | None = None
    x: int = 0
    y: int = 0
    opacity: float = 1.0
    blending_mode: str = "normal"
    clips: bool = False
    visible: bool = True
    kind: str = "paintlayer"
    enclosed: tuple[Sheet, ...] = ()

    @property
    def box(self) -> Box:
        """The part of the canvas that the image covers."""
        if self.image is None:
            return Box(0, 0, 0, 0)
        height, width = self.image.shape[:2]
        return Box(self.x, self.y, self.x + width, self.y + height)


class LayerLike(Protocol):
    """A layer of a flat list in stacking order; `parent` is the index of what encloses it."""

    @property
    def kind(self) -> str: ...
    @property
    def visible(self) -> bool: ...
    @property
    def opacity(self) -> float: ...
    @property
    def blending_mode(self) -> str: ...
    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def parent(self) -> int | None: ...
    @property
    def image(self) -> NDArray[np.uint8] | None: ...
    @property
    def clips(self) -> bool: ...


def stack_of(layers: Sequence[LayerLike]) -> tuple[Sheet, ...]:
    """Return a flat list of layers as nested sheets, lower ones first.

    Layers come after what encloses them; one whose `parent` does not is left out, and so is what
    is nested more than 64 deep.
    """
    depths = _depths(layers)
    enclosed: dict[int | None, list[Sheet]] = {}
    for index in reversed(range(len(layers))):
        layer = layers[index]
        if depths[index] > _DEEPEST_NESTING:
            continue
        sheet = Sheet(
            image=layer.image,
            x=layer.x,
            y=layer.y,
            opacity=layer.opacity,
            blending_mode=layer.blending_mode,
            clips=layer.clips,
            visible=layer.visible,
            kind=layer.kind,
            enclosed=tuple(reversed(enclosed.pop(index, []))),
        )
        enclosed.setdefault(layer.parent, []).append(sheet)
    return tuple(reversed(enclosed.get(None, [])))


def _depths(layers: Sequence[LayerLike]) -> list[int]:
    depths: list[int] = []
    for layer in layers:
        parent = layer.parent
        if parent is None or not 0 <= parent < len(depths):
            depths.append(0)
        else:
            depths.append(depths[parent] + 1)
    return depths


def unsupported(stack: Sequence[Sheet]) -> frozenset[str]:
    """Return what of the visible sheets cannot be composited as Krita does.

    These are Krita's names of blending modes, and of kinds of layers without pixels of their own
    such as filters and masks; nothing where `composite` shows what Krita shows.
    """
    return frozenset(_unsupported(stack))


def _unsupported(stack: Sequence[Sheet]) -> Iterator[str]:
    for sheet in stack:
        if not sheet.visible:
            continue
        group = sheet.kind == GROUP
        if sheet.image is None and not group and sheet.kind not in _EMPTY_WITHOUT_PIXELS:
            yield sheet.kind
        if sheet.blending_mode not in _MODES and not (group and passes_through(sheet)):
            yield sheet.blending_mode
        yield from _unsupported(sheet.enclosed)


def passes_through(sheet: Sheet) -> bool:
    """Whether a group's sheets are composited as if there were no group."""
    return sheet.blending_mode == PASS_THROUGH
