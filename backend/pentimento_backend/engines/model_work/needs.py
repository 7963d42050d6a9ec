"""What a stage of an engine's work needs of a device's memory, from its network and a count."""

from __future__ import annotations

from collections.abc import Callable

import torch

from ...models.memory_plan import MemoryPlan, Stage

MB = 1_000_000
MARGIN = 1.25
"""For the work space of the device's libraries, and for what they leave unused between tensors."""

HALF = 2
"""Bytes of a number in half precision."""

TOKENS = 100 * MB
"""Working memory of text and vision encoders and of projections, at most."""


def stage_of(
    module: torch.nn.Module,
    dtype: torch.dtype,
    half_precision: Callable[[MemoryPlan], float],
    share: float = 1.0,
    *,
    by_layer: bool = False,
) -> Stage:
    """Return the needs of the stage that works with `module` in the format `dtype`.

    `half_precision(plan)`: bytes of the largest sum of live tensors in half precision, counted
    at some size; `share`: how many times as many pixels there are. `by_layer` says that the
    module's layers may come one by one.
    """
    layers = [
        sum(tensor.numel() for tensor in layer.parameters(recurse=False)) * dtype.itemsize
        for layer in module.modules()
    ]
    factor = share * MARGIN * dtype.itemsize / HALF
    return Stage(
        weights=sum(layers),
        streamed=max(layers) if by_layer else sum(layers),
        working=lambda plan: round(half_precision(plan) * factor),
    )
