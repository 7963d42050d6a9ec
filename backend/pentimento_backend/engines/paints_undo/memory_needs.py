"""What the stages of a Paints-UNDO process need of a device's memory.

Working memory was counted at full size, operation by operation, as the largest sum of live tensors
in half precision; it grows with pixels and with the bytes of a number.
"""

from __future__ import annotations

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan, Stage
from ..model_work.needs import MB, TOKENS, stage_of
from ..model_work.sheet import Sheet
from .multi_frame.checkpoint import MultiFrameModel
from .single_frame.checkpoint import SingleFrameModel

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
        stage_of(model.text_encoder, precision.networks, lambda plan: TOKENS),
        stage_of(model.unet, precision.networks, unet, share, by_layer=True),
        stage_of(model.vae, precision.autoencoders, autoencoder, share),
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
        stage_of(model.text_encoder, dtype, lambda plan: TOKENS),
        stage_of(model.image_encoder, dtype, lambda plan: TOKENS),
        stage_of(model.image_projection, dtype, lambda plan: TOKENS),
        stage_of(model.unet, dtype, unet, share, by_layer=True),
        stage_of(model.vae, dtype, autoencoder, share),
    ]
