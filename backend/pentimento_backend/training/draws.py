"""What a training step draws by lot: sequences with noise, and which of their frames are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..engines.process_painter.conditioning import Conditioning
from ..engines.process_painter.schedules import MOST_STEPS
from .clips import Clips
from .problem import TrainingProblem
from .words import Words

CAPTION_DROPPED = 0.1
"""How often a caption is left out, so that guidance works (Ho and Salimans, 2022)."""

MIDDLE_SHARES = (0.005853, 0.043249, 0.117564, 0.117564, 0.043249, 0.005853)
"""How often, of draws of one, each frame between first and last of eight is given; published."""


@dataclass(frozen=True)
class NoisyClips:
    """Latents and noise (n, 4, frames, h, w), timesteps (n,), text (n, tokens, channels)."""

    latents: torch.Tensor
    noise: torch.Tensor
    timesteps: torch.Tensor
    text: torch.Tensor


def noisy_clips(
    clips: Clips,
    items: Sequence[int],
    words: Words,
    generator: torch.Generator,
    device: torch.device,
) -> NoisyClips:
    """Return clips with noise, one level each. Raises TrainingProblem for differing sizes."""
    if len({clips[item].size for item in items}) > 1:
        raise TrainingProblem(
            "The sequences differ in the proportions of their pictures: train with a batch of 1 "
            "(and accumulation instead), or make sequences of one size."
        )
    latents = torch.stack([clips.latents(item, generator) for item in items])
    timesteps = torch.randint(0, MOST_STEPS, (len(items),), generator=generator)
    dropped = torch.rand(len(items), generator=generator) < CAPTION_DROPPED
    captions = [
        "" if drop else clips[item].caption
        for item, drop in zip(items, dropped.tolist(), strict=True)
    ]
    noise = torch.randn(latents.shape, generator=generator)
    return NoisyClips(
        latents.to(device), noise.to(device), timesteps.to(device), words.embeddings(captions)
    )


def one_frame_each(clips: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Return the frame at its place of each clip (n, c, frames, h, w), as (n, c, h, w)."""
    return torch.stack([clip[:, place] for clip, place in zip(clips, places.tolist(), strict=True)])


def drawn_slots(frames: int, generator: torch.Generator) -> list[int]:
    """Return which of a clip's frames are given: as published, from one to all of them.

    The first and the last frame come up most. (The published program mixes up the pictures of
    several frames; here each stays in its slot.)
    """
    count = int(torch.randint(1, frames + 1, (), generator=generator))
    shares = torch.full((frames,), 1.0 / 3.0)
    if frames > 2:
        middle = torch.tensor(MIDDLE_SHARES)[None, None]
        resized = torch.nn.functional.interpolate(middle, frames - 2, mode="linear")[0, 0]
        shares[1:-1] = resized / resized.sum() / 3.0
    return sorted(torch.multinomial(shares, count, generator=generator).tolist())


def conditioning_of(latents: torch.Tensor, slots: Sequence[Sequence[int]]) -> Conditioning:
    """Return the conditioning of clips (n, 4, frames, h, w) by some frames of each."""
    mask = torch.zeros_like(latents[:, :1])
    for clip, given in enumerate(slots):
        mask[clip, :, list(given)] = 1.0
    return Conditioning(latents * mask, mask)
