"""What the recipes for clips learn from: coded sequences, captions, and the base model's coders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from transformers import CLIPTextModel, CLIPTokenizer

from .clips import Clips, Coding, Sequences, code_clips
from .held_out import split
from .onlooker import Onlooker
from .problem import TrainingProblem
from .stopping import Stop
from .words import Words

CLIPS = "clips"

FEWEST = 2
"""Sequences without which nothing can be learnt."""


@dataclass(frozen=True, eq=False)
class Material:
    """Clips to learn from and to measure with; the coders, frozen, are used for previews too."""

    learnt: Clips
    held_out: Clips
    words: Words
    vae: AutoencoderKL

    def place(self, device: torch.device) -> None:
        """Bring the coders to the device."""
        self.words.place(device)
        torch.nn.Module.to(self.vae, device)

    def part(self, held_out: bool) -> Clips:
        """Return the clips to learn from, or those to measure with."""
        return self.held_out if held_out else self.learnt


def prepare(
    sequences: Sequences,
    vae: AutoencoderKL,
    tokenizer: CLIPTokenizer,
    text_encoder: CLIPTextModel,
    coding: Coding,
    folder: Path,
    onlooker: Onlooker,
    stop: Stop,
    *,
    held_out: int = 0,
) -> Material | None:
    """Return the material of sequences, coded in `folder`; None where a stop was wished.

    Up to `held_out` sequences are kept back. Raises TrainingProblem.
    """
    if len(sequences) < FEWEST:
        raise TrainingProblem(
            f"There are {len(sequences)} sequences, too few to learn from: add more, at least "
            f"{FEWEST}; ten or more are good."
        )
    clips = code_clips(sequences, vae, coding, folder / CLIPS, onlooker, stop)
    if clips is None:
        return None
    learnt, measured = split(range(len(clips)), held_out)
    return Material(clips.part(learnt), clips.part(measured), Words(tokenizer, text_encoder), vae)
