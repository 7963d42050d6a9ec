"""Which of a document's layers count, said so that a clone of the document understands it too.

A layer is named by its unique id. A clone's layers have ids of their own, but stand in the same
places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterator, List, Sequence, Tuple

from krita import Document, Krita, Node

from .documents import is_own_layer, top_nodes

Place = Tuple[int, ...]
"""The way to a layer: its index at the top level, then among the children of that one, ..."""


@dataclass(frozen=True)
class LayerWish:
    """The ids of layers: where there are `only`, nothing else counts, and what is in `without` not.

    Layers that Pentimento has made itself never count.
    """

    only: Tuple[str, ...] = ()
    without: Tuple[str, ...] = ()


ALL_LAYERS = LayerWish()


@dataclass(frozen=True)
class LayerName:
    """A layer that the painter can choose."""

    id: str
    title: str


def chosen_layers(document: Document) -> List[LayerName]:
    """Return the layers that are selected in Krita's layer list, ours left out; lowest first."""
    window = Krita.instance().activeWindow()
    view = window.activeView() if window is not None else None
    if view is None or view.document() != document:
        return []
    ids = {layer_id(node) for node in view.selectedNodes()}
    return [
        LayerName(layer_id(node), node.name())
        for _, node in layers_with_places(document)
        if layer_id(node) in ids and not is_own_layer(node)
    ]


def layer_id(node: Node) -> str:
    """Return the unique id of a layer."""
    return node.uniqueId().toString()


def layers_with_places(document: Document) -> Iterator[Tuple[Place, Node]]:
    """Yield every layer and mask with its place, a parent before its children, lowest first."""
    yield from _with_places(top_nodes(document), ())


def left_out_places(document: Document, wish: LayerWish) -> List[Place]:
    """Return the places of the layers that do not count, each before those that it encloses."""
    places = {layer_id(node): place for place, node in layers_with_places(document)}
    only = _known(wish.only, places)
    without = _known(wish.without, places)
    return [
        place
        for place, node in layers_with_places(document)
        if is_own_layer(node)
        or any(place[: len(other)] == other for other in without)
        or (only and not any(_are_related(place, other) for other in only))
    ]


def places_to_show(document: Document, wish: LayerWish) -> List[Place]:
    """Return the places that have to be visible for the layers of `wish.only` to be seen."""
    places = {layer_id(node): place for place, node in layers_with_places(document)}
    only = _known(wish.only, places)
    return [place[:length] for place in only for length in range(1, len(place) + 1)]


def _known(ids: Sequence[str], places: Dict[str, Place]) -> List[Place]:
    return [places[one] for one in ids if one in places]


def _are_related(one: Place, other: Place) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _with_places(nodes: Sequence[Node], above: Place) -> Iterator[Tuple[Place, Node]]:
    for index, node in enumerate(nodes):
        place = (*above, index)
        yield place, node
        yield from _with_places(node.childNodes(), place)
