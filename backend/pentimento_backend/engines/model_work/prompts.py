"""Prompts on their way to a model: what is too long is cut, and the painter told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from transformers import CLIPTextModel, CLIPTokenizer

from ...models.residence import Residence
from .text import encode_tokens, tokenize

SHOWN = 60
"""Characters of what was left out that the painter is shown."""


def encode_prompts(
    tokenizer: CLIPTokenizer,
    text_encoder: CLIPTextModel,
    prompts: Sequence[str],
    residence: Residence,
    dtype: torch.dtype,
    say: Callable[[str], None],
) -> tuple[torch.Tensor, ...]:
    """Return each prompt's last hidden state, (1, 77, channels), on the residence's device."""
    tokens = tokenize(tokenizer, prompts)
    for left_out in filter(None, tokens.left_out):
        say(f"the prompt is too long, left out: {left_out[:SHOWN]}")
    states = residence.run(
        text_encoder, dtype, lambda plan: encode_tokens(text_encoder, tokens.ids)
    )
    return states.split(1)
