"""What all recipes that learn from coded sequences share; see `Recipe`."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .draws import NoisyClips, noisy_clips
from .material import Material


class ClipRecipe:
    """Items are the material's sequences."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.device = torch.device("cpu")

    @property
    def count(self) -> int:
        return len(self.material.learnt)

    @property
    def held_out(self) -> int:
        return len(self.material.held_out)

    def place(self, device: torch.device) -> None:
        self.device = device
        self.material.place(device)

    def draw(
        self, items: Sequence[int], generator: torch.Generator, *, held_out: bool
    ) -> NoisyClips:
        """Return these sequences with noise, on the device. Raises TrainingProblem."""
        clips = self.material.part(held_out)
        return noisy_clips(clips, items, self.material.words, generator, self.device)
