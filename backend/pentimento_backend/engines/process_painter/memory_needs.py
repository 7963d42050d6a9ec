"""What the stages of a ProcessPainter process need of a device's memory.

Working memory was counted at full size, operation by operation, as the largest sum of live tensors
in half precision; it grows with pixels, frames and the bytes of a number.
"""

from __future__ import annotations

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan, Stage
from ..model_work.needs import MB, TOKENS, stage_of
from ..model_work.sheet import Sheet
from .models import Models

PIXELS = 512 * 512
CLIP_FRAME = 88 * MB
"""Of one frame of PIXELS in one branch of guidance, the reference network's residuals included."""
PLAIN_UNET = 69 * MB
AUTOENCODER = 403 * MB
"""Of one picture of PIXELS."""


def stages_of(
    models: Models, sheet: Sheet, frames: int, precision: Precision, *, guided: bool
) -> list[Stage]:
    """Return the needs for windows of `frames` frames; `guided`: canvases are inverted."""
    share = sheet.height * sheet.width / PIXELS

    def clip(plan: MemoryPlan) -> float:
        return CLIP_FRAME * frames * (1 + plan.batched_guidance)

    def plain(plan: MemoryPlan) -> float:
        return PLAIN_UNET * plan.pictures_at_once

    def autoencoder(plan: MemoryPlan) -> float:
        return AUTOENCODER * plan.pictures_at_once

    dtype = precision.networks
    stages = [
        stage_of(models.text_encoder, dtype, lambda plan: TOKENS),
        stage_of(models.clip, dtype, clip, share, by_layer=True),
        stage_of(models.vae, precision.autoencoders, autoencoder, share),
    ]
    if guided:
        stages.append(stage_of(models.plain, dtype, plain, share, by_layer=True))
    return stages
