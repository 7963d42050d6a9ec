"""Transformers of the 3D U-Net: one within each frame, one along the frames at each place.

Frames are folded into the batch, (videos x frames, c, h, w), and lie channels-last in memory, so
that the tokens of a frame are a view.
"""

from __future__ import annotations

from diffusers.models.attention import FeedForward
from torch import Tensor, nn
from torch.nn.functional import linear

from .attention import CrossAttention, CrossContext, SelfAttention, TemporalWindow

GROUPS = 32
NORM_EPSILON = 1e-6


class SpatialBlock(nn.Module):
    """Self attention within a frame, cross attention to text and picture, feed-forward."""

    def __init__(
        self,
        channels: int,
        heads: int,
        head_width: int,
        context_channels: int,
        learnable_image_scale: bool,
    ) -> None:
        super().__init__()
        self.attn1 = SelfAttention(channels, heads, head_width)
        self.attn2 = CrossAttention(
            channels, heads, head_width, context_channels, learnable_image_scale
        )
        self.ff = FeedForward(channels, activation_fn="geglu")
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)
        self.norm3 = nn.LayerNorm(channels)

    def forward(
        self, tokens: Tensor, context: CrossContext, frames: int, window: TemporalWindow
    ) -> Tensor:
        tokens = tokens + self.attn1(self.norm1(tokens), frames, window)
        tokens = tokens + self.attn2(self.norm2(tokens), context)
        return tokens + self.ff(self.norm3(tokens))


class SpatialTransformer(nn.Module):
    """Transformer over the places of each frame, with a residual around it."""

    def __init__(
        self,
        channels: int,
        heads: int,
        head_width: int,
        depth: int,
        context_channels: int,
        learnable_image_scale: bool = False,
    ) -> None:
        super().__init__()
        inner = heads * head_width
        self.norm = nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)
        self.proj_in = nn.Linear(channels, inner)
        self.transformer_blocks = nn.ModuleList(
            SpatialBlock(inner, heads, head_width, context_channels, learnable_image_scale)
            for _ in range(depth)
        )
        self.proj_out = nn.Linear(inner, channels)

    def context(self, text: Tensor, image: Tensor) -> tuple[CrossContext, ...]:
        """Return what its blocks see of text (videos, n, c) and image (videos x frames, m, c)."""
        return tuple(block.attn2.context(text, image) for block in self._blocks())

    def forward(
        self,
        x: Tensor,
        contexts: tuple[CrossContext, ...],
        frames: int = 1,
        window: TemporalWindow = TemporalWindow.OFF,
    ) -> Tensor:
        """Return x (videos x frames, c, h, w) after one pass; `contexts` comes from `context`."""
        tokens = self.proj_in(self.norm(x).permute(0, 2, 3, 1).flatten(1, 2))
        for block, context in zip(self._blocks(), contexts, strict=True):
            tokens = block(tokens, context, frames, window)
        return x + self.proj_out(tokens).unflatten(1, x.shape[2:]).permute(0, 3, 1, 2)

    def _blocks(self) -> list[SpatialBlock]:
        return [block for block in self.transformer_blocks if isinstance(block, SpatialBlock)]


class TemporalBlock(nn.Module):
    """Two self attentions along the frames, then feed-forward."""

    def __init__(self, channels: int, heads: int, head_width: int) -> None:
        super().__init__()
        self.attn1 = SelfAttention(channels, heads, head_width)
        self.attn2 = SelfAttention(channels, heads, head_width)
        self.ff = FeedForward(channels, activation_fn="geglu")
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)
        self.norm3 = nn.LayerNorm(channels)

    def forward(self, tokens: Tensor) -> Tensor:
        tokens = tokens + self.attn1(self.norm1(tokens))
        tokens = tokens + self.attn2(self.norm2(tokens))
        return tokens + self.ff(self.norm3(tokens))


class PointwiseConv1d(nn.Conv1d):
    """A linear layer over the last axis whose weights are stored as a convolution of width 1."""

    def __init__(self, channels: int, out_channels: int) -> None:
        super().__init__(channels, out_channels, kernel_size=1)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 (PyTorch's name)
        return linear(input, self.weight.squeeze(-1), self.bias)


class TemporalTransformer(nn.Module):
    """Transformer along the frames at each place, with a residual around it.

    It knows no positions. `convolved` is how the first one of the network stores its projections.
    """

    def __init__(
        self, channels: int, heads: int, head_width: int, depth: int, convolved: bool = False
    ) -> None:
        super().__init__()
        inner = heads * head_width
        projection = PointwiseConv1d if convolved else nn.Linear
        self.norm = nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)
        self.proj_in = projection(channels, inner)
        self.transformer_blocks = nn.Sequential(
            *(TemporalBlock(inner, heads, head_width) for _ in range(depth))
        )
        self.proj_out = projection(inner, channels)

    def forward(self, x: Tensor, frames: int) -> Tensor:
        """Return x (videos x frames, c, h, w) after one pass."""
        videos = as_videos(x, frames)
        # turned once, so that the whole transformer works on contiguous tokens
        tokens = self.norm(videos).permute(0, 3, 2, 1).flatten(0, 1)
        tokens = self.proj_out(self.transformer_blocks(self.proj_in(tokens)))
        turned = tokens.unflatten(0, (videos.shape[0], -1)).permute(0, 3, 2, 1)
        return as_frames(videos + turned, x)


def as_videos(x: Tensor, frames: int) -> Tensor:
    """Return (videos, c, frames, h x w) of (videos x frames, c, h, w); a view if channels-last."""
    return x.permute(0, 2, 3, 1).flatten(1, 2).unflatten(0, (-1, frames)).permute(0, 3, 1, 2)


def as_frames(videos: Tensor, like: Tensor) -> Tensor:
    """Undo `as_videos`, for the height and width of `like`."""
    return videos.permute(0, 2, 3, 1).flatten(0, 1).unflatten(1, like.shape[2:]).permute(0, 3, 1, 2)
