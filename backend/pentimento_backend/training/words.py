"""Captions as the networks take them."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import CLIPTextModel, CLIPTokenizer

from ..engines.model_work.text import encode_tokens, tokenize

MOST_KEPT = 2000
"""Captions whose embeddings are kept: those of Stable Diffusion take 0.2 MB each."""


class Words:
    """Turns captions into embeddings, which are computed once."""

    def __init__(self, tokenizer: CLIPTokenizer, text_encoder: CLIPTextModel) -> None:
        self._tokenizer = tokenizer
        self._text_encoder = text_encoder
        self._kept: dict[str, torch.Tensor] = {}

    def place(self, device: torch.device) -> None:
        """Bring the text encoder to the device."""
        torch.nn.Module.to(self._text_encoder, device)
        self._kept.clear()

    def embeddings(self, captions: Sequence[str]) -> torch.Tensor:
        """Return the last hidden states, (n, 77, channels), float32, on the encoder's device."""
        return torch.cat([self._embedding(caption) for caption in captions])

    def _embedding(self, caption: str) -> torch.Tensor:
        if caption not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            ids = tokenize(self._tokenizer, [caption]).ids
            # an inference tensor could not take part in what is trained
            self._kept[caption] = encode_tokens(self._text_encoder, ids).float().clone()
        return self._kept[caption].clone()
