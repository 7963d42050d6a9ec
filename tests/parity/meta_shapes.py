"""Keys and shapes of a module's weights, without making the weights."""

from __future__ import annotations

from collections.abc import Callable

import torch


def shapes_of(make: Callable[[], torch.nn.Module]) -> dict[str, tuple[int, ...]]:
    """Return the shape of every key in the state dict of the module of `make`."""
    with torch.device("meta"):
        return {key: tuple(weight.shape) for key, weight in make().state_dict().items()}
