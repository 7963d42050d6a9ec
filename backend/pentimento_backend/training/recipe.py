"""What a training of one kind consists of, as the loop sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn


@dataclass(frozen=True)
class Batch:
    """The items whose mean loss makes a step, or of those that are `held_out` to measure with.

    All that is drawn by lot comes from `generator`, which lies on the CPU.
    """

    items: Sequence[int]
    generator: torch.Generator
    held_out: bool = False


class Recipe(Protocol):
    """One kind of training. Its network's parameters that require gradients are trained.

    Items are numbered: `count` to learn from, and beside them `held_out`, which are only measured.
    """

    @property
    def name(self) -> str:
        """The kind of training, kept in checkpoints."""
        ...

    @property
    def network(self) -> nn.Module:
        """All that takes part in the loss and holds what is trained."""
        ...

    @property
    def count(self) -> int:
        """How many items there are to learn from."""
        ...

    @property
    def held_out(self) -> int:
        """How many items there are to measure with."""
        ...

    def place(self, device: torch.device) -> None:
        """Bring to the device what `network` does not hold, such as the text encoder."""
        ...

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        """Return the loss of a batch by `network`, which is `self.network` made ready to train."""
        ...

    def preview(self) -> NDArray[np.uint8] | None:
        """Return a picture (h, w, 3) of what the network can, None where there is nothing to see.

        The weights are those that would be kept.
        """
        ...

    def keep(self, folder: Path) -> None:
        """Write what was trained into `folder`, for use. Raises OSError or SafetensorError."""
        ...
