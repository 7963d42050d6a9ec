"""A layered document as evidence: the states it went through as layer after layer was painted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import largest_difference, luminance_times_alpha, premultiplied
from ...imaging.compositing import composite, stack_of
from ..interface import Canvas, Layer
from .layer_names import LayerRole, layer_role
from .layers import is_shown

_RANK: dict[LayerRole | None, int] = {
    "ground": 0,
    "sketch": 1,
    "line": 2,
    "flats": 3,
    None: 3,
    "shading": 4,
    "details": 5,
    "highlights": 6,
}
_MOST_STATES = 8
_OFF = 3
"""Largest difference (0..255) at which our composite still counts as the document's picture."""
_FEW = 0.002
"""Share of pixels that may differ by more."""


@dataclass(frozen=True, eq=False)
class State:
    """The canvas after some layers; `stage` is what they were, "" where their names do not say.

    `drawn` says that the last of them holds lines and no paint. `layer` is the index of the layer
    that brought most of what is new.
    """

    canvas: Canvas
    stage: str
    drawn: bool
    layer: int


def states_of(layers: Sequence[Layer], finish: Canvas) -> list[State]:
    """The states of a layered document, first to last, the last being `finish`.

    Layers appear from the bottom up, but a sketch before the line, the line before flats, shading
    and highlights after them, as their names tell. A hidden sketch layer is shown until the colours
    lie over it. Returns nothing unless the layers give `finish` when they are put together as Krita
    does, and are at least two.
    """
    height, width = finish.shape[:2]
    if not _gives(layers, finish):
        return []
    painted = [
        index
        for index, layer in enumerate(layers)
        if layer.image is not None
        and layer.image.size
        and (is_shown(layers, index) or layer_role(layers, index) == "sketch")
        and layer_role(layers, index) != "order"
    ]
    if len(painted) < 2:
        return []
    roles: dict[int, LayerRole | None] = {index: layer_role(layers, index) for index in painted}
    painted.sort(key=lambda index: (_RANK.get(roles[index], 3), index))
    states: list[State] = []
    for count, newest in enumerate(painted, 1):
        role = roles[newest]
        shown = set(painted[:count])
        if _RANK.get(role, 3) >= _RANK["flats"]:
            shown = {index for index in shown if is_shown(layers, index)}
        stack = stack_of([_switched(layers, i, shown) for i in range(len(layers))])
        canvas = finish if count == len(painted) else composite(stack, width, height)
        states.append(State(canvas, role or "", role in ("sketch", "line"), newest))
    return _worth_painting(states)


def order_layer(layers: Sequence[Layer], size: tuple[int, int]) -> NDArray[np.uint8] | None:
    """The painter's order mask where a layer is named so: luminance times alpha, canvas size."""
    for index, layer in enumerate(layers):
        if layer.image is None or layer_role(layers, index) != "order":
            continue
        (sheet,) = stack_of([replace(layer, visible=True, parent=None, opacity=1.0)])
        return luminance_times_alpha(composite((sheet,), *size))
    return None


def _gives(layers: Sequence[Layer], finish: Canvas) -> bool:
    height, width = finish.shape[:2]
    if sum(layer.image is not None for layer in layers) < 2:
        return False
    whole = composite(stack_of(layers), width, height)
    off = largest_difference(premultiplied(whole), premultiplied(finish))
    return float((off > _OFF).mean()) < _FEW


def _switched(layers: Sequence[Layer], index: int, shown: set[int]) -> Layer:
    layer = layers[index]
    if layer.image is None:
        # a group is shown for what it holds
        holds = any(_encloses(layers, index, inner) for inner in shown)
        return replace(layer, visible=layer.visible or holds)
    return replace(layer, visible=index in shown)


def _encloses(layers: Sequence[Layer], group: int, index: int) -> bool:
    parent = layers[index].parent
    for _ in range(len(layers)):
        if parent is None or parent == group:
            return parent == group
        parent = layers[parent].parent if 0 <= parent < len(layers) else None
    return False


def _worth_painting(states: list[State]) -> list[State]:
    """Drop states that hardly differ from the next one until few enough are left."""
    kept = list(states)
    while len(kept) > 1:
        change = [
            float(largest_difference(before.canvas, after.canvas).mean())
            for before, after in itertools.pairwise(kept)
        ]
        least = int(np.argmin(change))
        if len(kept) <= _MOST_STATES and change[least] > 0.15:
            break
        # what is painted until the next state is mostly the dropped one's
        kept[least : least + 2] = [replace(kept[least + 1], layer=kept[least].layer)]
    return kept
