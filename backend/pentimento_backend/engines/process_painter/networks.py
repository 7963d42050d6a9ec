"""The two networks: Stable Diffusion's U-Net with motion modules, and the reference network.

Both are diffusers' own modules with what a checkpoint's conventions change.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers.models.controlnets.controlnet_sparsectrl import SparseControlNetModel
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.models.unets.unet_motion_model import (
    AnimateDiffTransformer3D,
    UNetMotionModel,
    UNetMotionOutput,
)
from torch import nn

from .architecture import (
    BaseArchitecture,
    Conventions,
    MotionArchitecture,
    ReferenceArchitecture,
)
from .frame_norms import Clip, PerFrameGroupNorm, PooledGroupNorm
from .motion_attention import motion_modules, project_twice

MOTION_HEADS = 8
"""Heads of every temporal attention, in all published files."""


class MotionUNet(UNetMotionModel):
    """Predicts the noise of all frames of a clip; arguments as of diffusers' UNetMotionModel.

    `sample` is (clips, 4, frames, h, w), `encoder_hidden_states` (clips x frames, tokens, channels)
    with the frames of a clip together, residuals (clips x frames, channels, h, w).
    """

    def __init__(
        self, base: BaseArchitecture, motion: MotionArchitecture, conventions: Conventions
    ) -> None:
        super().__init__(
            **base.shared_options,
            num_attention_heads=base.heads,
            motion_max_seq_length=motion.frames,
            motion_num_attention_heads=MOTION_HEADS,
            use_motion_mid_block=motion.in_middle,
        )
        self.longest_clip = motion.frames
        self._clip = Clip()
        _follow(self, conventions)
        if conventions.pooled_norms:
            self._pool_norms()

    def forward(
        self,
        sample: torch.Tensor,
        *inputs: Any,  # noqa: ANN401 (handed through, as are the options)
        **options: Any,  # noqa: ANN401
    ) -> UNetMotionOutput | tuple[torch.Tensor]:
        self._clip.frames, self._clip.dtype = sample.shape[2], sample.dtype
        return super().forward(sample, *inputs, **options)

    @property
    def dtype(self) -> torch.dtype:
        """The number format of the clips at work; weights may come to it layer by layer."""
        return self._clip.dtype

    def _pool_norms(self) -> None:
        for module in self.modules():
            if isinstance(module, ResnetBlock2D):
                module.norm1 = PooledGroupNorm(module.norm1, self._clip)
                module.norm2 = PooledGroupNorm(module.norm2, self._clip)
        self.conv_norm_out = PooledGroupNorm(self.conv_norm_out, self._clip)


class ReferenceNetwork(SparseControlNetModel):
    """Turns given frames into residuals for a MotionUNet; arguments as of SparseControlNetModel."""

    def __init__(self, architecture: ReferenceArchitecture, conventions: Conventions) -> None:
        super().__init__(
            **architecture.base.shared_options,
            attention_head_dim=architecture.base.heads,
            conditioning_channels=architecture.condition_channels,
            use_simplified_condition_embedding=architecture.in_latents,
            motion_max_seq_length=architecture.motion.frames,
            motion_num_attention_heads=MOTION_HEADS,
        )
        self.longest_clip = architecture.motion.frames
        if architecture.motion.attentions == 2:
            self._double_attention(architecture)
        _follow(self, conventions)

    def _double_attention(self, architecture: ReferenceArchitecture) -> None:
        """Give the motion modules the second self-attention that diffusers' class cannot have."""
        for channels, block in zip(architecture.base.channels, self.down_blocks, strict=True):
            block.motion_modules = nn.ModuleList(
                AnimateDiffTransformer3D(
                    num_attention_heads=MOTION_HEADS,
                    attention_head_dim=channels // MOTION_HEADS,
                    in_channels=channels,
                    norm_num_groups=architecture.base.groups,
                    positional_embeddings="sinusoidal",
                    num_positional_embeddings=architecture.motion.frames,
                    double_self_attention=True,
                )
                for _ in range(architecture.base.layers)
            )


def plain_unet(base: BaseArchitecture) -> UNet2DConditionModel:
    """Return Stable Diffusion's own U-Net, of single pictures, without weights of use."""
    return UNet2DConditionModel(**base.shared_options, attention_head_dim=base.heads)


def _follow(network: nn.Module, conventions: Conventions) -> None:
    if conventions.motion_norm_per_frame:
        for module in motion_modules(network):
            module.norm = PerFrameGroupNorm(module.norm)
    if conventions.projected_twice:
        project_twice(network)
