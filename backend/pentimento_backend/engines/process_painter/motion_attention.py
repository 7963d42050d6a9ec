"""The temporal attention of motion modules, with an output projection that is applied twice."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from diffusers.models.attention_processor import Attention, AttnProcessor2_0
from diffusers.models.unets.unet_motion_model import AnimateDiffTransformer3D
from torch import nn


class TwiceProjected(AttnProcessor2_0):
    """Attention whose output goes through the output projection a second time.

    Adapters on that projection take part both times.
    """

    def __call__(
        self,
        attn: Attention,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        projected = super().__call__(attn, hidden_states, encoder_hidden_states, attention_mask)
        return _output_projection(attn)(projected)


def motion_modules(network: nn.Module) -> Iterator[AnimateDiffTransformer3D]:
    """Yield the motion modules of a network."""
    for module in network.modules():
        if isinstance(module, AnimateDiffTransformer3D):
            yield module


def project_twice(network: nn.Module) -> None:
    """Make all motion modules of `network` apply their output projections twice."""
    for attention in _motion_attentions(network):
        # the library's annotation names only its oldest processor
        attention.set_processor(TwiceProjected())  # pyright: ignore[reportArgumentType]


@torch.no_grad()
def fold_projections(network: nn.Module) -> None:
    """Replace projections that are applied twice by one that does the same, W² and Wb + b.

    The network computes the same, faster, and takes no more adapters and no training. One whose
    projections are applied once stays as it is.
    """
    for attention in _motion_attentions(network):
        if not isinstance(attention.processor, TwiceProjected):
            continue
        projection = _output_projection(attention)
        if not isinstance(projection, nn.Linear):
            raise TypeError("Adapters must be merged before projections are folded.")
        weight, bias = projection.weight.double(), projection.bias.double()
        projection.weight = _frozen(weight @ weight, projection.weight)
        projection.bias = _frozen(weight @ bias + bias, projection.bias)
        attention.set_processor(AttnProcessor2_0())  # pyright: ignore[reportArgumentType]


def _frozen(values: torch.Tensor, like: torch.Tensor) -> nn.Parameter:
    return nn.Parameter(values.to(like.dtype), requires_grad=False)


def _output_projection(attention: Attention) -> nn.Module:
    assert isinstance(attention.to_out, nn.ModuleList)
    return attention.to_out[0]


def _motion_attentions(network: nn.Module) -> Iterator[Attention]:
    for module in motion_modules(network):
        for attention in module.modules():
            if isinstance(attention, Attention):
                yield attention
