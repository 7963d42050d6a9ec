"""Attention of the 3D U-Net: within a frame, along the frames, and to text and picture.

Tokens are (batch, tokens, channels); heads exist only as views of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention


class TemporalWindow(Enum):
    """Which other frames a frame's spatial self attention sees besides itself.

    The published model is trained with all of them and runs with OFF. `value` is the published
    name.
    """

    OFF = "off"
    PREVIOUS = "prv"
    FIRST = "first"
    ROLL = "roll"


def with_window(tokens: Tensor, frames: int, window: TemporalWindow) -> Tensor:
    """Return (batch x frames, tokens, c) with the tokens of the window's frames behind or around.

    PREVIOUS gives [own, previous] (the first frame sees itself twice), FIRST [own, first], ROLL
    [previous, own, next] in a ring.
    """
    if window is TemporalWindow.OFF:
        return tokens
    videos = tokens.unflatten(0, (-1, frames))
    if window is TemporalWindow.PREVIOUS:
        seen = [videos, torch.cat([videos[:, :1], videos[:, :-1]], dim=1)]
    elif window is TemporalWindow.FIRST:
        seen = [videos, videos[:, :1].expand_as(videos)]
    else:
        seen = [videos.roll(1, dims=1), videos, videos.roll(-1, dims=1)]
    return torch.cat(seen, dim=2).flatten(0, 1)


def split_heads(tokens: Tensor, heads: int) -> Tensor:
    """Return the view (batch, heads, tokens, head width) of (batch, tokens, channels)."""
    return tokens.unflatten(-1, (heads, -1)).transpose(1, 2)


def merge_heads(tokens: Tensor) -> Tensor:
    """Return (batch, tokens, channels) of (batch, heads, tokens, head width)."""
    return tokens.transpose(1, 2).flatten(2)


class SelfAttention(nn.Module):
    """Multi-head self attention without biases on queries, keys and values."""

    def __init__(self, channels: int, heads: int, head_width: int) -> None:
        super().__init__()
        inner = heads * head_width
        self.heads = heads
        self.to_q = nn.Linear(channels, inner, bias=False)
        self.to_k = nn.Linear(channels, inner, bias=False)
        self.to_v = nn.Linear(channels, inner, bias=False)
        self.to_out = nn.Sequential(nn.Linear(inner, channels))

    def forward(
        self, tokens: Tensor, frames: int = 1, window: TemporalWindow = TemporalWindow.OFF
    ) -> Tensor:
        """Return what (batch, tokens, c) see in themselves and in their temporal window.

        With a window, the batch is folded as videos x `frames`.
        """
        key = with_window(self.to_k(tokens), frames, window)
        value = with_window(self.to_v(tokens), frames, window)
        seen = scaled_dot_product_attention(
            split_heads(self.to_q(tokens), self.heads),
            split_heads(key, self.heads),
            split_heads(value, self.heads),
        )
        return self.to_out(merge_heads(seen))


@dataclass(frozen=True)
class CrossContext:
    """Keys and values that one cross attention sees, the same in every sampling step.

    Text: (videos, heads, tokens, head width), shared by all frames of a video. Image: (videos x
    frames, heads, tokens, head width), its own for each frame.
    """

    text_key: Tensor
    text_value: Tensor
    image_key: Tensor
    image_value: Tensor


class CrossAttention(nn.Module):
    """Attention to text and image tokens: one query, two softmaxes, summed.

    With a learnable scale, the image's part is multiplied by tanh(alpha) + 1.
    """

    def __init__(
        self,
        channels: int,
        heads: int,
        head_width: int,
        context_channels: int,
        learnable_image_scale: bool = False,
    ) -> None:
        super().__init__()
        inner = heads * head_width
        self.heads = heads
        self.to_q = nn.Linear(channels, inner, bias=False)
        self.to_k = nn.Linear(context_channels, inner, bias=False)
        self.to_v = nn.Linear(context_channels, inner, bias=False)
        self.to_k_ip = nn.Linear(context_channels, inner, bias=False)
        self.to_v_ip = nn.Linear(context_channels, inner, bias=False)
        self.to_out = nn.Sequential(nn.Linear(inner, channels))
        self.alpha = nn.Parameter(torch.zeros(())) if learnable_image_scale else None

    def context(self, text: Tensor, image: Tensor) -> CrossContext:
        """Return keys and values of text (videos, n, c) and image (videos x frames, m, c)."""
        return CrossContext(
            text_key=split_heads(self.to_k(text), self.heads),
            text_value=split_heads(self.to_v(text), self.heads),
            image_key=split_heads(self.to_k_ip(image), self.heads),
            image_value=split_heads(self.to_v_ip(image), self.heads),
        )

    def forward(self, tokens: Tensor, context: CrossContext) -> Tensor:
        """Return what (videos x frames, tokens, c) see in the context."""
        query = self.to_q(tokens)
        text = self._seen_in_text(query, context)
        image = merge_heads(
            scaled_dot_product_attention(
                split_heads(query, self.heads), context.image_key, context.image_value
            )
        )
        if self.alpha is not None:
            image = image * (self.alpha.tanh() + 1)
        return self.to_out(text + image)

    def _seen_in_text(self, query: Tensor, context: CrossContext) -> Tensor:
        # all frames of a video ask the same keys: one long query instead of copies of the keys
        videos = query.reshape(context.text_key.shape[0], -1, query.shape[-1])
        seen = scaled_dot_product_attention(
            split_heads(videos, self.heads), context.text_key, context.text_value
        )
        return merge_heads(seen).reshape(query.shape)
