"""Random weights for published architectures, and a tokenizer to go with them: no download."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import torch
from torch import nn
from transformers import CLIPTokenizer

from pentimento_backend.models.weights import Weights

Network = TypeVar("Network", bound=nn.Module)

PUBLISHED_TYPE = torch.float16
SOURCE = "random weights"


def weights_for(make: Callable[[], nn.Module], device: torch.device) -> Weights:
    """Return weights for what `make` makes; drawn on `device`, they stay there if it is "meta"."""
    with torch.device("meta"):
        places = make().state_dict()
    return {key: _drawn(key, place, device) for key, place in places.items()}


def wordless_tokenizer() -> CLIPTokenizer:
    """Return a tokenizer that knows no word: every prompt is 77 tokens all the same."""
    words = {"<|startoftext|>": 0, "<|endoftext|>": 1}
    return CLIPTokenizer(vocab=words, merges=[])


def _drawn(key: str, place: torch.Tensor, device: torch.device) -> torch.Tensor:
    """Return weights that keep the deviation of what goes through them, or nearly."""
    weight = torch.empty(place.shape, dtype=PUBLISHED_TYPE, device=device)
    if weight.dim() < 2:
        weight.normal_(float(key.endswith("weight")), 0.1)
    else:
        weight.normal_(0, (weight.numel() / len(weight)) ** -0.5)
    return weight if device.type == "meta" else weight.cpu()
