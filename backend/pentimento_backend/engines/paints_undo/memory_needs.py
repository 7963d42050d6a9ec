"""What the stages of a Paints-UNDO process need of a device's memory.

Working memory was counted at full size, operation by operation, as the largest sum of live tensors
in half precision; it grows with pixels and with the bytes of a number.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan, Stage
from .multi_frame.checkpoint import MultiFrameModel
from .sheet import Sheet
from .single_frame.checkpoint import SingleFrameModel

MB = 1_000_000
MARGIN = 1.25
"""For the work space of the device's libraries, and for what they leave unused between tensors."""

HALF = 2
"""Bytes of a number in half precision."""

TOKENS = 100 * MB
"""Working memory of the text and vision encoders and of the image projection, at most."""

KEYFRAME_PIXELS = 512 * 640
KEYFRAME_UNET = 86 * MB
KEYFRAME_AUTOENCODER = 504 * MB
"""Of one picture of KEYFRAME_PIXELS; for the U-Net, of one branch of guidance."""

VIDEO_PIXELS = 320 * 512
VIDEO_UNET, VIDEO_UNET_BRANCH = 460 * MB, 768 * MB
VIDEO_DECODER, VIDEO_DECODER_FRAME = 2100 * MB, 250 * MB
"""Of 16 frames of VIDEO_PIXELS: what there is once, and for each branch of guidance of each video,
or for each frame that is decoded at a time."""


def keyframe_stages(model: SingleFrameModel, sheet: Sheet, precision: Precision) -> list[Stage]:
    """Return the needs of the single-frame model for keyframes of this size."""
    share = sheet.height * sheet.width / KEYFRAME_PIXELS

    def unet(plan: MemoryPlan) -> float:
        return KEYFRAME_UNET * plan.pictures_at_once * (1 + plan.batched_guidance)

    def autoencoder(plan: MemoryPlan) -> float:
        return KEYFRAME_AUTOENCODER * plan.pictures_at_once

    return [
        _stage(model.text_encoder, precision.networks, lambda plan: TOKENS),
        _stage(model.unet, precision.networks, unet, share, by_layer=True),
        _stage(model.vae, precision.autoencoders, autoencoder, share),
    ]


def inbetween_stages(model: MultiFrameModel, sheet: Sheet, precision: Precision) -> list[Stage]:
    """Return the needs of the multi-frame model for frames of this size."""
    share = sheet.height * sheet.width / VIDEO_PIXELS
    dtype = precision.networks

    def unet(plan: MemoryPlan) -> float:
        branches = plan.videos_at_once * (1 + plan.batched_guidance)
        return VIDEO_UNET + VIDEO_UNET_BRANCH * branches

    def autoencoder(plan: MemoryPlan) -> float:
        return VIDEO_DECODER + VIDEO_DECODER_FRAME * plan.pictures_at_once

    return [
        _stage(model.text_encoder, dtype, lambda plan: TOKENS),
        _stage(model.image_encoder, dtype, lambda plan: TOKENS),
        _stage(model.image_projection, dtype, lambda plan: TOKENS),
        _stage(model.unet, dtype, unet, share, by_layer=True),
        _stage(model.vae, dtype, autoencoder, share),
    ]


def _stage(
    module: torch.nn.Module,
    dtype: torch.dtype,
    half_precision: Callable[[MemoryPlan], float],
    share: float = 1.0,
    *,
    by_layer: bool = False,
) -> Stage:
    layers = [
        sum(tensor.numel() for tensor in layer.parameters(recurse=False)) * dtype.itemsize
        for layer in module.modules()
    ]
    factor = share * MARGIN * dtype.itemsize / HALF
    return Stage(
        weights=sum(layers),
        streamed=max(layers) if by_layer else sum(layers),
        working=lambda plan: round(half_precision(plan) * factor),
    )
