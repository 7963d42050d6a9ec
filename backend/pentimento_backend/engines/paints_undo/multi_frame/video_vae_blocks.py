"""Blocks of the video autoencoder that work on single frames, (n, c, h, w)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn.functional import pad, scaled_dot_product_attention, silu

GROUPS = 32
NORM_EPSILON = 1e-6


class FrameBlock(nn.Module):
    """Two 3x3 convolutions with a residual around them: what blocks with and without time share."""

    def __init__(self, channels: int, out_channels: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)
        self.conv1 = nn.Conv2d(channels, out_channels, 3, padding=1)
        self.norm2 = nn.GroupNorm(GROUPS, out_channels, eps=NORM_EPSILON)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.nin_shortcut = (
            nn.Identity() if channels == out_channels else nn.Conv2d(channels, out_channels, 1)
        )

    def within_frames(self, frames: Tensor) -> Tensor:
        """Return (n, out channels, h, w) of (n, channels, h, w)."""
        hidden = self.conv1(silu(self.norm1(frames)))
        hidden = self.conv2(silu(self.norm2(hidden)))
        return self.nin_shortcut(frames) + hidden


class ResnetBlock(FrameBlock):
    """A block that knows no time."""

    def forward(self, frames: Tensor) -> Tensor:
        return self.within_frames(frames)


class FrameAttention(nn.Module):
    """Self attention of one head over the places of a frame, with a residual around it."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(GROUPS, channels, eps=NORM_EPSILON)
        self.q = nn.Conv2d(channels, channels, 1)
        self.k = nn.Conv2d(channels, channels, 1)
        self.v = nn.Conv2d(channels, channels, 1)
        self.proj_out = nn.Conv2d(channels, channels, 1)

    def forward(self, frames: Tensor) -> Tensor:
        """Return (n, c, h, w) of the same."""
        normed = self.norm(frames)
        query, key, value = (
            projection(normed).flatten(2).transpose(1, 2).unsqueeze(1)
            for projection in (self.q, self.k, self.v)
        )
        seen = scaled_dot_product_attention(query, key, value)
        return frames + self.proj_out(seen.squeeze(1).transpose(1, 2).reshape(frames.shape))


class Downsample(nn.Module):
    """Halves height and width by a strided convolution, padded on the right and below alone."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=2)

    def forward(self, frames: Tensor) -> Tensor:
        return self.conv(pad(frames, (0, 1, 0, 1)))
