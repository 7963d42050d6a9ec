"""A motion U-Net with the additions of a reference network, as one module to train."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from ..engines.process_painter.networks import MotionUNet, ReferenceNetwork


class GuidedUNet(nn.Module):
    """Finds the noise in clips, some of whose frames may be given."""

    def __init__(self, unet: MotionUNet, reference: ReferenceNetwork | None) -> None:
        super().__init__()
        self.unet = unet
        self.reference = reference

    def forward(
        self,
        noisy: torch.Tensor,
        timesteps: torch.Tensor,
        text: torch.Tensor,
        *,
        condition: torch.Tensor | None = None,
        mask: torch.Tensor | None = None,
        return_dict: bool = False,
    ) -> Any:  # noqa: ANN401 (what the U-Net returns)
        """Return the noise in clips (n, 4, frames, h, w); `text` has a row for each frame.

        `condition` (n, 4, frames, h, w) and `mask` (n, 1, frames, h, w) as in `Conditioning`, None
        where nothing is given.
        """
        down, mid = None, None
        if self.reference is not None and condition is not None:
            down, mid = self.reference(
                noisy,
                timesteps,
                text,
                controlnet_cond=condition,
                conditioning_mask=mask,
                return_dict=False,
            )
        return self.unet(
            noisy,
            timesteps,
            text,
            down_block_additional_residuals=down,
            mid_block_additional_residual=mid,
            return_dict=return_dict,
        )
