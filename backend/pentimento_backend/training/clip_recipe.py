"""What all recipes that learn from coded sequences share; see `Recipe`."""

from __future__ import annotations

import torch

from .draws import NoisyClips, noisy_clips
from .material import Material
from .recipe import Batch


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

    def draw(self, batch: Batch) -> NoisyClips:
        """Return the sequences with noise, on the device. Raises TrainingProblem."""
        clips = self.material.part(batch.held_out)
        words = self.material.words
        return noisy_clips(clips, batch.items, words, batch.generator, self.device)
