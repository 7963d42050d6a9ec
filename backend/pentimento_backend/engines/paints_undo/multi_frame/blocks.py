"""Convolutional blocks of the 3D U-Net.

Frames are folded into the batch, (videos x frames, c, h, w), and lie channels-last in memory.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn.functional import conv2d, interpolate

from .attention_blocks import GROUPS, as_frames, as_videos


class FrameConv(nn.Conv3d):
    """A convolution over three frames at each place, stored as a 3D one.

    It runs as a 2D convolution on (videos, c, frames, places), whose channels-last kernels are
    the best tuned; the result is the same.
    """

    def __init__(self, channels: int) -> None:
        super().__init__(channels, channels, kernel_size=(3, 1, 1), padding=(1, 0, 0))

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 (PyTorch's name)
        return conv2d(input, self.weight.squeeze(-1), self.bias, padding=(1, 0))


class TemporalConv(nn.Module):
    """Four convolutions along the frames, with a residual around them.

    Norms take their statistics over all frames.
    """

    def __init__(self, channels: int, dropout: float) -> None:
        super().__init__()
        self.conv1 = nn.Sequential(nn.GroupNorm(GROUPS, channels), nn.SiLU(), FrameConv(channels))
        self.conv2 = self._later(channels, dropout)
        self.conv3 = self._later(channels, dropout)
        self.conv4 = self._later(channels, dropout)

    @staticmethod
    def _later(channels: int, dropout: float) -> nn.Sequential:
        return nn.Sequential(
            nn.GroupNorm(GROUPS, channels), nn.SiLU(), nn.Dropout(dropout), FrameConv(channels)
        )

    def forward(self, x: Tensor, frames: int) -> Tensor:
        videos = as_videos(x, frames)
        change = self.conv4(self.conv3(self.conv2(self.conv1(videos))))
        return as_frames(videos + change, x)


class ResBlock(nn.Module):
    """Two 3x3 convolutions with the time embedding between them, a residual, then time's own.

    The key `temopral_conv` is spelt as published.
    """

    def __init__(
        self,
        channels: int,
        embedding_channels: int,
        out_channels: int,
        dropout: float,
        temporal_conv: bool = True,
    ) -> None:
        super().__init__()
        self.in_layers = nn.Sequential(
            nn.GroupNorm(GROUPS, channels),
            nn.SiLU(),
            nn.Conv2d(channels, out_channels, 3, padding=1),
        )
        self.emb_layers = nn.Sequential(nn.SiLU(), nn.Linear(embedding_channels, out_channels))
        self.out_layers = nn.Sequential(
            nn.GroupNorm(GROUPS, out_channels),
            nn.SiLU(),
            nn.Dropout(dropout),
            nn.Conv2d(out_channels, out_channels, 3, padding=1),
        )
        self.skip_connection = (
            nn.Identity() if channels == out_channels else nn.Conv2d(channels, out_channels, 1)
        )
        self.temopral_conv = TemporalConv(out_channels, dropout) if temporal_conv else None

    def forward(self, x: Tensor, embedding: Tensor, frames: int) -> Tensor:
        """Return (videos x frames, c, h, w) of x.

        `embedding` is (n, embedding channels), one for each video or for each frame.
        """
        shift = self.emb_layers(embedding).repeat_interleave(len(x) // len(embedding), dim=0)
        hidden = self.in_layers(x) + shift[:, :, None, None]
        hidden = self.skip_connection(x) + self.out_layers(hidden)
        return hidden if self.temopral_conv is None else self.temopral_conv(hidden, frames)


class Downsample(nn.Module):
    """Halves height and width by a strided convolution."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.op = nn.Conv2d(channels, channels, 3, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.op(x)


class Upsample(nn.Module):
    """Doubles height and width: nearest neighbour, then a convolution."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(interpolate(x, scale_factor=2.0, mode="nearest"))
