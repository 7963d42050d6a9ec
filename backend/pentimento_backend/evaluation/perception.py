"""Distances of pictures by name: the weight-free one, and those of trained networks.

Networks are used only where their weights lie on this computer already; nothing is fetched.
"""

from __future__ import annotations

from typing import Any, Protocol

from ..imaging.colour import Pixels
from .distance import LABEL, View, distance, view

Features = Any
"""What a perception remembers of a picture."""

WEIGHT_FREE = "weight-free"


class Perception(Protocol):
    """A way to see pictures and to tell how far apart two of them are, 0 for equal ones."""

    name: str
    label: str

    def features(self, picture: Pixels) -> Features:
        """See a picture (uint8, height x width x 4, straight alpha)."""
        ...

    def distance(self, one: Features, other: Features) -> float:
        """Compare two pictures by what was seen of them."""
        ...


class WeightFree:
    """Structure and colour masses, as `distance.py` defines them."""

    name = WEIGHT_FREE
    label = LABEL

    def features(self, picture: Pixels) -> View:
        """Reduce the picture to what is compared."""
        return view(picture)

    def distance(self, one: View, other: View) -> float:
        """See `distance.distance`."""
        return distance(one, other)
