"""What the networks have to compute: the units in which progress is told."""

from __future__ import annotations

from .info import PAPER
from .models import Models
from .settings import Settings

PLAIN_COST = 1.0
"""Of one picture in one step of inversion."""
CLIP_COST = 3.0
"""Of one frame in one step of sampling, both branches of guidance."""
REFERENCE_COST = 0.8
"""Besides, where the reference network takes part."""


def sampling_cost(settings: Settings, models: Models, frames: int) -> float:
    """Return what all sampling steps of so many frames of windows have to compute."""
    each = CLIP_COST + (0.0 if models.clip.reference is None else REFERENCE_COST)
    return frames * settings.sampling_steps * each


def inversion_cost(settings: Settings, pictures: int) -> float:
    """Return what all steps of the inversion of so many pictures have to compute."""
    return pictures * inversion_steps(settings) * PLAIN_COST


def inversion_steps(settings: Settings) -> int:
    """Return how many steps an inversion has; held frames take as many as the sampling."""
    return settings.sampling_steps if settings.form == PAPER else settings.inversion_steps
