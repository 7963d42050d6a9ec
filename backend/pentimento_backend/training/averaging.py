"""A running average of weights, which paints better than the last weights of a short training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch

from ..models.weights import Weights

WARM_UP = 10
"""The average of the first steps forgets faster: after n steps the past weighs (1+n)/(10+n)."""


class RunningAverage:
    """The exponential average of some parameters (Polyak and Juditsky, 1992), in their format."""

    def __init__(self, parameters: Mapping[str, torch.nn.Parameter], past: float) -> None:
        self._parameters = parameters
        self._past = past
        self.weights: Weights = {
            name: parameter.detach().clone() for name, parameter in parameters.items()
        }

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Take in the parameters as they are after `step` steps."""
        past = min(self._past, (1 + step) / (WARM_UP + step))
        for name, average in self.weights.items():
            average.lerp_(self._parameters[name].detach(), 1.0 - past)

    @torch.no_grad()
    def load(self, weights: Weights) -> None:
        """Take up an average that was saved."""
        for name, average in self.weights.items():
            average.copy_(weights[name])

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let the parameters be their averages while this lasts."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    @torch.no_grad()
    def _swap(self) -> None:
        for name, average in self.weights.items():
            parameter = self._parameters[name]
            kept = parameter.detach().clone()
            parameter.copy_(average)
            average.copy_(kept)
