"""Paints-UNDO done straightforwardly: what the engine's speed and memory are compared with.

Two passes for guidance, what the network is told computed anew in each step, contiguous layout,
one pair of keys at a time with all that belongs to it, everything on the device. Attention is
fused here too, and the samplers are the engine's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from torch import Tensor, nn

from pentimento_backend.engines.model_work.picture import Picture
from pentimento_backend.engines.paints_undo.inbetweens import Film, Inbetweener
from pentimento_backend.engines.paints_undo.multi_frame.attention import TemporalWindow
from pentimento_backend.engines.paints_undo.multi_frame.unet3d import UNet3D
from pentimento_backend.models.memory_plan import MemoryPlan
from pentimento_backend.models.weights import lay_channels_last

from .paints_undo_models import Models

STRAIGHTFORWARD = MemoryPlan(
    "straightforward",
    resident=True,
    streamed=False,
    batched_guidance=False,
    pictures_at_once=16,
    videos_at_once=1,
)


class ForgetfulUNet3D(nn.Module):
    """The 3D U-Net, told everything anew in each step."""

    def __init__(self, unet: UNet3D) -> None:
        super().__init__()
        self.unet = unet

    def condition(self, text: Tensor, image: Tensor, frame_rate: Tensor | None) -> Any:
        """Keep what there is to tell."""
        return text, image, frame_rate

    def forward(
        self,
        x: Tensor,
        timesteps: Tensor,
        told: Any,
        pictures: Tensor,
        window: TemporalWindow,
    ) -> Tensor:
        return self.unet(x, timesteps, self.unet.condition(*told), pictures, window)


@contextmanager
def straightforward(models: Models) -> Iterator[Models]:
    """Give the models as a straightforward implementation has them; afterwards they are as before.

    The networks' own layout is that of the engine: before each convolution it is turned back.
    """
    unets = (models.single.unet, models.multi.unet)
    hooks = []
    for unet in unets:
        for weight in unet.parameters():
            weight.data = weight.data.contiguous()
        hooks += [
            layer.register_forward_pre_hook(lambda _, given: (given[0].contiguous(),))
            for layer in unet.modules()
            if isinstance(layer, (nn.Conv2d, nn.Conv3d))
        ]
    try:
        # the sampler takes any network that is asked in the same way
        forgetful: Any = ForgetfulUNet3D(models.multi.unet)
        yield replace(models, multi=replace(models.multi, unet=forgetful))
    finally:
        for hook in hooks:
            hook.remove()
        for unet in unets:
            lay_channels_last(unet)


def paint_pair_by_pair(
    inbetweener: Inbetweener, keys: Sequence[Picture], seeds: Sequence[int]
) -> list[Film]:
    """Return the films from each key to the one before; what pairs share is computed for each."""
    films = []
    for number, seed in enumerate(seeds):
        prompts = inbetweener.read_prompts()
        seen = inbetweener.see(keys[number : number + 2])
        films += inbetweener.paint(prompts, seen, [(1, 0)], [seed], f"pair {number}")
    return films
