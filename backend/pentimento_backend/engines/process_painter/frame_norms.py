"""Group norms that differ from diffusers' in the frames over which they take their statistics."""

from __future__ import annotations

import torch
from torch import nn


class Clip:
    """What layers must know of the clips at work: their number of frames and number format."""

    def __init__(self) -> None:
        self.frames = 1
        self.dtype = torch.float32


class PooledGroupNorm(nn.GroupNorm):
    """Takes its statistics over all frames of a clip together, (clips x frames, c, h, w)."""

    def __init__(self, like: nn.GroupNorm, clip: Clip) -> None:
        super().__init__(like.num_groups, like.num_channels, like.eps, like.affine)
        self._clip = clip

    def forward(self, input: torch.Tensor) -> torch.Tensor:  # noqa: A002 (the base class's name)
        clip = input.unflatten(0, (-1, self._clip.frames)).transpose(1, 2)
        return super().forward(clip).transpose(1, 2).flatten(0, 1)


class PerFrameGroupNorm(nn.GroupNorm):
    """Takes its statistics of each frame alone; input and output are (clips, c, frames, h, w)."""

    def __init__(self, like: nn.GroupNorm) -> None:
        super().__init__(like.num_groups, like.num_channels, like.eps, like.affine)

    def forward(self, input: torch.Tensor) -> torch.Tensor:  # noqa: A002 (the base class's name)
        frames = input.transpose(1, 2)
        each = super().forward(frames.flatten(0, 1))
        return each.unflatten(0, frames.shape[:2]).transpose(1, 2)
