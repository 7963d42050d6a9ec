"""The image projection: what CLIP sees in two pictures becomes context tokens for every frame.

A perceiver resampler, as in IP-Adapter (Ye et al. 2023) and DynamiCrafter (Xing et al. 2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from ....models.weights import Weights, build
from .attention import merge_heads, split_heads


class PerceiverAttention(nn.Module):
    """Attention of learned queries to the picture's tokens and to themselves, without biases."""

    def __init__(self, channels: int, heads: int, head_width: int) -> None:
        super().__init__()
        inner = heads * head_width
        self.heads = heads
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)
        self.to_q = nn.Linear(channels, inner, bias=False)
        self.to_kv = nn.Linear(channels, 2 * inner, bias=False)
        self.to_out = nn.Linear(inner, channels, bias=False)

    def forward(self, tokens: Tensor, queries: Tensor) -> Tensor:
        """Return what `queries` (n, m, c) see in `tokens` (n, l, c) and in themselves."""
        queries = self.norm2(queries)
        key_value = self.to_kv(torch.cat([self.norm1(tokens), queries], dim=1))
        key, value = (split_heads(half, self.heads) for half in key_value.chunk(2, dim=-1))
        seen = scaled_dot_product_attention(split_heads(self.to_q(queries), self.heads), key, value)
        return self.to_out(merge_heads(seen))


def feed_forward(channels: int, factor: int) -> nn.Sequential:
    """Return norm, widening, GELU and narrowing, without biases on the linear layers."""
    return nn.Sequential(
        nn.LayerNorm(channels),
        nn.Linear(channels, factor * channels, bias=False),
        nn.GELU(),
        nn.Linear(factor * channels, channels, bias=False),
    )


class Resampler(nn.Module):
    """Turns the tokens of `input_frames_length` pictures into tokens for `video_length` frames.

    Arguments have their published names: `dim` channels inside, `depth` layers, `num_queries`
    tokens for each frame, `embedding_dim` channels of the input, `output_dim` of the result.
    """

    def __init__(
        self,
        dim: int,
        depth: int,
        dim_head: int,
        heads: int,
        num_queries: int,
        embedding_dim: int,
        output_dim: int,
        ff_mult: int,
        video_length: int,
        input_frames_length: int,
    ) -> None:
        super().__init__()
        self.frames = video_length
        self.latents = nn.Parameter(torch.zeros(1, video_length * num_queries, dim))
        self.input_pos = nn.Parameter(torch.zeros(1, input_frames_length, 1, embedding_dim))
        self.proj_in = nn.Linear(embedding_dim, dim)
        self.layers = nn.ModuleList(
            nn.ModuleList([PerceiverAttention(dim, heads, dim_head), feed_forward(dim, ff_mult)])
            for _ in range(depth)
        )
        self.proj_out = nn.Linear(dim, output_dim)
        self.norm_out = nn.LayerNorm(output_dim)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return (n, frames, queries, output_dim) of `tokens`, (n, pictures, l, embedding_dim)."""
        tokens = self.proj_in((tokens + self.input_pos).flatten(1, 2))
        queries = self.latents.expand(len(tokens), -1, -1)
        for layer in self.layers:
            attention, widening = cast(nn.ModuleList, layer)
            queries = queries + attention(tokens, queries)
            queries = queries + widening(queries)
        return self.norm_out(self.proj_out(queries)).unflatten(1, (self.frames, -1))


def build_resampler(config: Mapping[str, Any], weights: Weights, source: object) -> Resampler:
    """Return the image projection of a published configuration and weights.

    Raises ModelProblem, and TypeError for a configuration that describes none.
    """
    return build(lambda: Resampler(**config), weights, source)
