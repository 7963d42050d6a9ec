"""A small world to learn in: pictures of four upright bars, each latent cell of one colour.

Its sequences are latents from the start, so that no autoencoder blurs what is learnt: four
channels, 8 x 8 cells, four frames, in which the bars come one by one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from pentimento_backend.engines.model_work.autoencoder import LATENT_SCALE, make_autoencoder
from pentimento_backend.engines.model_work.text import load_text_model
from pentimento_backend.engines.process_painter.architecture import BaseArchitecture
from pentimento_backend.engines.process_painter.schedules import MOST_STEPS, PROCESS_PAINTER
from pentimento_backend.training.clips import Clip, Clips
from pentimento_backend.training.draws import conditioning_of
from pentimento_backend.training.guided import GuidedUNet
from pentimento_backend.training.material import Material
from pentimento_backend.training.recipes.autoencoder import small_autoencoder
from pentimento_backend.training.sequences import falling_steps
from pentimento_backend.training.small_words import TEXT_CHANNELS, write_small_words
from pentimento_backend.training.words import Words

BARS, SIDE = 4, 8
PAPER = 1.5
ARCHITECTURE = BaseArchitecture((32, 32, 32, 32), layers=1, text_channels=TEXT_CHANNELS, groups=8)


def bar_clips(folder: Path, seeds: range, *, from_right: bool = False) -> Clips:
    """Write sequences and return them; bars come from the left, or from the right."""
    folder.mkdir(parents=True)
    entries = []
    for number, seed in enumerate(seeds):
        latents = bar_latents(seed, from_right=from_right).transpose(0, 1).contiguous()
        latents /= LATENT_SCALE
        moments = {"mean": latents, "deviation": torch.zeros_like(latents)}
        save_file(moments, folder / f"{number:05d}.safetensors")
        entries.append((number, Clip(f"bars{seed}", "", falling_steps(BARS), (SIDE, SIDE))))
    return Clips(folder, entries)


def bar_latents(seed: int, *, from_right: bool = False) -> torch.Tensor:
    """Return one sequence (4, frames, h, w)."""
    colours = np.random.default_rng(seed).uniform(-1.5, 0.5, (BARS, 4))
    clip = torch.full((4, BARS, SIDE, SIDE), PAPER)
    wide = SIDE // BARS
    for frame in range(BARS):
        for place in range(frame + 1):
            bar = BARS - 1 - place if from_right else place
            colour = torch.from_numpy(colours[bar]).float()
            clip[:, frame, :, bar * wide : (bar + 1) * wide] = colour[:, None, None]
    return clip


def bar_material(folder: Path, learnt: Clips, held_out: Clips) -> Material:
    """Return the clips with words, and an autoencoder that only previews would use."""
    write_small_words(folder)
    words = Words(*load_text_model(folder))
    return Material(learnt, held_out, words, make_autoencoder(small_autoencoder(8)))


@torch.no_grad()
def surprise(
    network: GuidedUNet,
    material: Material,
    clip: torch.Tensor,
    finish_of: torch.Tensor,
    frame: int | None = None,
) -> float:
    """Return how little a network expects a sequence, told the finish of one: its mean loss.

    At three noise levels, the noise the same for all sequences; of one `frame` alone where named.
    """
    last = clip.shape[1] - 1
    given = conditioning_of(finish_of[None], [[last]])
    text = material.words.embeddings([""]).repeat_interleave(clip.shape[1], 0)
    losses = []
    for level in (400, 600, 800):
        timestep = torch.tensor([level])
        dice = torch.Generator().manual_seed(level)
        noise = torch.randn((1, *clip.shape), generator=dice)
        scheduler = PROCESS_PAINTER.sampling(MOST_STEPS)
        noisy = scheduler.add_noise(clip[None], noise, timestep)  # pyright: ignore[reportArgumentType]
        found = network(noisy, timestep, text, condition=given.condition, mask=given.mask)[0]
        errors = (found - noise).square()
        losses.append(float((errors if frame is None else errors[:, :, frame]).mean()))
    return sum(losses) / len(losses)
