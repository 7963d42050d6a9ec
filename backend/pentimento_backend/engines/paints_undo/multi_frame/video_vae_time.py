"""Time in the video autoencoder's decoder, in as little memory as the caller asks for.

A video is (videos, frames, c, h, w). Work within frames goes a few frames at once, work along the
frames a band of rows at once; both give what the whole video at once would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import silu

from .blocks import FrameConv
from .video_vae_blocks import GROUPS


def over_frames(layer: Callable[[Tensor], Tensor], video: Tensor, at_once: int) -> Tensor:
    """Return the video that `layer`, from (n, c, h, w) to the like, makes of `at_once` frames each.

    The frames that `layer` gets are those of all videos at the same times.
    """
    videos, frames = video.shape[:2]
    if at_once >= frames:
        return layer(video.flatten(0, 1)).unflatten(0, (videos, frames))
    done = None
    for start in range(0, frames, at_once):
        part = video[:, start : start + at_once]
        made = layer(part.flatten(0, 1)).unflatten(0, part.shape[:2])
        if done is None:
            done = made.new_empty(videos, frames, *made.shape[2:])
        done[:, start : start + at_once] = made
    assert done is not None
    return done


class TimeStack(nn.Module):
    """Two convolutions along the frames, each after a norm over all frames."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.in_layers = nn.Sequential(
            nn.GroupNorm(GROUPS, channels), nn.SiLU(), FrameConv(channels)
        )
        self.out_layers = nn.Sequential(
            nn.GroupNorm(GROUPS, channels), nn.SiLU(), nn.Dropout(0.0), FrameConv(channels)
        )

    def add_to(self, video: Tensor, share: Tensor, at_once: int) -> Tensor:
        """Return `video` with `share` of its change along the frames added, in place.

        Memory besides the video is a second one, and what `at_once` of its frames take.
        """
        hidden = torch.empty_like(video)
        for rows, change in _changes(self.in_layers, video, at_once):
            hidden[..., rows, :] = change
        for rows, change in _changes(self.out_layers, hidden, at_once):
            video[..., rows, :] += share * change
        return video


def _changes(layers: nn.Sequential, video: Tensor, at_once: int) -> Iterator[tuple[slice, Tensor]]:
    """Yield what norm, SiLU and convolution make of `video`, band of rows by band of rows."""
    norm, convolution = layers[0], layers[-1]
    assert isinstance(norm, nn.GroupNorm)
    scale, shift = _norm_over_frames(norm, video)
    frames, height = video.shape[1], video.shape[3]
    band = max(1, height * min(at_once, frames) // frames)
    for top in range(0, height, band):
        rows = slice(top, min(top + band, height))
        normed = torch.addcmul(shift, video[..., rows, :], scale)
        normed = silu(normed, inplace=True).to(video.dtype)
        made = convolution(normed.transpose(1, 2).flatten(3))
        yield rows, made.unflatten(3, normed.shape[3:]).transpose(1, 2)


def _norm_over_frames(norm: nn.GroupNorm, video: Tensor) -> tuple[Tensor, Tensor]:
    """Return factor and summand, (videos, 1, c, 1, 1) float32, of a norm over a whole video.

    Frames are equally large, so that the video's variance is the mean of theirs and the variance
    of their means.
    """
    statistics = [
        torch.var_mean(frame.float().unflatten(1, (norm.num_groups, -1)), (2, 3, 4), correction=0)
        for frame in video.unbind(1)
    ]
    variances, means = (torch.stack(values) for values in zip(*statistics, strict=True))
    between, mean = torch.var_mean(means, 0, correction=0)
    factor = (variances.mean(0) + between + norm.eps).rsqrt()
    of_groups = video.shape[2] // norm.num_groups
    factor = factor.repeat_interleave(of_groups, 1) * norm.weight.float()
    summand = norm.bias.float() - mean.repeat_interleave(of_groups, 1) * factor
    return factor[:, None, :, None, None], summand[:, None, :, None, None]
