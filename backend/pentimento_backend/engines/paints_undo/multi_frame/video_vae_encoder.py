"""The encoder of the video autoencoder: each picture by itself, to a latent and its features."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn
from torch.nn.functional import silu

from .video_vae_blocks import GROUPS, NORM_EPSILON, Downsample, FrameAttention, ResnetBlock


class EncoderLevel(nn.Module):
    """Blocks at one resolution, and the way to the next, if there is one."""

    def __init__(self, channels: int, out_channels: int, blocks: int, last: bool) -> None:
        super().__init__()
        self.block = nn.ModuleList(
            ResnetBlock(channels if index == 0 else out_channels, out_channels)
            for index in range(blocks)
        )
        self.downsample = None if last else Downsample(out_channels)


class EncoderMiddle(nn.Module):
    """Two blocks at the lowest resolution with attention between them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.block_1 = ResnetBlock(channels, channels)
        self.attn_1 = FrameAttention(channels)
        self.block_2 = ResnetBlock(channels, channels)

    def forward(self, frames: Tensor) -> Tensor:
        return self.block_2(self.attn_1(self.block_1(frames)))


class Encoder(nn.Module):
    """The encoder of Stable Diffusion's autoencoder, which also hands out its features."""

    def __init__(
        self,
        in_channels: int,
        channels: int,
        multipliers: Sequence[int],
        blocks: int,
        latent_channels: int,
    ) -> None:
        super().__init__()
        widths = [channels, *(channels * multiplier for multiplier in multipliers)]
        self.conv_in = nn.Conv2d(in_channels, channels, 3, padding=1)
        self.down = nn.ModuleList(
            EncoderLevel(widths[level], widths[level + 1], blocks, level == len(multipliers) - 1)
            for level in range(len(multipliers))
        )
        self.mid = EncoderMiddle(widths[-1])
        self.norm_out = nn.GroupNorm(GROUPS, widths[-1], eps=NORM_EPSILON)
        self.conv_out = nn.Conv2d(widths[-1], 2 * latent_channels, 3, padding=1)

    def forward(self, pictures: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Return moments (n, 2 * latent channels, h, w) of pictures (n, 3, H, W), and features.

        Features are those of each level, from full resolution down, and at last those of the first
        convolution, at full resolution again.
        """
        hidden = first = self.conv_in(pictures)
        features = []
        for level in self.down:
            assert isinstance(level, EncoderLevel)
            for block in level.block:
                hidden = block(hidden)
            features.append(hidden)
            if level.downsample is not None:
                hidden = level.downsample(hidden)
        moments = self.conv_out(silu(self.norm_out(self.mid(hidden))))
        return moments, (*features, first)
