"""What the XML layer trees of OpenRaster and Krita share."""

from __future__ import annotations

import math
from xml.etree.ElementTree import Element

from pentimento_protocol import limits

from ..engines.interface import Layer
from .artwork import Flaw

_DEEPEST_NESTING = 64


class LayerTree:
    """Collects layers, lower ones before higher ones, a group before what it encloses."""

    def __init__(self) -> None:
        self._layers: list[Layer] = []
        self._depths: list[int] = []

    def add(self, layer: Layer) -> int:
        """Take a layer and return its index, the `parent` of what it encloses; Flaw at limits."""
        if len(self._layers) >= limits.MAX_LAYERS:
            raise Flaw(
                f"it has more than {limits.MAX_LAYERS} layers; merge some in a copy and try again"
            )
        depth = 0 if layer.parent is None else self._depths[layer.parent] + 1
        if depth > _DEEPEST_NESTING:
            raise Flaw(f"its groups are nested more than {_DEEPEST_NESTING} deep")
        self._layers.append(layer)
        self._depths.append(depth)
        return len(self._layers) - 1

    def layers(self) -> tuple[Layer, ...]:
        """Return all layers taken so far."""
        return tuple(self._layers)


def local_name(element: Element) -> str:
    """Return an element's name without its namespace, which differs between versions."""
    return element.tag.rpartition("}")[2]


def number(element: Element, attribute: str, default: float | None = None) -> float:
    """Return a finite number from an attribute; Flaw where it is none and has no default."""
    text = element.get(attribute)
    if text is None and default is not None:
        return default
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or abs(value) > 1e9:
        raise Flaw(f"its layer tree is damaged: {attribute} is {(text or '')[:40]!r}")
    return value
