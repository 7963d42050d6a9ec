"""The decoder of the video autoencoder: latents to frames, with two known pictures in sight.

The dual-reference decoder of ToonCrafter (Xing et al. 2024). Videos are (videos, frames, c, h, w).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention, silu

from .attention import merge_heads, split_heads
from .blocks import FrameConv, Upsample
from .video_vae_blocks import GROUPS, NORM_EPSILON, FrameAttention, FrameBlock
from .video_vae_time import TimeStack, over_frames

HEADS = 8
HEAD_WIDTH = 64

SEEN_BY_ATTENTION = 2
"""Levels from this one up are small enough to look for the pictures' features everywhere; the
others take them over at the same places of the first and last frame."""


class VideoResBlock(FrameBlock):
    """A block within the frames, then one along them, mixed by a learned share."""

    def __init__(self, channels: int, out_channels: int) -> None:
        super().__init__(channels, out_channels)
        self.time_stack = TimeStack(out_channels)
        self.mix_factor = nn.Parameter(torch.zeros(1))

    def forward(self, video: Tensor, at_once: int, upsample: Upsample | None = None) -> Tensor:
        """Return (videos, frames, out channels, h, w) of (videos, frames, channels, h, w).

        `upsample` goes first, together with the work within the frames: its result is the largest
        tensor of the decoder and never exists for all frames.
        """

        def work(frames: Tensor) -> Tensor:
            return self.within_frames(frames if upsample is None else upsample(frames))

        return self.time_stack.add_to(
            over_frames(work, video, at_once), self.mix_factor.sigmoid(), at_once
        )


class AttentionCombiner(nn.Module):
    """Attention of every frame to the features of both known pictures, with a residual."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        inner = HEADS * HEAD_WIDTH
        self.norm = nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)
        self.to_q = nn.Linear(channels, inner, bias=False)
        self.to_k = nn.Linear(channels, inner, bias=False)
        self.to_v = nn.Linear(channels, inner, bias=False)
        self.to_out = nn.Sequential(nn.Linear(inner, channels))

    def forward(self, video: Tensor, reference: Tensor, at_once: int) -> Tensor:
        """Return the video; `reference` is (videos, c, 2, h, w)."""
        tokens = reference.flatten(2).transpose(1, 2)
        key = split_heads(self.to_k(tokens), HEADS)
        value = split_heads(self.to_v(tokens), HEADS)

        def look(frames: Tensor) -> Tensor:
            normed = self.norm(frames).flatten(2).transpose(1, 2)
            # all frames of a video ask the same keys: one long query instead of copies of the keys
            query = self.to_q(normed).reshape(len(key), -1, HEADS * HEAD_WIDTH)
            seen = merge_heads(scaled_dot_product_attention(split_heads(query, HEADS), key, value))
            return frames + self.to_out(seen).reshape(normed.shape).transpose(1, 2).reshape(
                frames.shape
            )

        return over_frames(look, video, at_once)


class ConvCombiner(nn.Module):
    """Adds the features of the known pictures to the first and the last frame."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 1)

    def forward(self, video: Tensor, reference: Tensor, at_once: int) -> Tensor:
        """Return the video, changed in place; `reference` is (videos, c, 2, h, w)."""
        video[:, 0] += self.conv(reference[:, :, 0])
        video[:, -1] += self.conv(reference[:, :, 1])
        return video


class PixelConv(nn.Conv2d):
    """A convolution from features to pixels, then one along the frames."""

    def __init__(self, channels: int, out_channels: int) -> None:
        super().__init__(channels, out_channels, 3, padding=1)
        self.time_mix_conv = FrameConv(out_channels)

    def forward(self, video: Tensor, at_once: int) -> Tensor:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return pixels (videos, frames, out channels, h, w)."""
        pixels = over_frames(super().forward, video, at_once)
        mixed = self.time_mix_conv(pixels.transpose(1, 2).flatten(3))
        return mixed.unflatten(3, pixels.shape[3:]).transpose(1, 2)


class DecoderMiddle(nn.Module):
    """Two blocks at the lowest resolution with attention within the frames between them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.block_1 = VideoResBlock(channels, channels)
        self.attn_1 = FrameAttention(channels)
        self.block_2 = VideoResBlock(channels, channels)

    def forward(self, video: Tensor, at_once: int) -> Tensor:
        video = over_frames(self.attn_1, self.block_1(video, at_once), at_once)
        return self.block_2(video, at_once)


class DecoderLevel(nn.Module):
    """Blocks at one resolution, and the way to the next, if there is one."""

    def __init__(self, channels: int, out_channels: int, blocks: int, last: bool) -> None:
        super().__init__()
        self.block = nn.ModuleList(
            VideoResBlock(channels if index == 0 else out_channels, out_channels)
            for index in range(blocks)
        )
        self.upsample = None if last else Upsample(out_channels)


class Decoder(nn.Module):
    """Makes pixels of latents; level 0 has the full resolution and comes last."""

    def __init__(
        self,
        out_channels: int,
        channels: int,
        multipliers: Sequence[int],
        blocks: int,
        latent_channels: int,
    ) -> None:
        super().__init__()
        widths = [channels * multiplier for multiplier in multipliers]
        before = [*widths[1:], widths[-1]]
        self.conv_in = nn.Conv2d(latent_channels, widths[-1], 3, padding=1)
        self.mid = DecoderMiddle(widths[-1])
        self.up = nn.ModuleList(
            DecoderLevel(before[level], widths[level], blocks + 1, level == 0)
            for level in range(len(widths))
        )
        self.attn_refinement = nn.ModuleList(
            AttentionCombiner(width) if level >= SEEN_BY_ATTENTION else ConvCombiner(width)
            for level, width in enumerate(widths)
        )
        self.attn_refinement.append(ConvCombiner(widths[0]))
        self.norm_out = nn.GroupNorm(GROUPS, widths[0], eps=NORM_EPSILON)
        self.conv_out = PixelConv(widths[0], out_channels)

    def forward(self, latents: Tensor, references: Sequence[Tensor] | None, at_once: int) -> Tensor:
        """Return pixels (videos, frames, 3, H, W) of latents (videos, frames, 4, h, w).

        `references` are features of the first and the last frame, as the encoder orders them, each
        (videos, c, 2, h, w).
        """

        def refine(video: Tensor, index: int) -> Tensor:
            if references is None:
                return video
            return self.attn_refinement[index](video, references[index], at_once)

        video = self.mid(over_frames(self.conv_in, latents, at_once), at_once)
        upsample = None
        for index, level in reversed(list(enumerate(self.up))):
            assert isinstance(level, DecoderLevel)
            for block in level.block:
                video = block(video, at_once, upsample)
                upsample = None
            video = refine(video, index)
            upsample = level.upsample
        video = over_frames(lambda frames: silu(self.norm_out(frames)), video, at_once)
        return self.conv_out(refine(video, len(self.up)), at_once)
