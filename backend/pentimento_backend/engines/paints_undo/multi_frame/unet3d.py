"""The 3D U-Net of the multi-frame model: predicts v for a video between two pictures.

Parameters bear the published names. Frames are folded into the batch and lie channels-last in
memory from the first layer to the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.models.embeddings import get_timestep_embedding
from torch import Tensor, nn

from ....models.weights import Weights, build, lay_channels_last
from .attention import CrossContext, TemporalWindow
from .attention_blocks import GROUPS, SpatialTransformer, TemporalTransformer
from .blocks import Downsample, ResBlock, Upsample
from .unet3d_config import UNet3DConfig

FIRST_ATTENTION_HEADS = 8
StageContext = tuple[CrossContext, ...]


@dataclass(frozen=True)
class Conditioning:
    """All that the network sees of text, pictures and frame rate, ready for every step.

    Made by `UNet3D.condition`: the frame rate's embedding (videos, embedding channels), and for
    each stage the keys and values of its cross attentions (none for a stage without).
    """

    frame_rate: Tensor | None
    input_blocks: tuple[StageContext, ...]
    middle_block: StageContext
    output_blocks: tuple[StageContext, ...]


class Stage(nn.ModuleList):
    """The layers from one skip connection to the next; at most one is a spatial transformer."""

    def context(self, text: Tensor, image: Tensor) -> StageContext:
        """Return the keys and values that its spatial transformer sees."""
        for layer in self:
            if isinstance(layer, SpatialTransformer):
                return layer.context(text, image)
        return ()

    def forward(
        self,
        x: Tensor,
        embedding: Tensor,
        context: StageContext,
        frames: int,
        window: TemporalWindow,
    ) -> Tensor:
        for layer in self:
            if isinstance(layer, ResBlock):
                x = layer(x, embedding, frames)
            elif isinstance(layer, SpatialTransformer):
                x = layer(x, context, frames, window)
            elif isinstance(layer, TemporalTransformer):
                x = layer(x, frames)
            else:
                x = layer(x)
        return x


class UNet3D(nn.Module):
    """U-Net over the frames of a video, with attention along time after each spatial one.

    Its input is the noisy latent beside the two pictures' latents (zeros between them). Any
    number of frames will do; the published weights are made for `config.temporal_length`.
    """

    def __init__(self, config: UNet3DConfig) -> None:
        super().__init__()
        self.config = config
        width = config.model_channels
        embedding = width * 4
        self.time_embed = _embedding_layers(width, embedding)
        self.fps_embedding = _embedding_layers(width, embedding) if config.fs_condition else None
        self.init_attn = Stage(
            [
                TemporalTransformer(
                    width,
                    FIRST_ATTENTION_HEADS,
                    config.num_head_channels,
                    config.transformer_depth,
                    convolved=True,
                )
            ]
            if config.addition_attention
            else []
        )
        self.input_blocks, skips = _input_stages(config)
        deepest = skips[-1]
        factor = 2 ** (len(config.channel_mult) - 1)
        self.middle_block = Stage(
            [
                _res_block(config, deepest, deepest),
                *_attentions(config, deepest, factor, always=True),
                _res_block(config, deepest, deepest),
            ]
        )
        self.output_blocks = _output_stages(config, skips)
        self.out = nn.Sequential(
            nn.GroupNorm(GROUPS, width),
            nn.SiLU(),
            nn.Conv2d(width, config.out_channels, 3, padding=1),
        )

    def condition(self, text: Tensor, image: Tensor, frame_rate: Tensor | None) -> Conditioning:
        """Return what stays the same in every step of sampling.

        `text` (videos, tokens, c), `image` (videos, frames, tokens, c), `frame_rate` (videos,) or
        None for the default. A conditioning is bound to the weights that made it.
        """
        image = image.flatten(0, 1)
        return Conditioning(
            frame_rate=self._frame_rate_embedding(frame_rate, text),
            input_blocks=tuple(s.context(text, image) for s in _stages(self.input_blocks)),
            middle_block=self.middle_block.context(text, image),
            output_blocks=tuple(s.context(text, image) for s in _stages(self.output_blocks)),
        )

    def forward(
        self,
        x: Tensor,
        timesteps: Tensor,
        conditioning: Conditioning,
        pictures: Tensor,
        window: TemporalWindow = TemporalWindow.OFF,
    ) -> Tensor:
        """Return v (videos, out channels, frames, h, w) of the noisy latents x.

        x and `pictures` (the known frames' latents, zeros elsewhere) are (videos, 4, frames, h,
        w) with h and w divisible by 2 for each level but one; `timesteps` (videos,) 0..999.
        """
        videos, _, frames, _, _ = x.shape
        embedding = self._embedded(self.time_embed, timesteps, x.dtype)
        if conditioning.frame_rate is not None:
            embedding = embedding + conditioning.frame_rate
        hidden = torch.cat([x, pictures], dim=1).permute(0, 2, 3, 4, 1).flatten(0, 1)
        hidden = hidden.permute(0, 3, 1, 2)

        skips = []
        entering = zip(_stages(self.input_blocks), conditioning.input_blocks, strict=True)
        for number, (stage, context) in enumerate(entering):
            hidden = stage(hidden, embedding, context, frames, window)
            if number == 0:
                hidden = self.init_attn(hidden, embedding, (), frames, window)
            skips.append(hidden)
        hidden = self.middle_block(hidden, embedding, conditioning.middle_block, frames, window)
        leaving = zip(_stages(self.output_blocks), conditioning.output_blocks, strict=True)
        for stage, context in leaving:
            hidden = torch.cat([hidden, skips.pop()], dim=1)
            hidden = stage(hidden, embedding, context, frames, window)
        return self.out(hidden).unflatten(0, (videos, frames)).transpose(1, 2)

    def _frame_rate_embedding(self, frame_rate: Tensor | None, text: Tensor) -> Tensor | None:
        if self.fps_embedding is None:
            return None
        if frame_rate is None:
            frame_rate = text.new_full((len(text),), self.config.default_fs)
        return self._embedded(self.fps_embedding, frame_rate, text.dtype)

    def _embedded(self, layers: nn.Sequential, numbers: Tensor, dtype: torch.dtype) -> Tensor:
        waves = get_timestep_embedding(
            numbers, self.config.model_channels, flip_sin_to_cos=True, downscale_freq_shift=0
        )
        return layers(waves.to(dtype))


def build_unet3d(config: Mapping[str, Any], weights: Weights, source: object) -> UNet3D:
    """Return the U-Net of a published configuration and weights, laid out channels-last.

    Raises ModelProblem for another model's weights and ValueError for another's configuration.
    """
    settings = UNet3DConfig.of(config)
    unet = build(lambda: UNet3D(settings), weights, source)
    lay_channels_last(unet)
    return unet


def _embedding_layers(width: int, embedding: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, embedding), nn.SiLU(), nn.Linear(embedding, embedding))


def _stages(stages: nn.ModuleList) -> Iterator[Stage]:
    return (stage for stage in stages if isinstance(stage, Stage))


def _res_block(config: UNet3DConfig, channels: int, out_channels: int) -> ResBlock:
    return ResBlock(
        channels, config.model_channels * 4, out_channels, config.dropout, config.temporal_conv
    )


def _attentions(
    config: UNet3DConfig, channels: int, factor: int, always: bool = False
) -> list[nn.Module]:
    if not always and factor not in config.attention_resolutions:
        return []
    heads = channels // config.num_head_channels
    spatial = SpatialTransformer(
        channels,
        heads,
        config.num_head_channels,
        config.transformer_depth,
        config.context_dim,
        config.image_cross_attention_scale_learnable,
    )
    if not config.temporal_attention:
        return [spatial]
    return [
        spatial,
        TemporalTransformer(channels, heads, config.num_head_channels, config.transformer_depth),
    ]


def _input_stages(config: UNet3DConfig) -> tuple[nn.ModuleList, list[int]]:
    """Return the stages on the way down, and the channels that each leaves for its skip."""
    width = config.model_channels
    stages = [Stage([nn.Conv2d(config.in_channels, width, 3, padding=1)])]
    skips = [width]
    for level, multiple in enumerate(config.channel_mult):
        if level > 0:
            stages.append(Stage([Downsample(skips[-1])]))
            skips.append(skips[-1])
        for _ in range(config.num_res_blocks):
            out_channels = width * multiple
            block = _res_block(config, skips[-1], out_channels)
            stages.append(Stage([block, *_attentions(config, out_channels, 2**level)]))
            skips.append(out_channels)
    return nn.ModuleList(stages), skips


def _output_stages(config: UNet3DConfig, skips: list[int]) -> nn.ModuleList:
    stages = []
    channels, left = skips[-1], list(skips)
    for level, multiple in reversed(list(enumerate(config.channel_mult))):
        for number in range(config.num_res_blocks + 1):
            out_channels = config.model_channels * multiple
            block = _res_block(config, channels + left.pop(), out_channels)
            stage = Stage([block, *_attentions(config, out_channels, 2**level)])
            if level > 0 and number == config.num_res_blocks:
                stage.append(Upsample(out_channels))
            stages.append(stage)
            channels = out_channels
    return nn.ModuleList(stages)
